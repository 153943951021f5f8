"""Refusals about arbitration, courts and enforcement, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "marked_final": (
        "第{item}项标明为终局，按规则应为非终局",
        "item {item} is marked final; by the rule it is not",
    ),
    "not_marked_final": (
        "第{item}项标明为非终局，按规则应为终局",
        "item {item} is marked not final; by the rule it is",
    ),
    "award_mixed": (
        "终局和非终局事项应当分别制作裁决书",
        "final and other items belong in separate documents",
    ),
    "filed_elsewhere": (
        "{name}不在已记录的劳动合同履行地和用人单位所在地",
        "{name} is neither at the place of performance nor at a recorded seat of the employer",
    ),
    "set_aside_elsewhere": (
        "{name}不是仲裁委员会所在地的中级人民法院",
        "{name} is not the intermediate court of the commission's seat",
    ),
    "enforced_elsewhere": (
        "{name}不是作出执行依据的法院，也不在已记录的被执行人住所地；财产所在地须在该院辖区",
        "{name} neither made the title nor is at the debtor's recorded domicile; property must be there",
    ),
    # Before the commission
    "seised_body_has_it": (
        "该争议仍由作出委托的仲裁委员会或者法院办理，须先退回委托",
        "the body that entrusted the mediation still has the case; the mandate is returned first",
    ),
    "filed_again_after_default": (
        "申请人曾无正当理由不到庭，按撤回处理后再次申请的，仲裁委员会不予受理",
        "the applicant stayed away once without reason; a new application is not accepted",
    ),
    "acceptance_decided_late": (
        "仲裁委员会应当在{due}前决定是否受理",
        "the commission was to decide on acceptance by {due}",
    ),
    "competent_not_named": (
        "因管辖不予受理的，应当告知有管辖权的仲裁委员会",
        "where only jurisdiction is wrong, the commission that has it is named",
    ),
    "competent_does_not_fit": (
        "只有因管辖不予受理时才写明有管辖权的仲裁委员会，且不能是本委",
        "another commission is named only where jurisdiction was wrong, and it is not this one",
    ),
    "acceptance_lapsed_already": (
        "仲裁逾期未决定受理已经记录",
        "the commission's silence is on record already",
    ),
    "acceptance_waits": (
        "决定是否受理的期限尚未起算：暂缓受理，或者等待补正",
        "the period for deciding on acceptance has not begun: it is deferred, or waits for a correction",
    ),
    "acceptance_period_runs": (
        "决定是否受理的期限至{due}，尚未届满",
        "the period for deciding on acceptance runs to {due}",
    ),
    "hearing_notice_short": (
        "开庭通知不足法定期间，最迟应在{latest}通知",
        "the notice is too short: it was to be given by {latest}",
    ),
    "unknown_hearing": ("没有安排第{hearing}次开庭", "hearing {hearing} was not listed"),
    "hearing_held_already": ("第{hearing}次开庭已经记录", "hearing {hearing} was held already"),
    "arbitration_stayed_already": ("仲裁已经中止", "the arbitration is stayed already"),
    "arbitration_is_stayed": ("仲裁正在中止", "the arbitration is stayed"),
    "arbitration_not_stayed": ("仲裁没有中止", "the arbitration is not stayed"),
    "resumed_before_stay": (
        "恢复的日期早于中止的日期",
        "it cannot go on before the day it was stayed",
    ),
    "remanded_by_first_instance": (
        "一审法院不能发回重审",
        "a court of first instance remands nothing",
    ),
    "arbitration_extended_already": (
        "仲裁期限已经延长过一次",
        "the arbitration was extended once already",
    ),
    "arbitration_extended_too_far": (
        "仲裁期限最长可延至{latest}",
        "the arbitration can be extended to {latest} at most",
    ),
    "transfer_to_itself": (
        "案件已在该仲裁委员会",
        "the case is before that commission already",
    ),
    # Awards and statements
    "instrument_needs_number": (
        "裁决书、调解书、判决书须有文号",
        "an award, statement or judgment has a number",
    ),
    "award_without_items": ("裁决书没有裁决事项", "the award has no item"),
    "award_items_misnumbered": (
        "裁决事项须从1起连续编号",
        "the items of an award are numbered from 1 without gaps",
    ),
    "item_for_unknown_claim": (
        "裁决事项涉及不存在的请求事项{claim}",
        "an item is on claim {claim}, which the dispute does not have",
    ),
    "award_late": ("裁决期限至{due}", "the award was due by {due}"),
    "award_served_already": (
        "当事人{party}已经收到裁决书",
        "party {party} received the award already",
    ),
    "served_before_award": (
        "送达日期早于裁决日期{issued_on}",
        "the award was made on {issued_on} and cannot be served before",
    ),
    "award_not_served": (
        "裁决书尚未送达当事人{party}，起诉期间没有开始",
        "party {party} has not received the award; its time to sue has not begun",
    ),
    "award_window_open": (
        "当事人{party}的起诉期间至{due}，尚未届满",
        "party {party} can still sue until {due}",
    ),
    "another_statement": (
        "已送达的仲裁调解书是{number}",
        "the statement that was served is {number}",
    ),
    "statement_served_already": (
        "当事人{party}已经签收仲裁调解书",
        "party {party} signed for the statement already",
    ),
    # Suits
    "suit_needs_plaintiff": (
        "没有写明起诉或者上诉的当事人",
        "no party is named who sues or appeals",
    ),
    "suit_ground_not_on_record": (
        "记录中没有该起诉理由所依据的事实",
        "the record has nothing that this ground of a suit could rest on",
    ),
    "suit_ground_doubtful": (
        "起诉理由似不符合法定情形",
        "the ground of the suit does not seem to be one of the law",
    ),
    "title_is_no_award": (
        "执行依据不是仲裁裁决，不因起诉而失效；可以申请执行，或者依该文书自身的救济途径处理",
        "what makes it enforceable is no award, and no suit ends it; it can be enforced",
    ),
    "suit_not_against_award": (
        "裁决已经可以执行，只能记录当事人不服该裁决的起诉",
        "the award can be enforced already; only a suit against that award is recorded from here",
    ),
    "final_part_enforced": (
        "正在执行的是裁决的终局事项，不因对其余事项的起诉而停止；请先记录执行程序终结，再记录起诉",
        "final items are being enforced; record the end of that first, then a suit over the others",
    ),
    "employer_against_final": (
        "终局裁决不因用人单位起诉而失去效力；用人单位可以申请撤销裁决，执行继续",
        "an employer's suit takes no effect from a final award; it may ask to set it aside",
    ),
    "suit_late": (
        "当事人{party}的起诉期间至{due}",
        "party {party} could sue until {due}",
    ),
    "employer_cannot_sue": (
        "终局裁决只有劳动者可以起诉，用人单位可以申请撤销",
        "only a worker may sue against a final award; an employer may ask to set it aside",
    ),
    "another_suit": (
        "正在审理的是第{current}件诉讼，不是第{suit}件",
        "the suit before the court is {current}, not {suit}",
    ),
    "instance_out_of_order": (
        "该审级的判决已经记录，或者案件已经到了更高的审级",
        "this instance has judged, or the suit is at a higher one",
    ),
    "nothing_to_appeal": (
        "没有可以上诉的一审判决",
        "there is no judgment of first instance to appeal against",
    ),
    "appeal_late": ("上诉期间至{due}", "an appeal was possible until {due}"),
    "nothing_judged": ("尚未作出判决", "nothing has been judged"),
    "appeal_is_open": (
        "上诉期间未满或者上诉尚未审结",
        "an appeal is still possible or undecided",
    ),
    # Setting aside
    "no_standing_award": ("没有可以申请撤销的裁决", "there is no award to set aside"),
    "not_enforceable_by_award": (
        "执行依据不是仲裁裁决，不能申请撤销",
        "what makes it enforceable is no award, so there is nothing to set aside",
    ),
    "set_aside_pending": (
        "撤销裁决的申请正在审理",
        "an application to set the award aside is pending",
    ),
    "no_set_aside_pending": (
        "没有正在审理的撤销裁决申请",
        "no application to set the award aside is pending",
    ),
    "set_aside_beside_suit": (
        "劳动者已经起诉，法院不受理或者驳回撤销申请",
        "while a suit is pending an application to set aside is not heard",
    ),
    "set_aside_beside_enforcement": (
        "裁决正在执行，同时又被申请撤销，请两个法院注意",
        "the award is being enforced while another court is asked to set it aside",
    ),
    "set_aside_by_employer_of_final": (
        "只有用人单位可以申请撤销，且只针对终局裁决",
        "only an employer may ask to set aside, and only a final award",
    ),
    "set_aside_late": ("申请撤销的期间至{due}", "setting aside could be asked for until {due}"),
    # Enforcement
    "nothing_to_enforce": (
        "裁决中没有终局事项，起诉期间届满前不能申请执行",
        "the award has no final item; it cannot be enforced before the time to sue has passed",
    ),
    "mixed_not_final": (
        "裁决书兼有终局和非终局事项，在本省为非终局裁决，起诉期间届满前似不能申请执行",
        "an award with final and other items is not final here; the time to sue comes first",
    ),
    "enforcement_needs_creditor": (
        "没有写明申请执行的当事人",
        "no party is named who asks for enforcement",
    ),
    "another_instrument": (
        "申请执行所写的执行依据与记录不符",
        "the instrument named is not the one that makes it enforceable",
    ),
    "enforcement_beside_suit": (
        "裁决正在被申请撤销，同时又申请执行，请两个法院注意",
        "enforcement is asked for while another court is asked to set the award aside",
    ),
    "enforcement_late": (
        "申请执行的期间至{due}，对方可以提出异议",
        "enforcement could be asked for until {due}; the other side may object",
    ),
    "enforcement_stayed_already": ("执行已经中止", "enforcement is stayed already"),
    "enforcement_not_stayed": ("执行没有中止", "enforcement is not stayed"),
    "enforcement_is_stayed": ("执行正在中止", "enforcement is stayed"),
    "only_award_refused": (
        "只有仲裁裁决可以裁定不予执行",
        "only an award is refused enforcement",
    ),
}

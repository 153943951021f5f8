"""Refusals about documents, closing, the matter and corrections, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "left_to_nobody": (
        "这样办理后，争议没有保管机构、办理机构，或者没有下一个期限也没有理由",
        "after this nobody would have the dispute, or it would wait for nothing",
    ),
    "offer_still_open": (
        "移送尚未接收，不能结案",
        "an offer is in flight; close after it is decided",
    ),
    "close_under_mandate": (
        "受委托、委派调解的争议须先向委托、委派机关退回，再行结案",
        "return the mandate to the body that gave it before closing",
    ),
    "session_still_listed": (
        "尚有已排定的调解，请先取消或者记录召开情况",
        "a session is listed; cancel it or record that it was held",
    ),
    "hearing_still_listed": (
        "尚有已排定的开庭，不能结案",
        "a hearing is still to come; close after it",
    ),
    "window_still_open": (
        "期限未满，至{due}：{window_zh}（{window}）；现在结案须写明理由",
        "a window runs to {due}: {window_en} ({window}); give a reason to close now",
    ),
    "outcome_does_not_fit": (
        "结案方式与争议情况不符：应为“{fitting_zh}”",
        "the outcome does not fit the dispute: expected {fitting}",
    ),
    "reopen_needs_reason": ("恢复办理须写明理由", "give a reason for reopening"),
    "retention_too_short": (
        "保管期限不得早于{until}",
        "the file is kept until {until} at least",
    ),
    "merge_with_itself": (
        "不能与自身关联、并案或者区分",
        "a dispute is neither linked to nor merged with itself",
    ),
    "leader_is_follower": (
        "所选主案已并入另一案件，请选择主案",
        "the chosen leader is itself merged into another; choose that one",
    ),
    "leads_others": (
        "本案是其他案件的主案，请将另一案件并入本案",
        "others follow this dispute; merge the other into this one instead",
    ),
    "merged_already": ("已并入另一案件，请先撤销并案", "merged already; undo that first"),
    "not_merged": ("没有可撤销的关联、并案或者认定", "nothing was decided that could be undone"),
    "nothing_decided": (
        "对所写案件没有作过关联、并案或者认定",
        "nothing was decided about the other dispute",
    ),
    "split_off_stays": (
        "分案不能撤销；分出的请求是同一事项",
        "claims that were split off stay the same matter",
    ),
    "decided_already": (
        "对该案已作过认定，请先撤销再重新认定",
        "this was decided already; undo that first",
    ),
    "decided_there": (
        "案件{number}一方已对本案作过认定，请先在该案撤销",
        "a decision about this dispute is on record in {number}; undo it there first",
    ),
    "matter_needs_reason": ("认定须写明理由", "give a reason for the decision"),
    "same_matter_possible": (
        "可能与已登记的争议为同一事项，请核对后认定",
        "this may be the same matter as a dispute on file; please look and decide",
    ),
    "correction_needs_evidence": (
        "更正须写明依据",
        "say on what evidence it is corrected",
    ),
    "not_correctable": ("“{field}”不能更正", "{field} cannot be corrected"),
    "bad_correction": (
        "更正值“{new}”不合规：{why_zh}",
        "the corrected value {new} is not valid: {why}",
    ),
    "accepted_before_received": (
        "受理日期{accepted_on}不能早于收到申请的登记日期{received_on}；两者都有误的，请先更正另一项",
        (
            "acceptance on {accepted_on} would be before receipt on {received_on}; "
            "where both are wrong, correct the other one first"
        ),
    ),
    "effect_is_derived": (
        "协议生效日由签署和盖章的日期推定，不能直接更正；请更正最后一项行为的日期：{fields}",
        (
            "the day of effect follows from the signatures and the seal; "
            "correct the day of the last of these acts instead: {fields}"
        ),
    ),
    "before_what_it_follows": (
        "更正后的日期{new}早于其前一步的日期{follows}；两者都有误的，请先更正另一项",
        (
            "{new} is before {follows}, the day of what it follows; "
            "where both are wrong, correct the other one first"
        ),
    ),
    "after_what_followed": (
        "更正后的日期{new}晚于其后一步的日期{precedes}；两者都有误的，请先更正另一项",
        (
            "{new} is after {precedes}, the day of what followed it; "
            "where both are wrong, correct the other one first"
        ),
    ),
    "lapse_was_premature": (
        "按更正后的日期，期限至{due}才届满，而{day}已按届满办理；记录保留，请核实并处理",
        (
            "by the corrected day the period runs to {due}, and its lapse counted from {day}: "
            "the record stands; see whether it must be put right"
        ),
    ),
    "district_by_supervisor": (
        "跨区县更正工作地须由监管部门办理",
        "only a supervisor moves a dispute to another district",
    ),
    "correction_is_same": ("更正值与原值相同", "the corrected value equals the old one"),
    "nothing_to_correct": ("本争议没有可更正的“{field}”", "the dispute has no {field} to correct"),
    "no_recipient": ("请写明受送达人", "name at least one recipient"),
    "reply_before_issue": (
        "答复期限{reply_by}早于制作之日{occurred_on}",
        "the day of reply {reply_by} is before the day of issue {occurred_on}",
    ),
    "unknown_document": ("没有第{document}号文书", "the file has no document {document}"),
    "not_a_recipient": (
        "第{recipient}号当事人不是第{document}号文书的受送达人",
        "party {recipient} is no recipient of document {document}",
    ),
    "before_issue": (
        "日期{occurred_on}早于文书制作之日{issued_on}",
        "{occurred_on} is before the document was issued on {issued_on}",
    ),
    "served_already": (
        "该受送达人已于{served_on}收到",
        "the recipient was served on {served_on} already",
    ),
    "not_deemed_by_this_method": (
        "这种方式不产生视为送达：须由受送达人签收",
        "nothing is deemed served by this method: the recipient receives it or not",
    ),
    "only_deemed_by_this_method": (
        "这种方式无人签收，只能视为送达，日期由规则推定",
        "nobody receives by this method: it is deemed served, from a day that follows from the rule",
    ),
    "statement_is_signed_for": (
        "调解书须当事人签收，不能留置、张贴或者公告",
        "a statement of mediation is signed for; it is not left, posted up or published",
    ),
    "substitute_names_what_failed": (
        "请写明此前未成功的送达方式",
        "name the method that failed before",
    ),
    "nothing_failed_before": (
        "没有以这种方式送达未成功的记录",
        "no failed attempt by that method is on record",
    ),
    "service_needs_proof": (
        "送达须有回证、照片等证明",
        "service needs its receipt, photographs or other proof",
    ),
    "posting_needs_refusal_or_many": (
        "留置或者张贴送达，须受送达人拒收，或者劳动者一方{many}人以上",
        "leaving or posting up needs a recipient who refused, or {many} or more workers",
    ),
    "limitation_needs_evidence": (
        "请写明有什么材料证明",
        "say what shows it",
    ),
    "not_yet_happened": (
        "日期{day}晚于今天（{today}），尚未发生",
        "{day} is after today, {today}: it has not happened yet",
    ),
    "term_and_its_kind": (
        "约定协商期限的，须写明期限的最后一日；其他情况不写",
        "an agreed term for negotiation needs its last day, and nothing else has one",
    ),
    "term_ends_before_it_begins": (
        "协商期限的最后一日早于约定之日",
        "the term for negotiation ends before it was agreed on",
    ),
    "suspension_ends_before_it_begins": (
        "中止的最后一日早于其开始之日{first_on}",
        "the suspension ends before it began on {first_on}",
    ),
    "no_suspension_runs": ("没有仍在继续的时效中止", "no suspension of limitation is running"),
    "not_a_running_suspension": (
        "第{entry}项不是仍在继续的时效中止",
        "entry {entry} is no suspension that is still running",
    ),
    "no_limitation_entry": (
        "没有可以撤回的时效事实",
        "nothing was recorded on limitation that could be withdrawn",
    ),
    "unknown_limitation_entry": (
        "没有第{entry}项时效事实，或者已经撤回",
        "there is no entry {entry} on limitation, or it is withdrawn already",
    ),
    "slip_needs_reason": ("撤回须写明理由", "give a reason for the withdrawal"),
    "limitation_passed": (
        "第{claims}项请求的仲裁时效已于{due}届满，本次{occurred_on}提出在其后；只提示，不影响办理",
        (
            "limitation of claim {claims} had ended on {due}, before {occurred_on}; "
            "this is a warning, nothing is refused for it"
        ),
    ),
    "no_lapse_to_withdraw": (
        "没有可以撤销的届满记录：没有记录过，或者其后已有其他程序",
        "there is no such lapse on record, or something else has followed from it since",
    ),
    "lapse_needs_reason": ("撤销届满记录须写明理由", "give a reason for taking the lapse back"),
    "lapse_needs_evidence": (
        "撤销届满记录须写明有什么材料证明期限内已经办理",
        "say what shows that something was done in time",
    ),
    "lapse_under_offer": (
        "移送尚未接收，请先撤回移送",
        "an offer of hand-over is in flight; recall it first",
    ),
    "replied_already": ("该受送达人已经复函", "the recipient has replied already"),
}

"""Refusals about documents, closing, the matter and corrections, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "offer_still_open": (
        "移送尚未接收，不能结案",
        "an offer is in flight; close after it is decided",
    ),
    "window_still_open": (
        "司法确认期限至{due}，协议尚未全部履行；现在结案须写明理由",
        "the confirmation window runs to {due} and the agreement is not fully performed; give a reason to close now",
    ),
    "outcome_does_not_fit": (
        "结案方式与争议情况不符：应为“{fitting_zh}”",
        "the outcome does not fit the dispute: expected {fitting}",
    ),
    "merge_with_itself": ("不能与自身并案", "a dispute cannot be merged with itself"),
    "leader_is_follower": (
        "所选主案已并入另一案件，请选择主案",
        "the chosen leader is itself merged into another; choose that one",
    ),
    "merged_already": ("已并入另一案件，请先撤销并案", "merged already; undo that first"),
    "not_merged": ("没有并案", "the dispute is not merged"),
    "not_correctable": ("“{field}”不能更正", "{field} cannot be corrected"),
    "bad_correction": (
        "更正值“{new}”不合规：{why}",
        "the corrected value {new} is not valid: {why}",
    ),
    "effect_is_derived": (
        "协议生效日由签署和盖章的日期推定，不能直接更正",
        "the day of effect follows from the signatures and the seal; it cannot be typed in",
    ),
    "district_by_supervisor": (
        "跨区县更正工作地须由监管部门办理",
        "only a supervisor moves a dispute to another district",
    ),
    "correction_is_same": ("更正值与原值相同", "the corrected value equals the old one"),
    "nothing_to_correct": ("本争议没有可更正的“{field}”", "the dispute has no {field} to correct"),
}

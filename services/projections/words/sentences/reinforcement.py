"""The sentences of this chapter: reinforcement. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "ConfirmationApplied": (
        "{applicants}共同向{court}申请司法确认，申请期限至{due}",
        "{applicants} jointly asked {court} to confirm the agreement; the window runs to {due}",
    ),
    "ConfirmationDocketed": (
        "法院受理司法确认申请，案号{number}",
        "The court accepted the application for confirmation as {number}",
    ),
    "ConfirmationGranted": (
        "法院裁定调解协议有效，裁定书{number}，可以申请强制执行",
        "The court ruled the agreement valid by {number}; it can be enforced",
    ),
    "ConfirmationApplied.excused": (
        "；期满后提出，事由：{excuse}（{on}）",
        "; made after that day: {excuse} on {on}",
    ),
    "connection": ("；管辖连接点：{kind}", "; competent by: {kind}"),
    "connection.place": ("；管辖连接点：{kind}，{place}", "; competent by: {kind}, {place}"),
    "ConfirmationSupplementAsked": (
        "法院要求在{due}前补充材料：{items}",
        "The court asks for material by {due}: {items}",
    ),
    "ConfirmationSupplied": ("已向法院补充材料", "The material was handed in to the court"),
    "ConfirmationNotAccepted": (
        "法院对司法确认申请不予受理，理由：{ground}",
        "The court did not accept the application for confirmation: {ground}",
    ),
    "ConfirmationRefused": (
        "法院裁定驳回司法确认申请，理由：{ground}",
        "The court refused to confirm the agreement: {ground}",
    ),
    "ConfirmationRefused.number": ("（{number}）", " ({number})"),
    "ConfirmationWithdrawn": (
        "{by}撤回司法确认申请",
        "{by} withdrew the application for confirmation",
    ),
    "ConfirmationDeemedWithdrawn": (
        "法院对司法确认申请按撤回处理",
        "The court treats the application for confirmation as withdrawn",
    ),
    "ConfirmationObjected": (
        "{party}对确认裁定提出异议",
        "{party} objected to the ruling of confirmation",
    ),
    "ConfirmationObjected.third": (
        "利害关系人对确认裁定提出异议",
        "An interested person objected to the ruling of confirmation",
    ),
    "ConfirmationObjected.in_time": ("；异议期限至{due}", "; the time for it runs to {due}"),
    "ConfirmationObjected.late": (
        "；异议期限已于{due}届满，裁定不受影响",
        "; the time for it ended on {due}, and the ruling is not affected",
    ),
    "ConfirmationAnnulled.ruling": (
        "法院以{number}撤销确认裁定，理由：{ground}；调解协议仍然有效",
        "The court annulled the ruling by {number}: {ground}; the agreement itself stands",
    ),
    "ConfirmationAnnulled.agreement": (
        "法院以{number}撤销确认裁定，理由：{ground}；调解协议无效",
        "The court annulled the ruling by {number}: {ground}; the agreement itself is void",
    ),
    "ConfirmationChanged": (
        "法院以{number}变更确认裁定",
        "The court changed the ruling by {number}",
    ),
}

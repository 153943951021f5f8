"""The sentences of this chapter: mediation. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    "MediatorAssigned": ("指派{mediator}主持调解", "{mediator} was assigned"),
    "MediatorAssigned.unknown": (
        "由台账所载、名册上没有的调解员调解",
        "A mediator named in the ledger, who is not on the roster, took the dispute",
    ),
    "ConflictDisclosed": (
        "{mediator}披露利害关系（第{no}项）：{kind}",
        "A conflict of {mediator} was disclosed (no. {no}): {kind}",
    ),
    "ConflictConsented": (
        "{party}知悉第{no}项利害关系，同意继续调解",
        "{party} knows of conflict no. {no} and consents",
    ),
    "MediatorRecused": (
        "{mediator}回避（{by}提出），等待另行指派",
        "{mediator} stood down at the request of {by}; another is to be assigned",
    ),
    "CoverArranged": (
        "{first}至{last}由{mediator}代班",
        "{mediator} stands in from {first} to {last}",
    ),
    "SessionScheduled": (
        "安排第{no}次调解会：{at}，{mode}",
        "Session {no} was set for {at}, {mode}",
    ),
    "SessionHeld": (
        "在{place}召开调解会，到场：{present}",
        "A mediation session was held at {place}; present: {present}",
    ),
    "SessionAdjourned": ("第{no}次调解会延期", "Session {no} was put off"),
    "SessionCancelled": ("取消第{no}次调解会", "Session {no} was cancelled"),
    "AbsenceRecorded": ("{party}未到第{no}次调解会", "{party} did not come to session {no}"),
    "UndisputedFactsRecorded": (
        "{parties}确认无争议事实：{facts}",
        "Facts on which {parties} agree: {facts}",
    ),
    "MediationExtended": (
        "{parties}同意，调解期限延长至{until}",
        "With the consent of {parties} the mediation goes on until {until}",
    ),
    "MediationSuspended": ("中止调解，事由：{cause}", "Mediation stands still: {cause}"),
    "MediationResumed": ("恢复调解", "Mediation goes on"),
    "ReceiptPeriodLapsed": (
        "自收到申请之日起15日（至{on}）未达成协议，当事人可以申请仲裁",
        "15 days from receipt passed on {on} without agreement: arbitration is open to the parties",
    ),
    "MediationPeriodLapsed": (
        "调解期限于{on}届满，未达成协议，调解不成",
        "The period for mediation ended on {on} without agreement: mediation failed",
    ),
    "MediationFailed": (
        "调解不成，双方未达成协议",
        "Mediation ended without agreement",
    ),
    "MediationRestarted": (
        "{parties}同意，重新调解，期限重新计算",
        "With the consent of {parties} mediation begins anew, with a new period",
    ),
    # Clauses of these sentences
    "mediation.detail": ("，{text}", ", {text}"),
    "session.place": ("，地点：{text}", ", at {text}"),
    "session.notice": (
        "；{on}{method}通知{party}",
        "; {party} was told {method} on {on}",
    ),
    "session.represented": ("；代理人{count}人到场", "; {count} representatives came"),
    "session.record": ("；笔录：{text}", "; record: {text}"),
    "session.resumes": ("，改于{at}", " to {at}"),
    "absence.excused": ("（有正当理由）", " (with good cause)"),
}

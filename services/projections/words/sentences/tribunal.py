"""The sentences of this chapter: tribunal. Chinese, English; no final stop."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Before the commission
    "ArbitrationFiled": (
        "{party}自行向{commission}申请仲裁",
        "{party} filed with {commission}",
    ),
    "ArbitrationAccepted": ("仲裁委员会受理", "The commission accepted the case"),
    "ArbitrationNotAccepted": (
        "仲裁委员会不予受理，原因：{ground}",
        "The commission did not accept the case: {ground}",
    ),
    "ArbitrationAcceptanceLapsed": (
        "仲裁委员会至{due}没有决定是否受理，申请人可以直接起诉",
        "The commission had not decided on acceptance by {due}; a direct suit is open",
    ),
    "HearingListed": (
        "定于{at}第{hearing}次开庭",
        "Hearing {hearing} was listed for {at}",
    ),
    "HearingHeld": ("仲裁庭开庭，到庭：{present}", "A hearing was held; present: {present}"),
    "HearingHeldListed": (
        "仲裁庭第{hearing}次开庭，到庭：{present}",
        "Hearing {hearing} was held; present: {present}",
    ),
    "ArbitrationStayed": ("仲裁中止：{cause}", "The arbitration was stayed: {cause}"),
    "ArbitrationResumed": ("仲裁恢复", "The arbitration goes on"),
    "ArbitrationExtended": (
        "仲裁期限延长至{until}",
        "The time for the award was extended to {until}",
    ),
    "ArbitrationTransferred": (
        "案件移送{commission}，审理期限重新计算",
        "The case went to {commission}; its time begins again",
    ),
    "AwardIssued": (
        "仲裁委员会作出裁决{number}：{items}",
        "The commission made award {number}: {items}",
    ),
    "AwardServed": (
        "{party}收到裁决书，其{remedy}的期间自次日起算",
        "{party} received the award; its time {remedy} runs from the next day",
    ),
    "AwardTookEffect": (
        "起诉期间届满无人起诉，裁决{number}生效，可以申请强制执行",
        "Nobody sued in time: award {number} took effect and can be enforced",
    ),
    "ArbitralStatementServed": (
        "{party}签收仲裁调解书{number}",
        "{party} signed for the commission's statement {number}",
    ),
    "ArbitralStatementTookEffect": (
        "各方均已签收，仲裁调解书{number}生效，可以申请强制执行",
        "All have signed: the commission's statement {number} took effect and can be enforced",
    ),
    "ArbitrationWithdrawn": (
        "{by}撤回仲裁申请",
        "{by} withdrew from arbitration",
    ),
    "ArbitrationWithdrawnByNobody": (
        "仲裁申请被撤回",
        "The application for arbitration was withdrawn",
    ),
    "ArbitrationDeemedWithdrawn": (
        "按撤回仲裁申请处理，不得再次申请",
        "The application for arbitration counts as withdrawn and cannot be filed again",
    ),
    # Before courts
    "LitigationFiled": ("{by}向{court}起诉", "{by} sued at {court}"),
    "SetAsideFiled": (
        "{by}向{court}申请撤销仲裁裁决",
        "{by} asked {court} to set the award aside",
    ),
    "SetAsideGranted": (
        "法院裁定撤销仲裁裁决，裁定书{number}，当事人可以起诉",
        "The award was set aside by {number}; a suit is open",
    ),
    "SetAsideDismissed": (
        "法院驳回撤销裁决的申请，裁定书{number}",
        "The application to set the award aside was dismissed by {number}",
    ),
    "JudgmentGiven": (
        "法院作出{instance}判决{number}：{result}",
        "Judgment {number} was given at {instance}: {result}",
    ),
    "JudgmentAppealed": ("{by}提起上诉", "{by} appealed"),
    "JudgmentTookEffect": (
        "判决{number}生效，可以申请强制执行",
        "Judgment {number} is final and can be enforced",
    ),
    "CourtStatementServed": (
        "民事调解书{number}送达双方，可以申请强制执行",
        "The court's statement {number} was served on both sides and can be enforced",
    ),
    "LitigationWithdrawn": ("{by}撤诉", "{by} withdrew the suit"),
    "LitigationWithdrawnByNobody": ("起诉被撤回", "The suit was withdrawn"),
    "LitigationDismissed": ("法院裁定驳回起诉", "The court dismissed the suit"),
    # Enforcement
    "EnforcementApplied": (
        "{by}依据{instrument}向{court}申请执行",
        "{by} asked {court} to enforce {instrument}",
    ),
    "EnforcementStayed": ("执行中止：{cause}", "Enforcement was stayed: {cause}"),
    "EnforcementResumed": ("执行恢复", "Enforcement goes on"),
    "EnforcementEnded": ("执行终结：{ground}", "Enforcement ended: {ground}"),
    "EnforcementRefused": (
        "法院裁定不予执行仲裁裁决，裁定书{number}，当事人可以起诉",
        "The court refused by {number} to enforce the award; a suit is open",
    ),
    "EnforcementConcluded": ("执行完毕", "All was enforced"),
}

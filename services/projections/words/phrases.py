"""The sentences of a timeline: by event type, and the clauses that may follow; Chinese, English.

Values in braces are filled in words by `rendering`. A sentence has no final stop.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    # Intake
    "DisputeRegistered": (
        "收到{claimants}对{respondents}的调解申请（{channel}），{organisation}登记为{case_number}，请求：{claims}",
        (
            "{claimants} applied for mediation against {respondents} ({channel}); "
            "{organisation} put it on file as {case_number}; claims: {claims}"
        ),
    ),
    "DirectFilingRecorded.arbitration": (
        "{claimants}未经调解，直接向{body}对{respondents}申请仲裁，案号{case_number}，请求：{claims}",
        (
            "{claimants} filed against {respondents} straight with {body}, without mediation, "
            "as {case_number}; claims: {claims}"
        ),
    ),
    "DirectFilingRecorded.court": (
        "{claimants}未经调解，直接向{body}起诉{respondents}，案号{case_number}，请求：{claims}",
        (
            "{claimants} sued {respondents} straight before {body}, without mediation, "
            "as {case_number}; claims: {claims}"
        ),
    ),
    "ApplicationAccepted": ("受理调解申请", "The application was accepted"),
    "ApplicationDeclined": (
        "不予受理，原因：{ground}",
        "The application was not accepted: {ground}",
    ),
    "ApplicationWithdrawn": (
        "申请人撤回申请，原因：{reason}",
        "The application was withdrawn: {reason}",
    ),
    # Mediation
    "MediatorAssigned": ("指派{mediator}主持调解", "{mediator} was assigned"),
    "MediatorAssigned.unknown": (
        "由台账所载、名册上没有的调解员调解",
        "A mediator named in the ledger, who is not on the roster, took the dispute",
    ),
    "SessionHeld": (
        "在{place}召开调解会，到场：{present}",
        "A mediation session was held at {place}; present: {present}",
    ),
    "MediationFailed": (
        "调解不成，双方未达成协议",
        "Mediation ended without agreement",
    ),
    # Agreement
    "TermsRecorded": ("双方达成合意", "The parties agreed on terms"),
    "AgreementSigned": ("{party}签署调解协议", "{party} signed the agreement"),
    "AgreementSigned.mediator": ("调解员签署调解协议", "The mediator signed the agreement"),
    "AgreementSealed": (
        "{organisation}在调解协议上盖章",
        "{organisation} put its seal on the agreement",
    ),
    "AgreementTookEffect": ("调解协议生效", "The agreement took effect"),
    "SettledOnTheSpot": (
        "双方达成协议并当场履行完毕",
        "The parties agreed and performed on the spot",
    ),
    "PerformanceRecorded": ("已支付{amount}", "{amount} was paid"),
    "AgreementAnnulled.void": (
        "调解协议被认定无效：{by}，理由：{ground}",
        "The agreement was found void by {by}: {ground}",
    ),
    "AgreementAnnulled.revoked": (
        "调解协议被撤销：{by}，理由：{ground}",
        "The agreement was revoked by {by}: {ground}",
    ),
    # Judicial confirmation
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
    # Referral and arbitration
    "ReferralOffered": (
        "依{applicant}的申请，向{to}移送（第{offer}次），理由：{reason}",
        (
            "On the application of {applicant} the dispute was offered to {to} "
            "(offer {offer}): {reason}"
        ),
    ),
    "ReferralDelivered": (
        "第{offer}次移送已送达接收方系统，尚未签收",
        "Offer {offer} reached the receiver's system; there is no receipt yet",
    ),
    "ReferralReceived": (
        "接收方签收第{offer}次移送，尚未决定是否接收",
        "The receiver gave a receipt for offer {offer}, not yet its decision",
    ),
    "ReferralAccepted": (
        "{by}接收移送，争议由其办理",
        "{by} took the dispute over",
    ),
    "ReferralRefused": (
        "第{offer}次移送被拒收，理由：{reason}",
        "Offer {offer} was refused: {reason}",
    ),
    "ReferralRecalled": (
        "撤回第{offer}次移送，理由：{reason}",
        "Offer {offer} was taken back: {reason}",
    ),
    "ArbitrationFiled": (
        "{party}自行向{commission}申请仲裁",
        "{party} filed with {commission}",
    ),
    "ArbitrationAccepted": ("仲裁委员会受理", "The commission accepted the case"),
    # Closing, the matter, corrections
    "DisputeClosed": ("结案：{outcome}", "The dispute was closed: {outcome}"),
    "MatterMerged": (
        "认定与{leader}系同一事项，并入该案，理由：{reason}",
        "Found to be the same matter as {leader} and merged into it: {reason}",
    ),
    "MatterUnlinked": (
        "撤销与{leader}的并案，理由：{reason}",
        "The merge with {leader} was undone: {reason}",
    ),
    "FactCorrected": (
        "更正{field}：由{old}改为{new}，理由：{reason}",
        "{field} was corrected from {old} to {new}: {reason}",
    ),
}

CLAUSES: dict[str, tuple[str, str]] = {
    "oral": ("；口头申请，当场记录", "; the application was oral and taken down"),
    "workers": ("；涉及劳动者{count}人", "; {count} workers are concerned"),
    "transferred": ("；由{body}转来", "; handed in by {body}"),
    "consented": (
        "，对方于{on}同意调解",
        "; the other side had agreed to mediation on {on}",
    ),
    "guidance": ("，已书面告知：{text}", "; told in writing: {text}"),
    "certificate": ("（调解员证{number}）", " (certificate {number})"),
    "because": ("，原因：{reasons}", ": {reasons}"),
    "pays": ("：支付{amount}", ": {amount} is to be paid"),
    "pays_on": ("，于{on}付清", " on {on}"),
    "pays_in": ("，分{count}期：{payments}", " in {count} instalments: {payments}"),
    "pays_between": (
        "，分{count}期，{first}至{last}",
        " in {count} instalments from {first} to {last}",
    ),
    "duty": ("；另有付款以外的履行事项", "; there are duties other than payment"),
    "ability": ("；履约能力：{text}", "; ability to perform: {text}"),
    "required": ("；须经{acts}后生效", "; it takes effect with {acts}"),
    "of_version": ("（第{version}稿）", " (version {version})"),
    "due": ("，应付{amount}", "; {amount} is due"),
    "amount": ("，金额{amount}", "; {amount}"),
    "instalment": ("（第{no}期）", " (instalment {no})"),
    "receipt": ("，回执号{number}", "; receipt {number}"),
    "reference": ("，编号{number}", " as {number}"),
    "number": ("，案号{number}", " as {number}"),
    "reason": ("，理由：{text}", "; {text}"),
    "evidence": ("，依据：{text}", "; evidence: {text}"),
}

PARTS: dict[str, tuple[str, str]] = {
    "claim": ("{kind}{amount}", "{kind} ({amount})"),
    "claim_alone": ("{kind}", "{kind}"),
    "payment": ("{on}支付{amount}", "{amount} on {on}"),
    "failure": ("{party}{code}", "{code} ({party})"),
    "failure_of_both": ("{code}", "{code}"),
    "party": ("{side}{name}", "{side} {name}"),
    "party_of_several": ("{side}{name}（当事人{no}）", "{side} {name} (party {no})"),
    "nobody": ("无人", "nobody"),
    "somebody": ("某某", "(a person)"),
    "a_party": ("当事人", "a party"),
    "a_body": ("一家机构", "a body"),
    "a_dispute": ("另一件争议", "another dispute"),
    "a_mediator": ("一名调解员", "a mediator"),
    "the_mediator": ("调解员{name}", "Mediator {name}"),
    "no_number": ("（未载）", "(no number)"),
    "nothing": ("（空）", "(nothing)"),
    "quoted": ("“{text}”", "“{text}”"),
    "people": ("{count}人", "{count}"),
    "field.region": ("合同履行地区划", "The region of the workplace"),
    "field.worker_count": ("涉及人数", "The number of workers"),
    "field.registered_on": ("登记日期", "The day of registration"),
    "field.case_number": ("案号", "The case number"),
    "field.amount_claimed": ("请求金额", "The amount claimed"),
    "field.effective_on": ("协议生效日期", "The day of effect"),
    "who": ("{organisation}{role}（{account}）", "{role} {account} of {organisation}"),
    "who_system": (
        "系统为{organisation}记录（{account}）",
        "system for {organisation} ({account})",
    ),
    "who_alone": ("{role}（{account}）", "{role} {account}"),
    "for_whom": ("，代{whom}办理", ", on behalf of {whom}"),
}
"""What sentences are made of."""

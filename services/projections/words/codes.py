"""Coded terms in words: causes, channels, grounds, outcomes, roles, states."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.kit.language import Language
from services.projections.words.terms import (
    deadlines,
    evidence,
    handover,
    limitation,
    listed,
    mediation,
    parties,
    record,
    reinforcement,
    tribunal,
)
from services.workflow.recorded.views import (
    OUTCOME_NAMES,
    STATE_NAMES,
    Channel,
    ClaimKind,
    DeclineGround,
    FailureCode,
    OrganisationKind,
    Outcome,
    RequiredAct,
    Role,
    Side,
    State,
    Tier,
    Withdrawal,
)

Term = tuple[str, str]
TERMS: dict[type[StrEnum], Mapping[Any, Term]] = {
    State: {state: (zh, state.value.replace("_", " ")) for state, zh in STATE_NAMES.items()},
    Side: {Side.CLAIMANT: ("申请人", "claimant"), Side.RESPONDENT: ("被申请人", "respondent")},
    ClaimKind: {
        ClaimKind.REMUNERATION: ("劳动报酬", "remuneration"),
        ClaimKind.SOCIAL_INSURANCE: ("社会保险", "social insurance"),
        ClaimKind.WORK_INJURY: ("工伤", "work injury"),
        ClaimKind.HOURS_AND_LEAVE: ("工时休假", "hours and leave"),
        ClaimKind.CONTRACT_CONCLUSION: ("订立合同", "conclusion of a contract"),
        ClaimKind.CONTRACT_CHANGE: ("变更合同", "change of a contract"),
        ClaimKind.CONTRACT_TERMINATION: ("解除、终止合同", "end of a contract"),
        ClaimKind.ECONOMIC_COMPENSATION: ("经济补偿", "severance pay"),
        ClaimKind.DAMAGES: ("赔偿金", "damages"),
        ClaimKind.LABOUR_RELATION: ("确认劳动关系", "existence of a labour relation"),
        ClaimKind.WELFARE_TRAINING_PROTECTION: (
            "福利、培训、劳动保护",
            "welfare, training and labour protection",
        ),
        ClaimKind.PERSONNEL: ("人事争议", "personnel matter"),
        ClaimKind.OTHER: ("其他", "other"),
    },
    Channel: {
        Channel.COUNTER: ("窗口", "counter"),
        Channel.TELEPHONE: ("电话", "telephone"),
        Channel.ONLINE: ("网上", "online"),
        Channel.MINI_PROGRAM: ("小程序", "mini program"),
        Channel.POST: ("邮寄", "post"),
        Channel.PARTNER_TRANSFER: ("部门转办", "transfer by a partner bureau"),
        Channel.COURT_DELEGATED: ("法院委派", "delegation by a court"),
        Channel.COURT_ENTRUSTED: ("法院委托", "entrustment by a court"),
        Channel.ARBITRATION_SUGGESTED: ("仲裁建议", "suggestion of a commission"),
        Channel.ARBITRATION_ENTRUSTED: ("仲裁委托", "entrustment by a commission"),
        Channel.DIRECT_ARBITRATION: ("直接仲裁", "direct arbitration"),
        Channel.DIRECT_SUIT: ("直接起诉", "direct suit"),
    },
    DeclineGround: {
        DeclineGround.OUT_OF_SCOPE: ("不属于受理范围", "out of scope"),
        DeclineGround.WRONG_BODY: ("不属于本组织管辖", "not for this body"),
        DeclineGround.OTHER_SIDE_REFUSES: ("对方不同意调解", "the other side refuses mediation"),
        DeclineGround.ALREADY_PENDING: ("已在仲裁、诉讼或调解中", "already pending elsewhere"),
        DeclineGround.NOT_CORRECTED: ("逾期未补正", "not corrected in time"),
    },
    Withdrawal: {
        Withdrawal.SETTLED_PRIVATELY: ("双方已自行和解", "the parties settled privately"),
        Withdrawal.NO_LONGER_PURSUED: ("不再主张", "no longer pursued"),
    },
    FailureCode: {
        FailureCode.REFUSES_TO_CONTINUE: ("不愿继续调解", "refuses to continue"),
        FailureCode.NO_SHOW: ("未到场", "did not appear"),
        FailureCode.GAP_TOO_WIDE: ("意见差距过大", "positions too far apart"),
        FailureCode.FACTS_DISPUTED: ("事实争议大", "facts in dispute"),
        FailureCode.UNREACHABLE: ("联系不上", "could not be reached"),
        FailureCode.PERIOD_LAPSED: ("调解期限届满", "the period for mediation lapsed"),
        FailureCode.OTHER: ("其他原因", "another reason"),
    },
    RequiredAct: {
        RequiredAct.PARTY_SIGNATURES: ("双方当事人签名或盖章", "the signatures of both sides"),
        RequiredAct.MEDIATOR_SIGNATURE: ("调解员签名", "the mediator's signature"),
        RequiredAct.ORGANISATION_SEAL: ("调解组织印章", "the organisation's seal"),
    },
    Outcome: OUTCOME_NAMES,
    Role: {
        Role.CLERK: ("登记员", "clerk"),
        Role.MEDIATOR: ("调解员", "mediator"),
        Role.ARBITRATION_CLERK: ("仲裁办案人员", "arbitration clerk"),
        Role.COURT_LIAISON: ("法院联络员", "court liaison"),
        Role.SUPERVISOR: ("监督人员", "supervisor"),
        Role.PARTNER_BUREAU: ("转办单位", "partner bureau"),
        Role.SYSTEM: ("系统", "system"),
    },
    OrganisationKind: {
        OrganisationKind.MEDIATION_CENTRE: ("劳动人事争议调解中心", "mediation centre"),
        OrganisationKind.UNION_STUDIO: ("工会调解工作室", "union studio"),
        OrganisationKind.PEOPLES_COMMITTEE: ("人民调解委员会", "people's mediation committee"),
        OrganisationKind.ENTERPRISE_COMMITTEE: ("企业调解委员会", "enterprise committee"),
        OrganisationKind.VILLAGE_POINT: ("村（社区）调解点", "village mediation point"),
        OrganisationKind.JOINT_CENTRE: ("联合调处中心", "joint centre"),
        OrganisationKind.ONE_STOP_CENTRE: ("一站式调解中心", "one-stop centre"),
        OrganisationKind.ARBITRATION_COMMISSION: ("仲裁委员会", "arbitration commission"),
        OrganisationKind.COURT: ("人民法院", "court"),
        OrganisationKind.BUREAU: ("政府部门", "bureau"),
    },
    Tier: {
        Tier.ENTERPRISE: ("企业", "enterprise"),
        Tier.VILLAGE: ("村、社区", "village"),
        Tier.TOWNSHIP: ("乡镇、街道", "township"),
        Tier.DISTRICT: ("区县", "district"),
        Tier.CITY: ("市", "city"),
        Tier.PROVINCE: ("省级", "province"),
    },
    **deadlines.TERMS,
    **evidence.TERMS,
    **handover.TERMS,
    **limitation.TERMS,
    **listed.TERMS,
    **mediation.TERMS,
    **parties.TERMS,
    **record.TERMS,
    **reinforcement.TERMS,
    **tribunal.TERMS,
}
"""By type and member: Chinese, English. A test holds it complete."""


def term(code: StrEnum, language: Language) -> str:
    """The words of a coded term."""
    return TERMS[type(code)][code][0 if language == "zh" else 1]

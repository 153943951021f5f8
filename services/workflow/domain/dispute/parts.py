"""The parts a dispute is made of, as its events record them. Stored for ever: add, never rename."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed


class Side(StrEnum):
    """On which side a party stands; the claimant (申请人) applied for mediation."""

    CLAIMANT = "claimant"
    RESPONDENT = "respondent"


class PartyKind(StrEnum):
    """What a party is; a person's particulars are sealed, an employer's are public."""

    WORKER = "worker"
    EMPLOYER = "employer"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One party (当事人), numbered within its dispute from 1."""

    no: int
    side: Side
    kind: PartyKind
    name: Sealed | str
    document: Sealed | None = None
    phone: Sealed | None = None
    uscc: str | None = None
    """统一社会信用代码; an unregistered employer has none."""


class ClaimKind(StrEnum):
    """Main cause of a claim, by the human-resources statistics list (`law.md` 3.2)."""

    REMUNERATION = "remuneration"
    SOCIAL_INSURANCE = "social_insurance"
    WORK_INJURY = "work_injury"
    HOURS_AND_LEAVE = "hours_and_leave"
    CONTRACT_CONCLUSION = "contract_conclusion"
    CONTRACT_CHANGE = "contract_change"
    CONTRACT_TERMINATION = "contract_termination"
    ECONOMIC_COMPENSATION = "economic_compensation"
    DAMAGES = "damages"
    LABOUR_RELATION = "labour_relation"
    WELFARE_TRAINING_PROTECTION = "welfare_training_protection"
    PERSONNEL = "personnel"
    OTHER = "other"


class Disposition(StrEnum):
    """What became of one claim."""

    OPEN = "open"
    SETTLED = "settled"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    ARBITRATED = "arbitrated"
    SUED = "sued"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim (请求事项), numbered within its dispute from 1; `amount` in fen, if any."""

    no: int
    kind: ClaimKind
    amount: Fen | None = None


class Channel(StrEnum):
    """How the matter came in (渠道)."""

    COUNTER = "counter"
    TELEPHONE = "telephone"
    ONLINE = "online"
    MINI_PROGRAM = "mini_program"
    POST = "post"
    PARTNER_TRANSFER = "partner_transfer"
    COURT_DELEGATED = "court_delegated"
    COURT_ENTRUSTED = "court_entrusted"
    ARBITRATION_SUGGESTED = "arbitration_suggested"
    ARBITRATION_ENTRUSTED = "arbitration_entrusted"
    DIRECT_ARBITRATION = "direct_arbitration"
    DIRECT_SUIT = "direct_suit"


class Mandate(StrEnum):
    """On whose asking an organisation mediates."""

    SELF = "self"
    COURT_DELEGATED = "court_delegated"
    COURT_ENTRUSTED = "court_entrusted"
    ARBITRATION_SUGGESTED = "arbitration_suggested"
    ARBITRATION_ENTRUSTED = "arbitration_entrusted"
    PARTNER_TRANSFER = "partner_transfer"


class Forum(StrEnum):
    """Where a dispute that never passed mediation was filed."""

    ARBITRATION = "arbitration"
    COURT = "court"


class Instalment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment of a term: number within the agreement from 1, due day, amount in fen."""

    no: int
    due_on: date
    amount: Fen


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one claim: a definite payment in instalments, or another duty in words."""

    claim: int
    instalments: tuple[Instalment, ...] = ()
    duty: Sealed | None = None
    """Another performance than payment, in words; sealed, as it speaks of a person."""


class RequiredAct(StrEnum):
    """An act without which a mediation agreement has no effect (rule MED.EFFECT)."""

    PARTY_SIGNATURES = "party_signatures"
    MEDIATOR_SIGNATURE = "mediator_signature"
    ORGANISATION_SEAL = "organisation_seal"


class FailureCode(StrEnum):
    """Why a mediation ended without agreement, per party."""

    REFUSES_TO_CONTINUE = "refuses_to_continue"
    NO_SHOW = "no_show"
    GAP_TOO_WIDE = "gap_too_wide"
    FACTS_DISPUTED = "facts_disputed"
    UNREACHABLE = "unreachable"
    PERIOD_LAPSED = "period_lapsed"
    OTHER = "other"


class FailureReason(msgspec.Struct, frozen=True, kw_only=True):
    """One coded reason of failure; `party` is the party it lies with, or none for both."""

    code: FailureCode
    party: int | None = None


class DeclineGround(StrEnum):
    """Why an application was not accepted (不予受理)."""

    OUT_OF_SCOPE = "out_of_scope"
    WRONG_BODY = "wrong_body"
    OTHER_SIDE_REFUSES = "other_side_refuses"
    ALREADY_PENDING = "already_pending"
    NOT_CORRECTED = "not_corrected"


class Outcome(StrEnum):
    """How a dispute ended (结案方式)."""

    AGREEMENT_PERFORMED = "agreement_performed"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    SETTLED_ON_THE_SPOT = "settled_on_the_spot"
    SETTLED_PRIVATELY = "settled_privately"
    WITHDRAWN = "withdrawn"
    NO_AGREEMENT = "no_agreement"
    DECLINED = "declined"
    DUPLICATE = "duplicate"


OUTCOME_NAMES: dict[Outcome, tuple[str, str]] = {
    Outcome.AGREEMENT_PERFORMED: ("协议已履行", "agreement performed"),
    Outcome.AGREEMENT_EFFECTIVE: ("协议已生效", "agreement effective"),
    Outcome.SETTLED_ON_THE_SPOT: ("当场履行", "settled on the spot"),
    Outcome.SETTLED_PRIVATELY: ("自行和解", "settled privately"),
    Outcome.WITHDRAWN: ("撤回申请", "withdrawn"),
    Outcome.NO_AGREEMENT: ("调解不成", "no agreement"),
    Outcome.DECLINED: ("不予受理", "declined"),
    Outcome.DUPLICATE: ("重复登记", "duplicate"),
}
"""What each outcome is called, in Chinese and English."""


class AnnulmentKind(StrEnum):
    """Whether an agreement was void from the start or revoked."""

    VOID = "void"
    REVOKED = "revoked"


class Withdrawal(StrEnum):
    """Why applicants withdraw."""

    SETTLED_PRIVATELY = "settled_privately"
    NO_LONGER_PURSUED = "no_longer_pursued"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported fact comes from: the ledger's organisation and number, and its row's digest."""

    ledger: str
    row_digest: str
    sample: bool = False
    """示例数据: invented data shipped as an example, marked wherever it shows."""


MOST_WORKERS = 100_000
"""More workers than one matter can have; beyond it a number is a slip."""

DisputeId = UUID
OrganisationId = UUID
MediatorId = UUID

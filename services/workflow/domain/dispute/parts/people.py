"""The people and bodies of a dispute: parties, representatives, responses, succession."""

from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed

MOST_WORKERS = 100_000
"""More workers than one matter can have; beyond it a number is a slip."""

DisputeId = UUID
OrganisationId = UUID
MediatorId = UUID


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
    region: RegionCode | None = None
    """住所地, no further than the county; none: not recorded."""


class RepresentativeKind(StrEnum):
    """Who acts for a party (代理人)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    """法定代表人或负责人 of an employer."""
    GUARDIAN = "guardian"
    LAWYER = "lawyer"
    LEGAL_SERVICE_WORKER = "legal_service_worker"
    NEAR_RELATIVE = "near_relative"
    STAFF = "staff"
    UNION = "union"
    RECOMMENDED_CITIZEN = "recommended_citizen"
    WORKERS_REPRESENTATIVE = "workers_representative"
    """Chosen by 10 or more workers with a common claim."""


class Power(StrEnum):
    """What needs a special authority (特别授权); everything else is general."""

    ADMIT_CLAIMS = "admit_claims"
    CHANGE_CLAIMS = "change_claims"
    SETTLE = "settle"
    RECEIVE_PAYMENT = "receive_payment"


class Stance(StrEnum):
    """What a party says to the claims."""

    ADMITS = "admits"
    ADMITS_IN_PART = "admits_in_part"
    DENIES = "denies"
    SILENT = "silent"


class SuccessionKind(StrEnum):
    """Why another takes a party's place."""

    DEATH = "death"
    MERGER = "merger"
    DIVISION = "division"
    OTHER = "other"

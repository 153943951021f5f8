"""Disputes and commands with lawful defaults; a test names only what matters to it."""

from datetime import date
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    BY_COURT,
    CHANNEL_OF,
    MANDATED,
    Claim,
    ClaimKind,
    Instalment,
    Party,
    PartyKind,
    Side,
    Term,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.agreement.agreement import (
    RecordTerms,
    SealAgreement,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.intake.intake import (
    AcceptApplication,
    RecordDirectFiling,
    RegisterDispute,
    WithdrawApplication,
)
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.mediator import Certificate, Mediator
from services.workflow.domain.mediator import Term as ServiceTerm
from services.workflow.domain.organisation import Organisation, OrganisationKind, Tier
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed
from tests.support.given_when_then import TODAY, Scenario

CENTRE = UUID("22222222-2222-5222-8222-222222222222")
COMMISSION = UUID("33333333-3333-5333-8333-333333333333")
COURT = UUID("44444444-4444-5444-8444-444444444444")
MEDIATOR = UUID("55555555-5555-5555-8555-555555555555")
WORKER = UUID("66666666-6666-5666-8666-666666666666")
ON = date(2026, 3, 2)


def body(kind: OrganisationKind, stream: UUID, name: str) -> Organisation:
    return Organisation(
        id=stream,
        code=name,
        name=name,
        short_name=name,
        kind=kind,
        tier=Tier.TOWNSHIP,
        region="330281001",
    )


CENTRE_BODY = body(OrganisationKind.MEDIATION_CENTRE, CENTRE, "梨洲街道调解中心")
COMMISSION_BODY = body(OrganisationKind.ARBITRATION_COMMISSION, COMMISSION, "余姚市仲裁委员会")
COURT_BODY = body(OrganisationKind.COURT, COURT, "余姚市人民法院")
CERTIFIED = Mediator(
    id=MEDIATOR,
    certificates=(Certificate("浙调0001", date(2024, 1, 1), date(2027, 12, 31)),),
    terms=(ServiceTerm(CENTRE, date(2024, 1, 1)),),
)


def sealed(label: str) -> Sealed:
    return Sealed(person=WORKER, label=label, box="AAAA")


PARTIES = (
    Party(no=1, side=Side.CLAIMANT, kind=PartyKind.WORKER, name=sealed("party/1/name")),
    Party(no=2, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="余姚某某制造有限公司"),
)
CLAIMS = (Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(2_640_000)),)


def register(**changes: Any) -> RegisterDispute:
    values: dict[str, Any] = {
        "organisation": CENTRE,
        "region": RegionCode("330281001"),
        "parties": PARTIES,
        "claims": CLAIMS,
    }
    if (mandate := changes.get("mandate")) in MANDATED:
        body = COURT if mandate in BY_COURT else COMMISSION
        values |= {"channel": CHANNEL_OF[mandate], "seised_body": body}
    return RegisterDispute(**(values | changes))


def direct_filing(**changes: Any) -> RecordDirectFiling:
    values: dict[str, Any] = {
        "body": COMMISSION,
        "case_number": "甬余姚劳人仲案〔2026〕1号",
        "region": RegionCode("330281001"),
        "parties": PARTIES,
        "claims": CLAIMS,
    }
    return RecordDirectFiling(**(values | changes))


def accept(consented_on: date = ON) -> AcceptApplication:
    return AcceptApplication(other_side_consented_on=consented_on)


def assign() -> AssignMediator:
    return AssignMediator(mediator=MEDIATOR)


def terms(*instalments: int, claims: tuple[int, ...] = (1,), **changes: Any) -> RecordTerms:
    """Terms whose first claim is paid in these instalments (fen), due monthly."""
    paid = instalments or (2_640_000,)
    payments = tuple(
        Instalment(no=no, due_on=date(2026, 3 + no, 15), amount=Fen(amount))
        for no, amount in enumerate(paid, start=1)
    )
    first, *others = claims
    rest = tuple(Term(claim=no, duty=sealed(f"duty/{no}")) for no in others)
    values: dict[str, Any] = {"terms": (Term(claim=first, instalments=payments), *rest)}
    return RecordTerms(**(values | changes))


def withdraw(
    reason: Withdrawal = Withdrawal.NO_LONGER_PURSUED, *by: int, **changes: Any
) -> WithdrawApplication:
    """A withdrawal by these applicants; by the first where none is named."""
    return WithdrawApplication(reason=reason, by=by or (1,), **changes)


def apply(*applicants: int) -> ApplyForConfirmation:
    return ApplyForConfirmation(court=COURT, applicants=applicants or (1, 2))


def registered(on: date = ON, **changes: Any) -> Scenario:
    scenario = Scenario()
    seised = COURT_BODY if changes.get("mandate") in BY_COURT else COMMISSION_BODY
    brought = {"organisation": CENTRE_BODY, "seised": seised, "case_number": "1号"}
    scenario.when(register(**changes), on, **brought)
    return scenario


def accepted(on: date = ON, **changes: Any) -> Scenario:
    return registered(on, **changes).after(accept(on), on=on)


def in_mediation(on: date = ON, **changes: Any) -> Scenario:
    return accepted(on, **changes).after((assign(), {"mediator": CERTIFIED}), on=on)


def agreed(*instalments: int, on: date = ON, **changes: Any) -> Scenario:
    return in_mediation(on, **changes).after(terms(*instalments), on=on)


def effective(*instalments: int, on: date = ON, **changes: Any) -> Scenario:
    """Everything on one day: received, accepted, agreed, signed and sealed."""
    acts = (SignAgreement(party=1), SignAgreement(party=2), SignAgreement(), SealAgreement())
    return agreed(*instalments, on=on, **changes).after(*acts, on=on)


def confirmation_pending() -> Scenario:
    return effective().after((apply(), {"organisation": COURT_BODY}), on=TODAY)

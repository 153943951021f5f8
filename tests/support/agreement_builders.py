"""Agreements, and what makes them enforceable, brought to where a test begins."""

from datetime import date
from typing import Any

import msgspec

from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    Instalment,
    Mandate,
    Served,
    Term,
)
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    SealAgreement,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.reinforcement.payment_order import (
    ApplyForPaymentOrder,
    ReportPaymentOrderIssued,
    ReportPaymentOrderServed,
)
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.dispute.stages.reinforcement.ruling import ReportConfirmationGranted
from services.workflow.domain.values.money import Fen
from tests.support.builders import (
    CENTRE_BODY,
    CERTIFIED,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    accept,
    assign,
    confirmation_pending,
    effective,
    register,
)
from tests.support.given_when_then import Scenario

SIGNED_AND_SEALED = (
    SignAgreement(party=1),
    SignAgreement(party=2),
    SignAgreement(),
    SealAgreement(),
)
AT_COURT = {"organisation": COURT_BODY}
AT_COMMISSION = {"organisation": COMMISSION_BODY}
ARTICLE_10 = msgspec.structs.replace(
    CENTRE_BODY, legal_basis=((date(2018, 1, 1), True, "街道设立的调解组织"),)
)
ORDERED = {"organisation": COURT_BODY, "handler": ARTICLE_10}
REVIEW = ApplyForReview(commission=COMMISSION, applicants=(1, 2))
ORDER = ApplyForPaymentOrder(court=COURT, applicant=1)
RULING = "(2026)浙0281诉前调确12号"
LATE = date(2026, 4, 20)
"""After the first instalment of `effective(…)` was due, on 15 April."""


def day(n: int, month: int = 3) -> date:
    return date(2026, month, n)


def claim(kind: ClaimKind, no: int = 1) -> Claim:
    return Claim(no=no, kind=kind, amount=Fen(2_640_000))


def payments(*amounts: int, due_in: int = 4, claim: int = 1, first: int = 1) -> Term:
    """A term paid in these instalments, due on the 15th of a month and the months after."""
    return Term(
        claim=claim,
        instalments=tuple(
            Instalment(no=no, due_on=date(2026, due_in + no - first, 15), amount=Fen(amount))
            for no, amount in enumerate(amounts, start=first)
        ),
    )


def amend(*amounts: int, **changes: Any) -> AmendAgreement:
    """Other payments on the first claim, wanted by both."""
    values: dict[str, Any] = {
        "terms": (payments(*(amounts or (1_320_000, 1_320_000)), due_in=5),),
        "consented_by": (1, 2),
    }
    return AmendAgreement(**(values | changes))


def delegated() -> Scenario:
    """In mediation on the delegation of a court (委派)."""
    scenario = Scenario()
    asked = {"mandate": Mandate.COURT_DELEGATED, "channel": Channel.COURT_DELEGATED}
    bodies = {"organisation": CENTRE_BODY, "seised": COURT_BODY, "case_number": "1号"}
    scenario.when(register(**asked, seised_body=COURT), ON, **bodies)
    return scenario.after(accept(ON), (assign(), {"mediator": CERTIFIED}), on=ON)


def of_article_10(*instalments: int, **changes: Any) -> Scenario:
    return effective(*(instalments or (660_000, 660_000)), **changes)


def review_pending() -> Scenario:
    return effective().after((REVIEW, AT_COMMISSION), on=day(10))


def confirmed(on: date = date(2026, 4, 3), *served: tuple[int, date]) -> Scenario:
    granted = ReportConfirmationGranted(
        ruling_number=RULING, served=tuple(Served(party=no, on=when) for no, when in served)
    )
    return confirmation_pending().after(granted, on=on)


def order_pending() -> Scenario:
    return of_article_10().after((ORDER, ORDERED), on=LATE)


def order_served(on: date = date(2026, 4, 28)) -> Scenario:
    issued = order_pending().after(ReportPaymentOrderIssued(number="民督5号"), on=day(24, 4))
    return issued.after(ReportPaymentOrderServed(party=2), on=on)

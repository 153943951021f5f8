"""Disputes of several people, and commands about claims, parties and who acts for them."""

from datetime import date
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    Party,
    PartyKind,
    RepresentativeKind,
    Side,
)
from services.workflow.domain.dispute.stages.intake.claims import SplitClaims
from services.workflow.domain.dispute.stages.parties.representatives import AppointRepresentative
from services.workflow.domain.values.money import Fen
from tests.support.builders import CENTRE_BODY, PARTIES, sealed

NEW_DISPUTE = UUID("77777777-7777-5777-8777-777777777777")
CLAIMS = (
    Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(2_640_000)),
    Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(880_000)),
    Claim(no=3, kind=ClaimKind.SOCIAL_INSURANCE, known_on=date(2026, 1, 15)),
)


def worker(no: int, side: Side = Side.CLAIMANT) -> Party:
    return Party(no=no, side=side, kind=PartyKind.WORKER, name=sealed(f"party/{no}/name"))


def employer(no: int, side: Side = Side.RESPONDENT) -> Party:
    return Party(no=no, side=side, kind=PartyKind.EMPLOYER, name=f"余姚{no}号公司")


WORKERS = (*PARTIES, worker(3))
"""Two applicants against one employer."""


def appoint(
    party: int = 1, kind: RepresentativeKind = RepresentativeKind.LAWYER, **changes: Any
) -> AppointRepresentative:
    values: dict[str, Any] = {"name": sealed("representative/1/name"), "evidence": "授权委托书"}
    return AppointRepresentative(party=party, kind=kind, **(values | changes))


def split(*claims: int, reason: str = "另行调解", **changes: Any) -> SplitClaims:
    return SplitClaims(claims=claims, reason=reason, **changes)


SPLITTING: dict[str, Any] = {
    "new_dispute": NEW_DISPUTE,
    "handler": CENTRE_BODY,
    "case_number": "2号",
}
"""What a split is given from outside."""

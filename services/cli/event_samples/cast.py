"""Who and what the story is about: bodies, mediators, accounts, parties. All invented."""

import base64
import hashlib
from uuid import UUID, uuid5

from services.workflow.application.registry import mediator_id, organisation_id
from services.workflow.domain.dispute.parts import Party, PartyKind, Side
from services.workflow.domain.register import register_id
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed

from .recording import STORY, Actor

CENTRE = organisation_id("SMG-HGJ")
OTHER_CENTRE = organisation_id("SMG-LSJ")
COMMISSION = organisation_id("SMG-LDRSZC")
COURT = organisation_id("SMG-FY")
HOTLINE = organisation_id("WLMQ-12345")
REGISTER = register_id(CENTRE, 2026)
MEDIATOR = mediator_id("新调解字6501050012号")
OTHER_MEDIATOR = mediator_id("新调解字6501050044号")
REGION, OTHER_REGION = "650105013", "650105014"
COUNTY = RegionCode("650105")

CLERK = Actor("clerk-hgj-01", "clerk", CENTRE)
AGENT = Actor("clerk-hgj-02", "clerk", CENTRE, on_behalf_of="union-smg-07")
AT_THE_TABLE = Actor("mediator-hgj-03", "mediator", CENTRE)
OTHER_CLERK = Actor("clerk-lsj-01", "clerk", OTHER_CENTRE)
OTHER_TABLE = Actor("mediator-lsj-02", "mediator", OTHER_CENTRE)
ARBITRATION = Actor("zc-smg-01", "arbitration_clerk", COMMISSION)
LIAISON = Actor("fy-smg-01", "court_liaison", COURT)
BUREAU = Actor("hotline-12345", "partner_bureau", HOTLINE)
SUPERVISOR = Actor("rsj-smg-01", "supervisor")
IMPORT = Actor("ledger-import", "system")


def named(what: str) -> UUID:
    """The id of something in the story."""
    return uuid5(STORY, what)


def sealed(stream: UUID, label: str, person: str = "worker/1") -> Sealed:
    """A box that nothing opens: its bytes are drawn from its place, as long as a short name's."""
    drawn = hashlib.sha512(f"{stream}/{label}".encode()).digest()[:34]
    return Sealed(person=named(person), label=label, box=base64.b64encode(drawn).decode())


def worker(stream: UUID, no: int = 1, person: str = "worker/1") -> Party:
    """A claimant whose particulars are sealed."""
    return Party(
        no=no,
        side=Side.CLAIMANT,
        kind=PartyKind.WORKER,
        name=sealed(stream, f"party/{no}/name", person),
        document=sealed(stream, f"party/{no}/document", person),
        phone=sealed(stream, f"party/{no}/phone", person),
    )


def employer(name: str, uscc: str | None = None, no: int = 2) -> Party:
    """A respondent, in clear: an employer's particulars are public."""
    return Party(
        no=no, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name=name, uscc=uscc, region=COUNTY
    )

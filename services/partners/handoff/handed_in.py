"""The package that a dispute came in by, as those read it who see its people, and how far it is now."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.handoff.apart import with_people
from services.partners.handoff.arrivals import Arrivals, HandedIn, PackageReceipt
from services.partners.profiles.store import Profiles
from services.projections.withholding import NOTHING
from services.workflow.application.ports import Keyring
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.permissions import NO_GRANT, may, may_see_contacts
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.answers import dispute_in_path, json_response
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import require_known
from services.workflow.recorded.metadata import Recorded

HANDED_IN: Final = "/v1/disputes/{dispute_id}/handed-in"


class ArrivalStep(StrEnum):
    """How far the receiver is with a dispute that was handed in."""

    REGISTERED = "registered"
    """On file. The receiver has yet to accept the application: until then the sender has it."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """By the applicants."""
    RETURNED = "returned"
    """To the body that had given the mandate."""


_STEPS: Final[dict[type[Any], ArrivalStep]] = {
    e.DisputeRegistered: ArrivalStep.REGISTERED,
    e.ApplicationAccepted: ArrivalStep.ACCEPTED,
    e.ApplicationDeclined: ArrivalStep.DECLINED,
    e.ApplicationWithdrawn: ArrivalStep.WITHDRAWN,
    e.MandateReturned: ArrivalStep.RETURNED,
}


class HandedInTold(msgspec.Struct, frozen=True, kw_only=True):
    """A package as it came in: what the sender said, and what became of it."""

    receipt: PackageReceipt
    step: ArrivalStep
    custodian: UUID | None
    """Who has the dispute now; null: the receiver has not accepted it, the sender has it."""
    position: int
    """In the log, of the event that led to this step; in the feed it has the same one."""
    manifest: dict[str, Any]
    record: Any
    """`record.json`, its people by their names on file and without the numbers of parties; null
    where the person that it is about was erased, and for the system of a partner whose profile has
    anything withheld from it: what another system wrote cannot be told in part."""


class HandedInReads:
    """The endpoint."""

    def __init__(
        self, reader: DisputeReader, keyring: Keyring, arrivals: Arrivals, profiles: Profiles
    ) -> None:
        self._reader = reader
        self._profiles = profiles
        self._keyring = keyring
        self._arrivals = arrivals

    async def get_handed_in(self, request: Request) -> Response:
        """The package by which a partner handed this dispute in, and how far it is.

        For the bodies of the dispute, the sender among them: it names people.
        """
        require_known(request)
        require_json_taken(request.headers)
        caller = caller_of(request)
        actor = caller.actor
        dispute, _ = await self._reader.current(dispute_in_path(request), actor)
        if not may("read_handed_in", actor, dispute):
            raise Problem(FORBIDDEN, zh=NO_GRANT[0], en=NO_GRANT[1])
        assert dispute.id is not None  # it is on file
        found = await self._arrivals.of_dispute(dispute.id)
        if found is None:
            raise Problem(NOT_FOUND)
        step, position = step_of(await self._reader.history(dispute.id, actor))
        told = HandedInTold(
            receipt=found.receipt,
            step=step,
            custodian=custodian_of(dispute, step),
            position=position,
            manifest=found.manifest,
            record=None
            if await self._is_withheld(caller.partner)
            else await self._record(dispute, found, has_contacts=may_see_contacts(actor, dispute)),
        )
        return json_response(told)

    async def _is_withheld(self, code: str | None) -> bool:
        if code is None:
            return False
        partner = await self._profiles.find(code)
        return partner is None or partner.withheld != NOTHING

    async def _record(self, dispute: Dispute, found: HandedIn, *, has_contacts: bool) -> Any:
        assert dispute.id is not None  # it is on file
        sealed = {p.no: p.name for p in dispute.parties if isinstance(p.name, Sealed)}
        boxes = [(dispute.id, box) for box in (found.record, *sealed.values())]
        record, *opened = await self._keyring.open_all(boxes)
        if record is None:
            return None
        names = dict(zip(sealed, opened, strict=True))
        return with_people(msgspec.json.decode(record), names, has_contacts=has_contacts)


def step_of(events: Iterable[Recorded]) -> tuple[ArrivalStep, int]:
    """How far the receiver is, and the log position of the event that says so."""
    said = ((step, r.position) for r in events if (step := _STEPS.get(type(r.event))))
    return list(said)[-1]


def custodian_of(dispute: Dispute, step: ArrivalStep) -> UUID | None:
    """Who has a dispute that was handed in: not the receiver, before it has accepted."""
    is_receivers = dispute.custodian == dispute.organisation
    return dispute.custodian if step is ArrivalStep.ACCEPTED or not is_receivers else None

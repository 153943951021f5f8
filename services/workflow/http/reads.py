"""Reads of single disputes from the log itself: the record, its past, what may be done, notes."""

from datetime import date, datetime

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.privileged import OfferAnswer
from services.workflow.http.answers import dispute_in_path, in_language, json_response
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import language, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.operations import OPERATIONS
from services.workflow.http.query_values import invalid, parameter, require_known
from services.workflow.http.record.whole import record_of
from services.workflow.http.routes_told import routes_told
from services.workflow.http.why_not import WhyNot, why_not

_EVERYWHERE = ("min_position",)
"""Taken by every read; these read the log itself, which always holds what was answered before."""
_ADDRESS = {operation.move: operation.path for operation in OPERATIONS}


class ActionTold(msgspec.Struct, frozen=True, kw_only=True):
    """One move of the procedure and whether this caller can make it now."""

    move: str
    title: str
    path: str
    """Where to POST it."""
    is_allowed: bool
    why_not: WhyNot | None


class NoteTold(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the privileged record: a note, an offer, or an answer to one."""

    version: int
    occurred_on: date
    recorded_at: datetime
    account: str
    type: str
    """Of the event: ConfidentialNoteTaken, SettlementOfferMade or SettlementOfferAnswered."""
    offer: int | None = None
    """Number of the offer that was made or answered."""
    party: int | None = None
    """Who made or answered it."""
    answer: OfferAnswer | None = None
    note: str | None
    """What was said; null where it was erased, or an answer says no more."""


class DisputeReads:
    """The endpoints under one dispute."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._reader = dependencies.reader

    async def get_dispute(self, request: Request) -> Response:
        """The record now, or with `version` or `at` as it was."""
        require_json_taken(request.headers)
        require_known(request, "version", "at", *_EVERYWHERE)
        actor, told = caller_of(request).actor, language(request.headers)
        dispute, version = await self._asked_for(request)
        # Who may see what is asked of the dispute as it is now, also for a record of the past.
        present, _ = await self._reader.current(dispute_in_path(request), actor)
        record = await record_of(dispute, version, present, actor, self._reader, told)
        return json_response(record, headers={"ETag": f'"{version}"', **in_language(told)})

    async def list_actions(self, request: Request) -> Response:
        """What this caller may do now, and why not the rest."""
        require_json_taken(request.headers)
        require_known(request, *_EVERYWHERE)
        told = language(request.headers)
        actions = await self._reader.actions(dispute_in_path(request), caller_of(request).actor)
        english = told == "en"
        entries = [
            ActionTold(
                move=action.move,
                title=action.move.replace("_", " ") if english else action.zh,
                path=_ADDRESS[action.move],
                is_allowed=action.refusal is None,
                why_not=why_not(action.refusal, english=english) if action.refusal else None,
            )
            for action in actions
        ]
        return _listed(entries, in_language(told))

    async def list_routes(self, request: Request) -> Response:
        """The roads that are open to the parties today, and why not the others."""
        require_json_taken(request.headers)
        require_known(request, *_EVERYWHERE)
        told = language(request.headers)
        routes = await self._reader.routes(dispute_in_path(request), caller_of(request).actor)
        return _listed(routes_told(routes, told), in_language(told))

    async def list_confidential_notes(self, request: Request) -> Response:
        """The privileged record, for the mediator who has the dispute or covers today."""
        require_json_taken(request.headers)
        require_known(request, *_EVERYWHERE)
        notes = await self._reader.confidential_notes(
            dispute_in_path(request), caller_of(request).actor
        )
        entries = [
            NoteTold(
                version=note.version,
                occurred_on=note.event.occurred_on,
                recorded_at=note.recorded_at,
                account=note.meta.actor,
                type=type(note.event).__name__,
                offer=getattr(note.event, "offer", None),
                party=getattr(note.event, "party", None),
                answer=getattr(note.event, "answer", None),
                note=text,
            )
            for note, text in notes
        ]
        return _listed(entries, {})

    async def _asked_for(self, request: Request) -> tuple[Dispute, int]:
        dispute_id, actor = dispute_in_path(request), caller_of(request).actor
        version = parameter(request, "version", int)
        at = parameter(request, "at", datetime)
        if version is not None and at is not None:
            raise invalid("version", "version 与 at 只能用一个", "give version or at, not both")
        if version is not None:
            found, reached = await self._reader.at_version(dispute_id, version, actor)
            if reached < version:
                raise invalid("version", f"目前只到第{reached}版", f"its newest is {reached}")
            return found, reached
        if at is not None:
            return await self._reader.at_instant(dispute_id, at, actor)
        return await self._reader.current(dispute_id, actor)


def _listed(entries: object, headers: dict[str, str]) -> Response:
    """What has no version of its own, with a tag of its content."""
    response = json_response(entries, headers=headers)
    response.headers["ETag"] = etag.of_content(bytes(response.body))
    return response

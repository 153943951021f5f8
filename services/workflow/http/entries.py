"""Entries about bodies and mediators, by supervisors: one table of rows and one endpoint for all."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.workflow.application.registry import (
    AreaDetails,
    Entered,
    Entry,
    LegalBasisDetails,
    MediatorDetails,
    OrganisationDetails,
    Registry,
)
from services.workflow.http.answers import entered_answer, organisation_in_path, request_hash
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import idempotency_key, require_json, require_json_taken
from services.workflow.http.identity import caller_of

Enter = Callable[[Registry, UUID | None, Any, Entry], Awaitable[Entered]]


class EntryOperation(msgspec.Struct, frozen=True):
    """One row: what is sent where, and which entry it makes."""

    id: str
    body: type[msgspec.Struct]
    path: str
    zh: str
    en: str
    enter: Enter

    @property
    def creates(self) -> bool:
        """Whether something new is entered."""
        return "{" not in self.path


ENTRIES: tuple[EntryOperation, ...] = (
    EntryOperation(
        "register_organisation",
        OrganisationDetails,
        "/v1/organisations",
        "登记机构",
        "Enter a body",
        lambda registry, _body, details, entry: registry.register_organisation(details, entry),
    ),
    EntryOperation(
        "set_area",
        AreaDetails,
        "/v1/organisations/{organisation_id}/area",
        "设定机构的辖区",
        "Set the area of a body",
        lambda registry, body, details, entry: registry.set_area(_known(body), details, entry),
    ),
    EntryOperation(
        "record_legal_basis",
        LegalBasisDetails,
        "/v1/organisations/{organisation_id}/legal-basis",
        "记录是否为调解仲裁法第十条的组织",
        "Record whether art. 10 names the body",
        lambda registry, body, details, entry: registry.record_legal_basis(
            _known(body), details, entry
        ),
    ),
    EntryOperation(
        "register_mediator",
        MediatorDetails,
        "/v1/mediators",
        "登记调解员",
        "Enter a mediator in the roster",
        lambda registry, _body, details, entry: registry.register_mediator(details, entry),
    ),
)


def entry_endpoint(
    operation: EntryOperation, dependencies: Dependencies
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a row."""
    reader = BodyReader(operation.body)

    async def enter(request: Request) -> Response:
        require_json(request.headers)
        require_json_taken(request.headers)
        caller = caller_of(request)
        key = caller.key(idempotency_key(request.headers))
        body = None if operation.creates else organisation_in_path(request)
        raw = await read_body(request, dependencies.body_limit_bytes)
        details = await reader.read(raw)
        entry = Entry(actor=caller.actor, key=key, request_hash=request_hash(request, raw))
        entered = await operation.enter(dependencies.registry, body, details, entry)
        return entered_answer(entered, is_new=operation.creates)

    enter.__name__ = operation.id
    return enter


def _known(body: UUID | None) -> UUID:
    assert body is not None
    return body

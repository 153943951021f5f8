"""Bodies, their areas and their mediators from a TOML file into the registry; again adds nothing."""

import contextlib
import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import msgspec

from services.workflow.application.ledger.preparing import LEDGER
from services.workflow.application.ledger.recording import all_of
from services.workflow.application.ledger.sheets import Unusable
from services.workflow.application.registry import (
    AreaDetails,
    Entry,
    LegalBasisDetails,
    MediatorDetails,
    OrganisationDetails,
    Registry,
    organisation_id,
)
from services.workflow.domain.errors import AlreadyExists
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.codec import decode_value, encode_value

ROSTERS = UUID("3d7b6a52-90f4-5c1e-8b57-1d1c0a4e6504")
"""Namespace of the keys under which entries are made once."""


Step = tuple[Any, Callable[[Entry], Any]]
"""What is entered, and the call that enters it."""


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One body of the file; where it names no region it is the file's."""

    code: str
    name: str
    short_name: str
    kind: OrganisationKind
    tier: Tier
    region: RegionCode | None = None
    area: tuple[RegionCode, ...] = ()


class Certified(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mediator, by the codes of the organisations that may use the person."""

    name: str
    certificate_no: str
    organisations: tuple[str, ...]


class Roster(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    region: RegionCode
    established_on: date
    area_from: date
    legal_basis: str
    certificates_from: date
    certificates_until: date
    body: tuple[Body, ...]
    mediator: tuple[Certified, ...] = ()


def read(path: Path) -> Roster:
    """The file's contents. Raises Unusable."""
    try:
        return msgspec.convert(
            tomllib.loads(path.read_text("utf-8")), Roster, dec_hook=decode_value
        )
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise Unusable(
            f"机构名册“{path}”不能使用：{error}", f"the roster '{path}' cannot be used: {error}"
        ) from error


async def enter(
    roster: Roster,
    registry: Registry,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> None:
    """Enter everything that is not on file; what is there with other details stays as it is."""
    phases = (
        [_organisation(body, roster, registry) for body in roster.body],
        # What rests on the bodies: together, the log takes them in few batches.
        [
            *(step for body in roster.body if body.area for step in _area(body, roster, registry)),
            *(_mediator(one, roster, registry) for one in roster.mediator),
        ],
    )
    done, of = 0, sum(len(phase) for phase in phases)
    for phase in phases:
        await all_of(_record(step) for step in phase)
        done += len(phase)
        progress(done, of)


async def _record(step: Step) -> None:
    details, record = step
    with contextlib.suppress(AlreadyExists):
        await record(_entry(details))


def _organisation(body: Body, roster: Roster, registry: Registry) -> Step:
    details = OrganisationDetails(
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        tier=body.tier,
        region=body.region or roster.region,
        established_on=roster.established_on,
    )
    return details, lambda entry: registry.register_organisation(details, entry)


def _area(body: Body, roster: Roster, registry: Registry) -> tuple[Step, Step]:
    stream = organisation_id(body.code)
    area = AreaDetails(regions=body.area, from_on=roster.area_from)
    basis = LegalBasisDetails(
        is_article_10=True, basis=roster.legal_basis, from_on=roster.established_on
    )
    return (
        ((body.code, area), lambda entry: registry.set_area(stream, area, entry)),
        ((body.code, basis), lambda entry: registry.record_legal_basis(stream, basis, entry)),
    )


def _mediator(one: Certified, roster: Roster, registry: Registry) -> Step:
    details = MediatorDetails(
        name=one.name,
        certificate_no=one.certificate_no,
        valid_from=roster.certificates_from,
        valid_until=roster.certificates_until,
        organisations=tuple(organisation_id(code) for code in one.organisations),
    )
    return details, lambda entry: registry.register_mediator(details, entry)


def _entry(details: Any) -> Entry:
    digest = hashlib.sha256(
        msgspec.json.encode(details, enc_hook=encode_value, order="deterministic")
    )
    key = uuid5(ROSTERS, digest.hexdigest())
    return Entry(actor=LEDGER, key=key, request_hash=digest.digest())

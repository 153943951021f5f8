"""From the bytes of a signed message to the fact that it tells, or to everything that is wrong with it."""

import contextlib
import hashlib
import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec

from services.kit.problem_details import Problem
from services.partners.inbox.dockets import docket
from services.partners.inbox.kinds import Kind, kind_of, kinds
from services.partners.inbox.message import Fault, Report
from services.workflow.http.bodies import BodyReader
from services.workflow.http.field_errors import DuplicateKey, parse

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_EXTENSION = re.compile(r"[a-z0-9]{1,20}")
_OWN: Final = frozenset({"data", "data_base64"})


class SpecVersion(StrEnum):
    """The version of CloudEvents."""

    ONE = "1.0"


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a CloudEvent says of itself; extension attributes may stand beside it."""

    specversion: SpecVersion
    id: Text
    """The sender's own id of the event: with `source` it names one fact for ever."""
    source: Text
    """URI of the sending system."""
    type: Text
    subject: Text
    """Id of the dispute (UUID), our case number, or the sender's number that is on record."""
    time: datetime
    """When it happened there."""
    datacontenttype: Annotated[str, msgspec.Meta(max_length=100)] = "application/json"
    dataschema: Annotated[str, msgspec.Meta(max_length=500)] = ""


_ENVELOPE: BodyReader[CloudEvent] = BodyReader(CloudEvent)


class Unusable(Exception):
    """The message is no fact that could be taken."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(f"{fault.pointer}: {fault.code}" for fault in faults))
        self.faults = faults


async def read_report(raw: bytes) -> Report:
    """The fact. Raises Unusable with every fault at its JSON pointer."""
    event, members = await _opened(raw)
    kind = _kind(event)
    await _data(kind, members)
    return Report(
        source=event.source,
        event_id=event.id,
        event_hash=hashlib.sha256(_written(members)).digest(),
        move=kind.move,
        subject=_subject(event.subject),
        happened_at=event.time.astimezone(UTC),
    )


async def data_of(raw: bytes) -> tuple[Kind, Any]:
    """What a message that was read before says. Raises Unusable where a later release reads otherwise."""
    event, members = await _opened(raw)
    kind = _kind(event)
    return kind, await _data(kind, members)


async def _opened(raw: bytes) -> tuple[CloudEvent, dict[str, Any]]:
    try:
        members = parse(raw)
    except (ValueError, RecursionError):
        raise Unusable(_fault("#", "json", "不是 JSON", "not JSON")) from None
    except DuplicateKey:
        # Which one is not told: what the sender calls it is not to be kept.
        zh, en = "有字段在同一对象中出现了两次", "a field occurs twice in one object"
        raise Unusable(_fault("#", "duplicate", zh, en)) from None
    if not isinstance(members, dict):
        zh, en = "须为 CloudEvents 1.0 的 JSON 对象", "must be a CloudEvents 1.0 object"
        raise Unusable(_fault("#", "object", zh, en))
    own = {name: value for name, value in members.items() if not _is_extension(name, value)}
    return await _read(_ENVELOPE, own, "#"), members


def _is_extension(name: str, value: object) -> bool:
    if name in _OWN:
        return True
    is_known = name in CloudEvent.__struct_fields__
    return not is_known and bool(_EXTENSION.fullmatch(name)) and isinstance(value, str | int | bool)


def _kind(event: CloudEvent) -> Kind:
    kind = kind_of(event.type)
    if kind is None:
        zh = "没有这种报送；类型见 schemas/webhooks/in"
        en = "no such report; the types are those of schemas/webhooks/in"
        raise Unusable(_fault("#/type", "unknown", zh, en))
    return kind


async def _data(kind: Kind, members: dict[str, Any]) -> Any:
    if not isinstance(members.get("data"), dict):
        zh, en = "须为 JSON 对象 {…}", "must be a JSON object {…}"
        raise Unusable(_fault("#/data", "object", zh, en))
    return await _read(_readers()[kind.move], members["data"], "#/data")


async def _read(reader: BodyReader[Any], value: dict[str, Any], at: str) -> Any:
    try:
        return await reader.read(_written(value))
    except Problem as problem:
        faults = (
            Fault(pointer=at + (e.pointer or "#")[1:], code=e.code, zh=e.zh, en=e.en)
            for e in problem.errors
        )
        raise Unusable(*sorted(faults, key=lambda fault: fault.pointer)) from None


def _subject(text: str) -> str:
    with contextlib.suppress(ValueError):
        return str(UUID(text.strip()))
    if (number := docket(text)) is None:
        zh = "须为争议编号（UUID）或案号，如（2026）新0105诉前调确37号"
        en = (
            "must be the id of a dispute (UUID) or a case number such as （2026）新0105诉前调确37号"
        )
        raise Unusable(_fault("#/subject", "subject", zh, en))
    return number


@cache
def _readers() -> dict[str, BodyReader[Any]]:
    return {move: BodyReader(kind.wire) for move, kind in kinds().items()}


def _written(value: dict[str, Any]) -> bytes:
    """One form for the same value, however it was written."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _fault(pointer: str, code: str, zh: str, en: str) -> Fault:
    return Fault(pointer=pointer, code=code, zh=zh, en=en)

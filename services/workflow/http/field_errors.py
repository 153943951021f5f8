"""Every fault of a body at once, each at its JSON pointer, in words that say what to write instead."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from services.kit.problem_details import FieldError
from services.workflow.domain.invalid import InvalidValue
from services.workflow.http.leaves import invalid_leaf
from services.workflow.recorded.codec import decode_value

DEEPEST = 20
"""Levels of nesting that any body of ours may have; a deeper one is refused unread."""

MOST_FAULTS = 100
"""More are not told at once."""


class DuplicateKey(Exception):
    """An object names a field twice, so that readers may disagree on what it says."""


def parse(raw: bytes) -> Any:
    """The body as plain values. Raises ValueError where it is not JSON, DuplicateKey."""
    return _DECODER.decode(raw.decode("utf-8"))


def field_errors(raw: bytes, kind: type[msgspec.Struct]) -> tuple[FieldError, ...]:
    """What is wrong with a body that can be parsed; empty if nothing is."""
    try:
        value = parse(raw)
    except DuplicateKey as twice:
        name = str(twice)
        error = _error(
            "#", "duplicate", f"字段“{name}”出现了两次", f"the field {name} occurs twice"
        )
        return (error,)
    return tuple(islice(_walk(value, kind, "#", is_required=True, depth=0), MOST_FAULTS))


def _walk(value: Any, kind: Any, at: str, *, is_required: bool, depth: int) -> Iterator[FieldError]:
    if depth > DEEPEST:
        yield _error(at, "too_deep", "嵌套层次过深", "nested too deeply")
        return
    inner, item = _one(kind), _item(kind)
    if value is None and _is_optional(kind):
        return
    if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        yield from _struct(value, inner, at, depth)
    elif item is not None:
        yield from _list(value, kind, item, at, depth)
    else:
        found = invalid_leaf(value, inner, is_required=is_required)
        if found is not None:
            yield _error(at, found.code, found.zh, found.en)


def _struct(value: Any, kind: type[msgspec.Struct], at: str, depth: int) -> Iterator[FieldError]:
    if not isinstance(value, dict):
        yield _error(at, "object", "须为 JSON 对象 {…}", "must be a JSON object {…}")
        return
    faults: list[FieldError] = []
    hints = _hints(kind)
    for name in value.keys() - hints.keys():
        known = "、".join(hints)
        faults.append(
            _error(
                f"{at}/{_escaped(name)}",
                "unknown",
                f"没有这个字段；可用的字段：{known}",
                f"there is no such field; the fields are {', '.join(hints)}",
            )
        )
    for field in msgspec.structs.fields(kind):
        place = f"{at}/{_escaped(field.name)}"
        if field.name in value:
            faults += _walk(
                value[field.name],
                hints[field.name],
                place,
                is_required=field.required,
                depth=depth + 1,
            )
        elif field.required:
            faults.append(_error(place, "missing", "必填", "is required"))
    yield from faults or _whole(value, kind, at)


def _whole(value: dict[str, Any], kind: type[msgspec.Struct], at: str) -> Iterator[FieldError]:
    """What an object refuses though each of its fields is right."""
    try:
        msgspec.convert(value, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        cause = error.__cause__
        if isinstance(cause, InvalidValue):
            yield _error(at, cause.code, cause.zh, cause.en)
        else:
            yield _error(at, "invalid", "内容不合规", str(error))


def _list(value: Any, kind: Any, item: Any, at: str, depth: int) -> Iterator[FieldError]:
    if not isinstance(value, list):
        yield _error(at, "array", "须为 JSON 数组 […]", "must be a JSON array […]")
        return
    if (fault := _wrong_length(value, kind)) is not None:
        yield _error(at, "length", *fault)
    faults = (
        fault
        for index, each in enumerate(value)
        for fault in _walk(each, item, f"{at}/{index}", is_required=True, depth=depth + 1)
    )
    yield from islice(faults, MOST_FAULTS)


def _wrong_length(value: list[Any], kind: Any) -> tuple[str, str] | None:
    for meta in _metas(kind):
        least, most = meta.min_length or 0, meta.max_length or len(value)
        if not least <= len(value) <= most:
            span = f"{least}–{most}" if meta.max_length else f"≥ {least}"
            return f"须有 {span} 项，现有 {len(value)} 项", f"must have {span} items"
    return None


@cache
def _hints(kind: type[msgspec.Struct]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in msgspec.structs.fields(kind)}


def _metas(kind: Any) -> list[msgspec.Meta]:
    if get_origin(kind) is Annotated:
        return [meta for meta in get_args(kind)[1:] if isinstance(meta, msgspec.Meta)]
    return []


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _one(kind: Any) -> Any:
    """The one type of `T | None`; other unions do not occur in bodies."""
    if _is_optional(kind):
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    return kind


def _item(kind: Any) -> Any:
    bare = _one(kind)
    bare = get_args(bare)[0] if get_origin(bare) is Annotated else bare
    return get_args(bare)[0] if get_origin(bare) in (tuple, list) else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise DuplicateKey(next(name for name in names if names.count(name) > 1))
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _escaped(name: str) -> str:
    """A step of a JSON pointer; a name the caller made up is cut, and surrogates do not pass."""
    plain = name[:80].encode("utf-8", "replace").decode()
    return plain.replace("~", "~0").replace("/", "~1")


def _error(pointer: str, code: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer=pointer, code=code, zh=zh, en=en)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)

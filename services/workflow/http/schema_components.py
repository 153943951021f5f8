"""JSON Schemas of bodies and answers, with the descriptions and limits that the types do not carry."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from typing import Any, get_args, get_type_hints

import msgspec

from services.workflow.domain.values.money import MOST_FEN, Fen
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc
from services.workflow.http.attribute_docs import attribute_docs
from services.workflow.http.leaves import LARGEST_NUMBER, LONGEST_TEXT

Schema = dict[str, Any]
_REF = "#/components/schemas/{name}"
_VALUES: dict[type, Schema] = {
    Fen: {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_FEN,
        "description": "金额，单位：分 / amount in fen",
    },
    RegionCode: {
        "type": "string",
        "pattern": r"^[1-8][0-9]{5}([0-9]{3}){0,2}$",
        "description": "区划代码，6、9 或 12 位 / region code of 6, 9 or 12 digits",
    },
    Phone: {
        "type": "string",
        "description": "手机号或带区号的固定电话 / mobile number, or fixed line with its area code",
    },
    Uscc: {
        "type": "string",
        "description": "统一社会信用代码，18 位，校验码须正确 / unified social credit code",
    },
}


def components(bodies: Iterable[type], answers: Iterable[type]) -> dict[str, Schema]:
    """The schema of every type that is sent or answered, by its name."""
    sent, told = list(bodies), list(answers)
    _, schemas = msgspec.json.schema_components(
        [*sent, *told], schema_hook=lambda kind: dict(_VALUES[kind]), ref_template=_REF
    )
    for kind in _kinds(told):
        _explain(schemas[kind.__name__], kind)
    for kind in _kinds(sent):
        _explain(schemas[kind.__name__], kind)
        if issubclass(kind, msgspec.Struct):
            _limit(schemas[kind.__name__])
    return schemas


def reference(kind: type) -> Schema:
    """Where the schema of a type stands."""
    return {"$ref": _REF.format(name=kind.__name__)}


def is_strict(kind: type) -> bool:
    """Whether the decoder itself refuses unknown fields everywhere in the type."""
    return all(
        each.__struct_config__.forbid_unknown_fields
        for each in _kinds([kind])
        if issubclass(each, msgspec.Struct)
    )


def _kinds(roots: Iterable[type]) -> Iterator[type]:
    """Every struct and enumeration that the types are made of."""
    seen: set[type] = set()
    waiting: list[Any] = list(msgspec.inspect.multi_type_info(list(roots)))
    while waiting:
        match waiting.pop():
            case msgspec.inspect.StructType(cls=kind, fields=fields) if kind not in seen:
                seen.add(kind)
                waiting += [field.type for field in fields]
                yield kind
            case msgspec.inspect.EnumType(cls=kind) if kind not in seen:
                seen.add(kind)
                yield kind
            case msgspec.inspect.UnionType(types=types):
                waiting += types
            case (
                msgspec.inspect.VarTupleType(item_type=item)
                | msgspec.inspect.ListType(item_type=item)
            ):
                waiting.append(item)
            case _:
                pass


def _explain(schema: Schema, kind: type) -> None:
    docs = attribute_docs(kind)
    if issubclass(kind, Enum):
        schema["type"] = "string"
        told = [f"`{member.value}`: {docs[member.name]}" for member in kind if member.name in docs]
        about = " ".join((kind.__doc__ or "").split())
        schema["description"] = "\n\n".join([about, *told])
        return
    schema["description"] = " ".join((kind.__doc__ or "").split())
    hints = get_type_hints(kind)
    for name, field in schema["properties"].items():
        if name in docs:
            field["description"] = docs[name]
        if datetime in (hints[name], *get_args(hints[name])):
            _plain(field)["format"] = "date-time"


def _limit(schema: Schema) -> None:
    """What the edge asks of text and numbers beyond their type."""
    schema["additionalProperties"] = False
    for name in schema["properties"]:
        field = _plain(schema["properties"][name])
        if field.get("type") == "integer" and "minimum" not in field:
            field |= {"minimum": 0, "maximum": LARGEST_NUMBER}
        if field.get("type") == "string" and not field.keys() & {"format", "pattern", "maxLength"}:
            field["maxLength"] = LONGEST_TEXT
            if name in schema.get("required", []):
                field |= {"minLength": 1, "pattern": r"\S"}
        if field.get("type") == "array" and field["items"].get("type") == "integer":
            field["items"] |= {"minimum": 0, "maximum": LARGEST_NUMBER}


def _plain(field: Schema) -> Schema:
    """The schema of a field itself, where it may also be null."""
    for option in field.get("anyOf", []):
        if option.get("type") != "null":
            found: Schema = option
            return found
    return field

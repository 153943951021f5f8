"""Query parameters: how each is described, read, and refused; all faults are told at once."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from starlette.requests import Request

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem

Schema = dict[str, Any]


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One query parameter."""

    name: str
    read: Callable[[str], Any]
    """Raises ValueError for what it cannot read."""
    schema: Schema
    about: str
    zh: str
    """What it must be."""
    en: str
    is_required: bool = False

    @property
    def docs(self) -> Schema:
        """Its entry in the OpenAPI document."""
        return {
            "in": "query",
            "name": self.name,
            "required": self.is_required,
            "schema": self.schema,
            "description": self.about,
        }

    def fault(self) -> FieldError:
        """It was sent, but not as it must be."""
        return FieldError(parameter=self.name, zh=self.zh, en=self.en)


def read(request: Request, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """The values of a request; all faults are told at once. Raises Problem.

    What the operation does not know is refused: a mistyped filter must not show everything.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {}
    faults: list[FieldError] = []
    sent = request.query_params.multi_items()
    for name, text in sent:
        parameter = known.get(name)
        if parameter is None:
            faults.append(_unknown(name, known))
        elif name in values:
            faults.append(FieldError(parameter=name, zh="只能写一次", en="may be sent once only"))
        else:
            values[name] = _value(parameter, text, faults)
    names = {name for name, _ in sent}
    faults += [_missing(p) for p in known.values() if p.is_required and p.name not in names]
    if faults:
        raise Problem(INVALID_QUERY, errors=tuple(faults))
    return values


def _value(parameter: Parameter, text: str, faults: list[FieldError]) -> Any:
    try:
        return parameter.read(text)
    except ValueError:
        faults.append(parameter.fault())
        return None


def _unknown(name: str, known: Iterable[str]) -> FieldError:
    names = "、".join(known)
    return FieldError(
        parameter=name[:80],
        zh=f"没有这个参数；可用：{names}",
        en=f"there is no such parameter; known are {names.replace('、', ', ')}",
        code="unknown",
    )


def _missing(parameter: Parameter) -> FieldError:
    return FieldError(parameter=parameter.name, zh="必须填写", en="must be given", code="missing")

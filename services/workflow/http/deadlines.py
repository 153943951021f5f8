"""One period computed on its own, by HTTP: the same answer as `fengqiao deadline --json`."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.workflow.application.deadline_question import KINDS, AskedInText, InvalidQuestion
from services.workflow.application.deadlines import deadline
from services.workflow.application.ports import FRESH_SECONDS, Rulebook
from services.workflow.application.read import DisputeReader
from services.workflow.http.answers import json_response
from services.workflow.http.headers import require_json_taken

DEADLINES: Final = "/v1/deadlines"
_TEXT: Final[dict[str, Any]] = {"type": "string"}
_SUSPENDED: Final[dict[str, Any]] = {
    "type": "array",
    "items": {"type": "string", "examples": ["2026-02-20..2026-03-05"]},
}


def _parameter(
    name: str, schema: dict[str, Any], description: str, *, is_required: bool = False
) -> dict[str, Any]:
    return {
        "in": "query",
        "name": name,
        "required": is_required,
        "schema": schema,
        "description": description,
    }


PARAMETERS: Final = (
    _parameter(
        "rule",
        _TEXT | {"examples": ["MED.ACCEPT"]},
        "Id of a rule with a period.",
        is_required=True,
    ),
    _parameter(
        "from",
        _TEXT | {"format": "date"},
        "Day of the trigger; it is not counted.",
        is_required=True,
    ),
    _parameter(
        "region",
        _TEXT | {"examples": ["330281"]},
        "Region whose rules and calendar hold, 6 to 12 digits; CN for the national ones alone.",
        is_required=True,
    ),
    _parameter("org_kind", _TEXT | {"enum": list(KINDS)}, "Kind of organisation."),
    _parameter(
        "extension",
        {"type": "integer", "minimum": 0},
        "Further units that were approved or agreed, within what the rule allows.",
    ),
    _parameter("suspended", _SUSPENDED, "Days that do not count, A..B with both ends; repeatable."),
    _parameter(
        "interrupted",
        {"type": "array", "items": {"type": "string", "format": "date"}},
        "Day on which the whole period starts anew (LIM.BREAK); repeatable, the latest counts.",
    ),
    _parameter(
        "as_of",
        _TEXT | {"format": "date"},
        "Counted on the calendar as it was known at the end of this day; by the rules of now.",
    ),
)
_KNOWN: Final = tuple(parameter["name"] for parameter in PARAMETERS)
_ONCE: Final = frozenset(_KNOWN) - {"suspended", "interrupted"}


class DeadlineReads:
    """The endpoint; what it answers with is `DeadlineTold`."""

    def __init__(self, rulebook: Rulebook, reader: DisputeReader) -> None:
        self._rulebook = rulebook
        self._reader = reader

    async def compute_deadline(self, request: Request) -> Response:
        """The period of one rule from a day, with its explanation."""
        require_json_taken(request.headers)
        query = request.query_params
        if faults := [*_unknown(query.keys()), *_repeated(query)]:
            raise Problem(INVALID_QUERY, errors=tuple(faults))
        asked = AskedInText(
            rule=query.get("rule", ""),
            from_on=query.get("from", ""),
            region=query.get("region", ""),
            org_kind=query.get("org_kind", ""),
            extension=query.get("extension", ""),
            suspended=query.getlist("suspended"),
            interrupted=query.getlist("interrupted"),
            as_of=query.get("as_of", ""),
        )
        await self._rulebook.refresh(FRESH_SECONDS)
        try:
            response = json_response(deadline(asked, self._rulebook, self._reader.today()))
        except InvalidQuestion as invalid:
            raise Problem(INVALID_QUERY, errors=_told(invalid)) from None
        response.headers["ETag"] = etag.of_content(bytes(response.body))
        return response


def _told(invalid: InvalidQuestion) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(parameter=fault.field, code=fault.code, zh=fault.zh, en=fault.en)
        for fault in invalid.faults
    )


def _unknown(names: Any) -> list[FieldError]:
    """A mistyped parameter must not show something else than was asked for."""
    known = ", ".join(_KNOWN)
    return [
        FieldError(
            parameter=name[:80], zh=f"没有这个参数；可用：{known}", en=f"unknown; known are {known}"
        )
        for name in names
        if name not in _KNOWN
    ]


def _repeated(query: Any) -> list[FieldError]:
    return [
        FieldError(parameter=name, zh="只能给一次", en="may be given once")
        for name in sorted(_ONCE)
        if len(query.getlist(name)) > 1
    ]

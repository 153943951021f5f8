"""Figures: what there is, and each for a region and a period."""

import msgspec

from services.kit.problem_details import FORBIDDEN, INVALID_QUERY, NOT_FOUND, FieldError, Problem
from services.projections.definitions.definition import DEFINITIONS
from services.projections.definitions.known import Question
from services.projections.definitions.told import DefinitionTold, FigureTold, define, told
from services.projections.figures import UnknownDefinition, compute
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.parameters import Parameter
from services.projections.queries import directories
from services.projections.queries.filters import area

FIGURES = "/v1/figures"
BREAKDOWNS = ("area", "organisation")


class DefinitionList(msgspec.Struct, frozen=True, kw_only=True):
    """The figures there are, and what each counts."""

    items: tuple[DefinitionTold, ...]


def _breakdown(text: str) -> str:
    if text not in BREAKDOWNS:
        raise ValueError(text)
    return text


PARAMETERS = (
    p.region(is_required=True),
    p.legal_day("from", "First day of the period.", is_required=True),
    p.legal_day("to", "Last day of the period, included.", is_required=True),
    Parameter(
        name="by",
        read=_breakdown,
        schema={"type": "string", "enum": list(BREAKDOWNS)},
        about="A row for each centre's area, or each organisation that mediated.",
        zh="须为 area 或 organisation",
        en="must be area or organisation",
    ),
    p.KNOWN_AT,
)


async def list_definitions(asked: Asked) -> Answer:
    """What each figure counts, over what, and what it leaves out."""
    _require_figures(asked)
    return DefinitionList(items=tuple(define(each) for each in DEFINITIONS.values())), {}


async def get_figure(asked: Asked) -> Answer:
    """A figure with everything that it is made of, down to disputes and events."""
    _require_figures(asked)
    region, first, last = (asked.values[name] for name in ("region", "from", "to"))
    if last < first:
        fault = FieldError(parameter="to", zh="早于 from", en="is before from")
        raise Problem(INVALID_QUERY, errors=(fault,))
    await _require_own_region(region, asked)
    question = Question(region=area(region), from_on=first, to_on=last, by=asked.values.get("by"))
    name = asked.request.path_params["definition"]
    try:
        async with asked.pool.acquire() as connection:
            figure = await compute(connection, name, question, asked.values.get("known_at"))
    except UnknownDefinition as unknown:
        known = "、".join(unknown.known)
        raise Problem(
            NOT_FOUND, zh=f"没有这个指标；现有：{known}", en=f"no such figure; there are {known}"
        ) from None
    shown = msgspec.structs.replace(told(figure), region=region)
    return shown, {"Log-Position": str(figure.position)}


READS = (
    Read(
        name="list_figures",
        path=FIGURES,
        zh="指标的定义",
        en="What each figure counts",
        answers=DefinitionList,
        answer=list_definitions,
    ),
    Read(
        name="get_figure",
        path=f"{FIGURES}/{{definition}}",
        zh="指标",
        en="A figure for a region and a period",
        answers=FigureTold,
        answer=get_figure,
        parameters=PARAMETERS,
        statuses=(404,),
    ),
)


def _require_figures(asked: Asked) -> None:
    if not asked.reader.may_ask_figures:
        raise Problem(FORBIDDEN, zh="该身份不能查询指标", en="the role may not ask for figures")


async def _require_own_region(region: str, asked: Asked) -> None:
    """A caller's region is its own, or else that of the body it acts for."""
    own = asked.reader.region
    if own is None and asked.reader.organisation is not None:
        own = await directories.region_of(asked.pool, asked.reader.organisation)
    if own is None or not area(region).startswith(area(own)):
        raise Problem(
            FORBIDDEN,
            zh=f"只能查询本辖区（{own or '未设'}）的指标",
            en=f"figures are for your own region ({own or 'none'})",
        )

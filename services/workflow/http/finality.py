"""Whether an award is final, as callers read it: each item, its rule, its limit, what is missing."""

from datetime import date

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.workflow.domain.dispute.finality import (
    AwardReading,
    Finality,
    ItemReading,
    Limit,
    Missing,
    read_award,
)
from services.workflow.domain.dispute.parts import AwardBasis, ClaimKind
from services.workflow.domain.dispute.records import Award
from services.workflow.domain.legal import Evidence, LegalRule, WageDay
from services.workflow.http.answers import dispute_in_path, in_language, json_response
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import language, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import require_known

_FINALITY: dict[Finality, tuple[str, str]] = {
    Finality.FINAL: ("终局裁决", "final"),
    Finality.NOT_FINAL: ("非终局裁决", "not final"),
    Finality.UNDETERMINED: ("不能确定", "undetermined"),
}
_MISSING: dict[Missing, tuple[str, str]] = {
    Missing.BASIS: (
        "未记录该项属于哪一类款项（如二倍工资、违法解除赔偿金）",
        "what the item is awarded for is not recorded, such as double wages or unlawful termination",
    ),
    Missing.AMOUNT: ("该项没有裁决数额", "the item has no amount"),
    Missing.MINIMUM_WAGE: (
        "没有录入本地当时的月最低工资标准",
        "the region's monthly minimum wage of the day is not on file",
    ),
    Missing.WAGE_DAY: (
        "适用申请时还是裁决时的最低工资标准，本地没有规定，而两者结论不同",
        (
            "whether the minimum wage of the application or of the award counts is not settled here, "
            "and the two answers differ"
        ),
    ),
    Missing.TEXT: (
        "已读到的规定没有写明该类款项是否终局",
        "no text that was read says whether such an item is final",
    ),
}


class RuleRead(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that the reading rests on, and how well its source is known."""

    id: str
    title: str
    source: str
    """Instrument and article."""
    evidence: Evidence
    is_verified: bool
    """Whether a lawyer checked it against the official text."""


class LimitTold(msgspec.Struct, frozen=True, kw_only=True):
    """The most that an item may come to, by the minimum wage of one day."""

    counted_at: WageDay
    on: date
    amount: int | None
    """In fen; null where the minimum wage of that day is not on file."""
    monthly_wage: int | None
    wage_region: str | None
    wage_from: date | None
    wage_source: str | None
    """The notice that set it."""


class MissingTold(msgspec.Struct, frozen=True, kw_only=True):
    """What would be needed to say more."""

    code: Missing
    detail: str


class ItemTold(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the award."""

    no: int
    claim: int
    kind: ClaimKind | None
    basis: AwardBasis | None
    """What it is awarded for: as reported, or as the kind of the claim tells."""
    amount: int | None
    marked_final: bool
    """What the commission wrote."""
    finality: Finality
    title: str
    differs: bool
    """Whether the commission marked it otherwise than it reads."""
    rules: tuple[RuleRead, ...]
    """The deciding one first."""
    limits: tuple[LimitTold, ...]
    missing: tuple[MissingTold, ...]


class FinalityTold(msgspec.Struct, frozen=True, kw_only=True):
    """The reading of the award as one document, and of its items; nothing before there is one."""

    number: str | None
    issued_on: date | None
    finality: Finality | None
    title: str | None
    is_mixed: bool
    """Whether items of both sorts stand in it."""
    rules: tuple[RuleRead, ...]
    items: tuple[ItemTold, ...]
    rule_pack: str
    minimum_wages: str
    """Version of the table of minimum wages."""


class FinalityReads:
    """The endpoint; it reads and decides nothing."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._reader = dependencies.reader

    async def get_finality(self, request: Request) -> Response:
        """Whether the award is final, item by item, on which rules, and what is missing."""
        require_json_taken(request.headers)
        require_known(request, "min_position")
        actor, told_in = caller_of(request).actor, language(request.headers)
        dispute, _ = await self._reader.current(dispute_in_path(request), actor)
        given = await self._reader.given(dispute, actor)
        award = dispute.arbitration.award if dispute.arbitration else None
        reading = None
        if award is not None:
            made = (award.items, award.issued_on)
            reading = read_award(dispute, *made, given.rules, given.wages)
        versions = (given.rules.version, given.wages.version)
        told = _told(award, reading, versions, english=told_in == "en")
        response = json_response(told, headers=in_language(told_in))
        response.headers["ETag"] = etag.of_content(bytes(response.body))
        return response


def _told(
    award: Award | None, reading: AwardReading | None, versions: tuple[str, str], *, english: bool
) -> FinalityTold:
    rule_pack, wages = versions
    items = reading.items if reading else ()
    rules = reading.rules if reading else ()
    return FinalityTold(
        number=award.number if award else None,
        issued_on=award.issued_on if award else None,
        finality=reading.finality if reading else None,
        title=_FINALITY[reading.finality][english] if reading else None,
        is_mixed=reading.is_mixed if reading else False,
        rules=tuple(rule_read(rule, english=english) for rule in rules),
        items=tuple(_item(one, english=english) for one in items),
        rule_pack=rule_pack,
        minimum_wages=wages,
    )


def _item(one: ItemReading, *, english: bool) -> ItemTold:
    return ItemTold(
        no=one.item.no,
        claim=one.item.claim,
        kind=one.kind,
        basis=one.basis,
        amount=one.item.amount,
        marked_final=one.item.is_final,
        finality=one.finality,
        title=_FINALITY[one.finality][english],
        differs=one.differs,
        rules=tuple(rule_read(rule, english=english) for rule in one.rules),
        limits=tuple(map(_limit, one.limits)),
        missing=tuple(MissingTold(code=m, detail=_MISSING[m][english]) for m in one.missing),
    )


def _limit(limit: Limit) -> LimitTold:
    wage = limit.wage
    return LimitTold(
        counted_at=limit.day,
        on=limit.on,
        amount=limit.amount,
        monthly_wage=wage.monthly if wage else None,
        wage_region=wage.region if wage else None,
        wage_from=wage.in_force_from if wage else None,
        wage_source=wage.source if wage else None,
    )


def rule_read(rule: LegalRule, *, english: bool) -> RuleRead:
    """A rule with its source and how well that is known."""
    return RuleRead(
        id=rule.id,
        title=rule.en if english else rule.zh,
        source=rule.source,
        evidence=rule.evidence,
        is_verified=rule.verified,
    )

"""Where each claim of a dispute goes, as callers read it: before a commission, to court, or asked."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.workflow.domain.dispute.parts import ClaimKind, Disposition
from services.workflow.domain.dispute.scope import Scope, ScopeReading, Unknown, read_scope
from services.workflow.http.answers import dispute_in_path, in_language, json_response
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.finality import RuleRead, rule_read
from services.workflow.http.headers import language, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import parameter, require_known

_SCOPE: dict[Scope, tuple[str, str]] = {
    Scope.IN_SCOPE: ("先申请仲裁", "to a commission first"),
    Scope.TO_COURT: ("直接向法院起诉", "to court directly"),
    Scope.ASK: ("须询问", "to be asked"),
}
_UNKNOWN: dict[Unknown, tuple[str, str]] = {
    Unknown.ITEM: (
        "该类请求中有的属于受案范围，有的不属于，须写明具体请求",
        "claims of this kind are partly in scope: what exactly is claimed decides",
    ),
    Unknown.AROSE_ON: (
        "没有记录知道或者应当知道权利被侵害之日",
        "the day on which the infringement was known is not recorded",
    ),
    Unknown.TRANSITION: (
        "争议发生在规定施行之前，规定没有写明是否适用",
        "it arose before the rule was in force, and the rule is silent on that",
    ),
}


class ClaimScope(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, where it goes, and by which rule."""

    claim: int
    kind: ClaimKind
    scope: Scope
    title: str
    rule: RuleRead
    missing: Unknown | None
    """What would be needed to say more."""
    detail: str | None
    """That in words."""


class ScopeReads:
    """The endpoint; it reads and decides nothing."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._reader = dependencies.reader

    async def list_scope(self, request: Request) -> Response:
        """Where each claim goes; those withdrawn or split off are left out."""
        require_json_taken(request.headers)
        require_known(request, "over_age", "min_position")
        is_over_age = bool(parameter(request, "over_age", bool))
        actor, told_in = caller_of(request).actor, language(request.headers)
        dispute, _ = await self._reader.current(dispute_in_path(request), actor)
        given = await self._reader.given(dispute, actor)
        readings = (
            read_scope(record.claim, given.rules, is_over_age=is_over_age)
            for record in dispute.claims
            if record.disposition not in {Disposition.WITHDRAWN, Disposition.SPLIT_OFF}
        )
        told = [_told(one, english=told_in == "en") for one in readings]
        response = json_response(told, headers=in_language(told_in))
        response.headers["ETag"] = etag.of_content(bytes(response.body))
        return response


def _told(one: ScopeReading, *, english: bool) -> ClaimScope:
    return ClaimScope(
        claim=one.claim.no,
        kind=one.claim.kind,
        scope=one.scope,
        title=_SCOPE[one.scope][english],
        rule=rule_read(one.rule, english=english),
        missing=one.missing,
        detail=_UNKNOWN[one.missing][english] if one.missing else None,
    )

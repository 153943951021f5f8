"""One dispute: what is on record, where it stands, what comes next, and everything that happened."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console.dispute_clocks import clocks_shown
from services.console.dispute_moves import moves_shown
from services.console.facts import Fact, Section, filled
from services.console.filed import documents, related
from services.console.guarding import NotThere
from services.console.language import Say, chosen, speaker
from services.console.lines import party_name
from services.console.mediating import mediation
from services.console.parts import ConsoleParts
from services.console.rendering import page
from services.console.shown import AsOf
from services.console.standing import tone, what_comes_next
from services.console.tribunals import arbitration, courts
from services.console.undertaking import agreement, enforceability
from services.kit.language import Language
from services.projections.queries import (
    deadline_moves,
    directories,
    dispute_list,
    dispute_timeline,
    reached,
)
from services.projections.queries.dispute_list import Listed
from services.projections.words.cast import Cast, Names
from services.projections.words.codes import term
from services.projections.words.naming import names_of, nothing
from services.projections.words.rendering import day
from services.projections.words.telling import tell
from services.workflow.recorded.views import Disposition, Dispute, Side


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """The page of the dispute in the address. Raises NotThere."""
    language, _ = chosen(request), speaker(request)
    scope = parts.caller.scope
    assert scope is not None
    position = await reached.reach(connection)
    listed = await dispute_list.one(connection, _id(request), scope)
    if listed is None:
        raise NotThere
    dispute = listed.entry.dispute
    assert dispute.id is not None
    events = await dispute_timeline.history(connection, dispute.id)
    names = await names_of(connection, events, scope, parts.open_masked, nothing)
    names = await _with_bodies(connection, names, dispute)
    cast = Cast(dispute.parties, names, language)
    is_sample = dispute.source is not None and dispute.source.sample
    deadlines = await parts.clocks.of_dispute(dispute.id)
    moves = await deadline_moves.of_dispute(connection, dispute.id)
    return page(
        request,
        "dispute.html",
        case_number=dispute.case_number,
        state=term(dispute.state, language),
        tone=tone(dispute.state),
        is_sample=is_sample,
        is_stale=listed.is_stale,
        standing=list(_standing(dispute, cast, language, _)),
        clocks=clocks_shown(deadlines, parts.clocks.soon, language, _),
        moves=moves_shown(moves, deadlines.deadlines, language, _),
        sections=_sections(listed, parts, cast, _),
        related=related(listed.entry, cast),
        entries=tell(events, names, language),
        as_of_log=AsOf(position=position, is_sample=is_sample),
    )


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["dispute"])
    except ValueError:
        raise NotThere from None


async def _with_bodies(connection: Any, names: Names, dispute: Dispute) -> Names:
    """The names, with those of the bodies that the record speaks of."""
    bodies = {dispute.custodian, dispute.organisation, dispute.offer.to if dispute.offer else None}
    missing = {body for body in bodies if body} - set(names.bodies)
    found = await directories.organisation_names(connection, missing)
    return msgspec.structs.replace(names, bodies={**names.bodies, **found})


def _standing(dispute: Dispute, cast: Cast, language: Language, _: Say) -> Iterator[Fact]:
    yield _("当前状态"), (term(dispute.state, language),)
    if dispute.outcome:
        yield _("结案方式"), (term(dispute.outcome, language),)
    if dispute.custodian:
        yield _("由谁办理"), (cast.body(dispute.custodian),)
    if dispute.offer:
        yield _("移送"), (_offer(dispute, cast, _),)
    yield _("接下来"), (what_comes_next(dispute, language),)


def _offer(dispute: Dispute, cast: Cast, _: Say) -> str:
    assert dispute.offer is not None
    if dispute.offer.is_received:
        how = _("已移送%(to)s，对方已签收，等其决定是否接收")
    elif dispute.offer.is_delivered:
        how = _("已移送%(to)s，已送达对方系统，等其签收")
    else:
        how = _("已移送%(to)s，尚未送达")
    return how % {"to": cast.body(dispute.offer.to)}


def _record(
    listed: Listed, parts: ConsoleParts, cast: Cast, language: Language, _: Say
) -> Iterator[Fact]:
    dispute = listed.entry.dispute
    for side in Side:
        yield term(side, language), _parties(dispute, side, cast)
    if acting := tuple(_representatives(dispute, cast, _)):
        yield _("代理人"), acting
    yield _("请求"), tuple(_claims(dispute, cast))
    if dispute.worker_count > 1:
        yield _("涉及劳动者"), (str(dispute.worker_count),)
    if dispute.received_on:
        yield _("登记日期"), (day(dispute.received_on, language),)
    yield _("渠道"), (term(listed.entry.channel, language),)
    yield _("合同履行地"), (_place(dispute.region, parts),)
    if dispute.organisation:
        yield _("调解组织"), (cast.body(dispute.organisation),)


def _claims(dispute: Dispute, cast: Cast) -> Iterator[str]:
    claims = cast.claims(record.claim for record in dispute.claims)
    for told, record in zip(claims, dispute.claims, strict=True):
        if record.disposition is Disposition.OPEN:
            yield told
        else:
            yield f"{told} · {term(record.disposition, cast.language)}"


def _representatives(dispute: Dispute, cast: Cast, _: Say) -> Iterator[str]:
    """How many act for whom, by kind; their names stay sealed."""
    kinds = Counter((one.party, one.kind) for one in dispute.representatives if not one.ended_on)
    for (party, kind), count in sorted(kinds.items()):
        told = _("%(party)s：%(kind)s%(count)s人")
        yield filled(told, cast.language, party=cast.party(party), kind=kind, count=count)


def _sections(listed: Listed, parts: ConsoleParts, cast: Cast, _: Say) -> tuple[Section, ...]:
    """What is on record, by chapter; a chapter of which nothing is known is left out."""
    entry = listed.entry
    told = (
        ("record", _("案件记录"), _record(listed, parts, cast, cast.language, _)),
        ("mediation", _("调解"), mediation(entry, cast, _)),
        ("agreement", _("协议与履行"), agreement(entry, cast, _)),
        ("title", _("强制执行力"), enforceability(entry, cast, _)),
        ("arbitration", _("仲裁"), arbitration(entry, cast, _)),
        ("courts", _("诉讼与执行"), courts(entry, cast, _)),
        ("documents", _("文书与送达"), documents(entry, cast, _)),
    )
    made = ((key, heading, tuple(facts)) for key, heading, facts in told)
    return tuple(section for section in made if section[2])


def _parties(dispute: Dispute, side: Side, cast: Cast) -> tuple[str, ...]:
    somebody = cast.say("somebody")
    return tuple(
        party_name(party, cast.names.parties.get(party.no)) or somebody
        for party in dispute.parties
        if party.side is side
    )


def _place(region: str, parts: ConsoleParts) -> str:
    name = parts.region_name(region)
    return f"{name}（{region}）" if name else region

"""One dispute: what is on record, where it stands, what comes next, and everything that happened."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console.guarding import NotThere
from services.console.language import Say, chosen, speaker
from services.console.lines import address, party_name
from services.console.parts import ConsoleParts
from services.console.rendering import page
from services.console.shown import AsOf
from services.console.standing import tone, what_comes_next
from services.kit.language import Language
from services.projections.queries import directories, dispute_list, dispute_timeline, reached
from services.projections.queries.dispute_list import Listed
from services.projections.words.cast import Cast, Names
from services.projections.words.codes import term
from services.projections.words.naming import names_of, nothing
from services.projections.words.rendering import day, money
from services.projections.words.telling import tell
from services.workflow.recorded.views import Dispute, Fen, Side

Fact = tuple[str, tuple[str, ...]]
"""What is told, and the lines that tell it."""


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
    return page(
        request,
        "dispute.html",
        case_number=dispute.case_number,
        state=term(dispute.state, language),
        tone=tone(dispute.state),
        is_sample=is_sample,
        is_stale=listed.is_stale,
        standing=list(_standing(dispute, cast, language, _)),
        record=list(_record(listed, parts, cast, language, _)),
        leader_href=address(dispute.leader) if dispute.leader else "",
        leader_name=cast.dispute(dispute.leader) if dispute.leader else "",
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
    yield _("请求"), cast.claims(record.claim for record in dispute.claims)
    if dispute.worker_count > 1:
        yield _("涉及劳动者"), (str(dispute.worker_count),)
    if dispute.received_on:
        yield _("登记日期"), (day(dispute.received_on, language),)
    yield _("渠道"), (term(listed.entry.channel, language),)
    yield _("合同履行地"), (_place(dispute.region, parts),)
    if dispute.organisation:
        yield _("调解组织"), (cast.body(dispute.organisation),)
    yield from _agreement(dispute, language, _)
    if dispute.arbitration_number:
        yield _("仲裁案号"), (dispute.arbitration_number,)


def _agreement(dispute: Dispute, language: Language, _: Say) -> Iterator[Fact]:
    agreement = dispute.agreement
    if agreement is None:
        return
    if agreement.effective_on:
        yield _("协议生效"), (day(agreement.effective_on, language),)
    if agreement.due:
        due = money(Fen(agreement.due), language)
        # Nothing paid is no amount: amounts are above nought.
        paid = money(Fen(agreement.paid), language) if agreement.paid else ""
        told = _("应付%(due)s，已付%(paid)s") if paid else _("应付%(due)s，尚无付款记录")
        yield _("协议金额"), (told % {"due": due, "paid": paid},)
    if dispute.instrument:
        yield _("执行依据"), (dispute.instrument,)


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

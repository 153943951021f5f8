"""Lists across disputes: what is in them after which events, who sees it, pages that miss nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from services.kit.database import create_pool
from services.projections.queries import items
from services.projections.queries.cursor import ItemCursor
from services.projections.queries.items import Wanted
from services.projections.runner import catch_up
from services.projections.verification import verify_views
from services.projections.views.handovers import HandoverState
from services.projections.views.sittings import SittingKind, SittingState
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts as p
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.permissions import Scope
from services.workflow.domain.fact import Fact
from tests.support.database import Databases
from tests.support.scenes import IN_PERIOD, Scene, effective

EVERYTHING = Scope(relation=Relation.NONE)
COMMISSION, COURT, MEDIATOR, COVER = uuid4(), uuid4(), uuid4(), uuid4()
MORNING = datetime(2019, 3, 20, 1, 30, tzinfo=UTC)


@pytest.fixture
async def pool(databases: Databases) -> AsyncIterator[Any]:
    async with await create_pool(databases.app, name="test reads", size=2) as opened:
        yield opened


@pytest.fixture
async def centre(scene: Scene) -> UUID:
    return await scene.centre("华光街", "650105013")


async def listed(
    pool: Any, kind: items.Kind[Any], scope: Scope = EVERYTHING, **wanted: Any
) -> list[Any]:
    """The items of a list short enough for one page, which its count agrees with."""
    asked = Wanted(**wanted)
    page = await items.page(pool, kind, asked, scope, size=100)
    assert page.next is None
    assert await items.count(pool, kind, asked, scope) == len(page.rows)
    return [row.item for row in page.rows]


def offered(no: int = 1, to: UUID = COMMISSION) -> e.ReferralOffered:
    return e.ReferralOffered(
        occurred_on=IN_PERIOD,
        offer=no,
        to=to,
        reason="要求仲裁",
        applicant=1,
        expires_on=date(2019, 4, 1),
    )


NEXT_DAY = IN_PERIOD + timedelta(days=1)
DELIVERED = e.ReferralDelivered(occurred_on=NEXT_DAY, offer=1)
RECEIVED = e.ReferralReceived(occurred_on=NEXT_DAY, offer=1)
REFUSED = e.ReferralRefused(
    occurred_on=NEXT_DAY, offer=1, ground=p.RefusalGround.WRONG_JURISDICTION
)


@pytest.mark.parametrize(
    ("then", "state", "is_open"),
    [
        ((), HandoverState.OFFERED, True),
        ((DELIVERED,), HandoverState.DELIVERED, True),
        ((DELIVERED, RECEIVED), HandoverState.RECEIVED, True),
        ((RECEIVED, REFUSED), HandoverState.REFUSED, False),
        (
            (e.ReferralRecalled(occurred_on=NEXT_DAY, offer=1, reason="误发"),),
            HandoverState.RECALLED,
            False,
        ),
        (
            (e.ReferralExpired(occurred_on=NEXT_DAY, offer=1, expires_on=IN_PERIOD),),
            HandoverState.EXPIRED,
            False,
        ),
        (
            (e.ReferralAccepted(occurred_on=NEXT_DAY, offer=1, by=COMMISSION),),
            HandoverState.ACCEPTED,
            False,
        ),
    ],
)
async def test_an_offer_is_listed_as_far_as_it_came(
    scene: Scene,
    databases: Databases,
    pool: Any,
    centre: UUID,
    then: tuple[Fact, ...],
    state: HandoverState,
    is_open: bool,
) -> None:
    await scene.registered(centre, "650105013", offered(), *then)
    await catch_up(databases.projector)

    (one,) = await listed(pool, items.HANDOVERS)

    assert (one.state, one.is_open, one.sender, one.receiver) == (
        state,
        is_open,
        centre,
        COMMISSION,
    )
    assert (one.on, one.expires_on) == (IN_PERIOD, date(2019, 4, 1))
    assert one.ended_on == (None if is_open else NEXT_DAY)
    assert await listed(pool, items.HANDOVERS, fields={"is_open": not is_open}) == []
    assert await listed(pool, items.HANDOVERS, fields={"receiver": COMMISSION, "state": state})
    assert await listed(pool, items.HANDOVERS, fields={"sender": COMMISSION}) == []


async def test_a_refused_offer_keeps_its_ground_beside_the_next_one(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    await scene.registered(centre, "650105013", offered(), REFUSED, offered(2, COURT))
    await catch_up(databases.projector)

    first, second = await listed(pool, items.HANDOVERS)

    assert (first.ground, first.ended_by) == (p.RefusalGround.WRONG_JURISDICTION, COMMISSION)
    assert (second.key, second.receiver, second.is_open) == ("2", COURT, True)


def scheduled(no: int, starts_at: datetime) -> e.SessionScheduled:
    return e.SessionScheduled(
        occurred_on=IN_PERIOD,
        session=no,
        starts_at=starts_at,
        mode=p.SessionMode.IN_ROOM,
        place="调解室",
    )


async def an_agenda(scene: Scene, centre: UUID) -> None:
    """Three sessions of a dispute whose mediator is covered for two days, and a hearing."""
    later = MORNING + timedelta(days=2)
    days: dict[str, Any] = {"starts_on": date(2019, 3, 22), "ends_on": date(2019, 3, 23)}
    await scene.registered(
        centre,
        "650105013",
        e.MediatorAssigned(occurred_on=IN_PERIOD, mediator=MEDIATOR),
        e.CoverArranged(occurred_on=IN_PERIOD, mediator=COVER, **days),
        scheduled(1, MORNING),
        scheduled(2, later),
        scheduled(3, later + timedelta(hours=1)),
        e.SessionHeld(occurred_on=date(2019, 3, 20), session=1, place="", present=(1, 2)),
        e.SessionCancelled(occurred_on=date(2019, 3, 20), session=3),
    )
    await scene.filed(
        "650105013",
        e.ArbitrationAccepted(occurred_on=IN_PERIOD, number="1"),
        e.HearingListed(occurred_on=IN_PERIOD, hearing=1, starts_at=MORNING + timedelta(hours=1)),
    )


async def test_an_agenda_has_sessions_and_hearings_by_day_and_by_who_holds_them(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    await an_agenda(scene, centre)
    await catch_up(databases.projector)

    agenda = await listed(pool, items.SITTINGS)

    assert [(one.kind, one.no, one.state, one.mediator) for one in agenda] == [
        (SittingKind.SESSION, 1, SittingState.HELD, MEDIATOR),
        (SittingKind.HEARING, 1, SittingState.LISTED, None),
        (SittingKind.SESSION, 2, SittingState.LISTED, COVER),
        (SittingKind.SESSION, 3, SittingState.CANCELLED, COVER),
    ]
    that_day: dict[str, Any] = {"from_on": date(2019, 3, 20), "to_on": date(2019, 3, 20)}
    assert len(await listed(pool, items.SITTINGS, **that_day)) == 2
    assert len(await listed(pool, items.SITTINGS, fields={"mediator": COVER})) == 2
    assert len(await listed(pool, items.SITTINGS, fields={"organisation": centre})) == 3


async def test_an_adjourned_session_moves_to_its_new_day(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    adjourned = e.SessionAdjourned(occurred_on=date(2019, 3, 20), session=1)
    dispute = await scene.registered(centre, "650105013", scheduled(1, MORNING), adjourned)
    await catch_up(databases.projector)
    assert [one.state for one in await listed(pool, items.SITTINGS)] == [SittingState.ADJOURNED]

    resumed = MORNING + timedelta(days=5)
    again = e.SessionAdjourned(occurred_on=date(2019, 3, 21), session=1, resumes_at=resumed)
    await scene.record(dispute, again)
    await catch_up(databases.projector)

    (one,) = await listed(pool, items.SITTINGS)
    assert (one.state, one.on) == (SittingState.LISTED, date(2019, 3, 25))


async def test_a_hearing_that_the_award_overtook_is_no_longer_listed(
    scene: Scene, databases: Databases, pool: Any
) -> None:
    await scene.filed(
        "650105013",
        e.ArbitrationAccepted(occurred_on=IN_PERIOD, number="1"),
        e.HearingListed(occurred_on=IN_PERIOD, hearing=1, starts_at=MORNING),
        e.HearingHeld(occurred_on=NEXT_DAY),
        e.AwardIssued(occurred_on=NEXT_DAY, number="1", items=()),
    )
    await catch_up(databases.projector)

    states = {one.no: one.state for one in await listed(pool, items.SITTINGS)}
    assert states == {1: SittingState.CANCELLED, None: SittingState.HELD}


async def test_a_document_is_listed_until_served_and_until_answered(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    issued = e.DocumentIssued(
        occurred_on=IN_PERIOD,
        document=1,
        kind=p.DocumentKind.SUGGESTION_LETTER,
        recipients=(1, 2),
        reply_by=date(2019, 3, 15),
    )
    failed = e.ServiceRecorded(
        occurred_on=NEXT_DAY,
        document=1,
        recipient=1,
        method=p.ServiceMethod.POST,
        outcome=p.ServiceOutcome.NOT_SERVED,
    )
    served = msgspec.structs.replace(failed, recipient=2, outcome=p.ServiceOutcome.SERVED)
    served = msgspec.structs.replace(served, received_on=NEXT_DAY)
    replied = e.ReplyReceived(occurred_on=NEXT_DAY, document=1, recipient=2)
    await scene.registered(centre, "650105013", issued, failed, served, replied)
    await catch_up(databases.projector)

    (unserved,) = await listed(pool, items.DOCUMENTS, fields={"is_served": False})
    (awaited,) = await listed(pool, items.DOCUMENTS, fields={"awaits_reply": True})
    assert (unserved.recipient, unserved.attempts) == (1, 1)
    assert unserved.outcome is p.ServiceOutcome.NOT_SERVED
    assert awaited.recipient == 1
    waiting = {"awaits_reply": True}
    for day, count in ((date(2019, 3, 15), 0), (date(2019, 3, 16), 1)):
        overdue = await listed(pool, items.DOCUMENTS, fields=waiting, overdue_on=day)
        assert len(overdue) == count


def applied(on: date, version: int = 1) -> e.ConfirmationApplied:
    return e.ConfirmationApplied(
        occurred_on=on,
        version=version,
        court=COURT,
        applicants=(1, 2),
        due_natural=date(2019, 4, 19),
        due_rolled=date(2019, 4, 19),
    )


async def test_what_the_court_said_no_to_counts_against_who_made_the_agreement(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    """S3: asked for material, deemed withdrawn; refused as unclear; a new version confirmed."""
    days = [date(2019, 3, 20) + timedelta(days=n) for n in range(9)]
    unclear = p.ConfirmationFault.UNCLEAR
    await scene.registered(
        centre,
        "650105013",
        e.MediatorAssigned(occurred_on=IN_PERIOD, mediator=MEDIATOR),
        effective(days[0]),
        applied(days[1]),
        e.ConfirmationDeemedWithdrawn(occurred_on=days[2]),
        applied(days[3]),
        e.ConfirmationRefused(occurred_on=days[4], ground=unclear),
        e.AgreementTookEffect(occurred_on=days[5], version=2),
        applied(days[6], 2),
        e.ConfirmationDocketed(occurred_on=days[6], number="民特12号"),
        e.ConfirmationGranted(occurred_on=days[7], ruling_number="民特12号"),
    )
    await catch_up(databases.projector)

    found = await listed(pool, items.REINFORCEMENTS)

    assert [(one.version, one.result, one.ground) for one in found] == [
        (2, p.ReinforcementResult.GRANTED, ""),
        (1, p.ReinforcementResult.REFUSED, "unclear"),
        (1, p.ReinforcementResult.DEEMED_WITHDRAWN, ""),
    ]
    assert {(one.organisation, one.mediator, one.body) for one in found} == {
        (centre, MEDIATOR, COURT)
    }
    by = ("organisation", "result", "ground")
    asked = Wanted(fields={"organisation": centre, "result": "refused"})
    told = await items.tally(pool, items.REINFORCEMENTS, by, asked, EVERYTHING)
    assert told == [(str(centre), "refused", "unclear", 1)]


async def test_a_confirmation_annulled_later_is_no_longer_a_granted_one(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    annulled = e.ConfirmationAnnulled(
        occurred_on=date(2019, 9, 1), extent=p.AnnulledExtent.AGREEMENT, number="1", ground="无效"
    )
    granted = e.ConfirmationGranted(occurred_on=date(2019, 3, 25), ruling_number="1")
    story = (effective(), applied(date(2019, 3, 21)), granted, annulled)
    await scene.registered(centre, "650105013", *story)
    await catch_up(databases.projector)

    (one,) = await listed(pool, items.REINFORCEMENTS)

    assert (one.result, one.ground) == (p.ReinforcementResult.ANNULLED, "agreement")
    assert (one.granted_on, one.answered_on) == (date(2019, 3, 25), date(2019, 9, 1))


async def test_who_may_not_read_the_dispute_sees_none_of_its_items(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    story = (scheduled(1, MORNING), offered())
    await scene.registered(centre, "650105013", *story)
    await catch_up(databases.projector)

    def involved(body: UUID) -> Scope:
        return Scope(relation=Relation.INVOLVED, value=str(body))

    for kind in (items.HANDOVERS, items.SITTINGS):
        for scope, count in (
            (involved(centre), 1),
            (involved(COMMISSION), 1),
            (involved(COURT), 0),
            (Scope(relation=Relation.OWN_REGION, value="650105"), 1),
            (Scope(relation=Relation.OWN_REGION, value="650106"), 0),
        ):
            assert len(await listed(pool, kind, scope)) == count


async def test_a_walk_through_the_pages_sees_every_item_once(
    scene: Scene, databases: Databases, pool: Any, centre: UUID
) -> None:
    for no in range(9):
        starts = MORNING + timedelta(days=no % 3, hours=no % 2)
        await scene.registered(centre, "650105013", scheduled(1, starts), scheduled(2, starts))
    await catch_up(databases.projector)

    walked: list[tuple[UUID, str]] = []
    places: list[datetime] = []
    after: ItemCursor | None = None
    while True:
        page = await items.page(pool, items.SITTINGS, Wanted(), EVERYTHING, size=4, after=after)
        walked += [(row.dispute, row.item.key) for row in page.rows]
        places += [row.item.starts_at for row in page.rows if row.item.starts_at]
        if page.next is None:
            break
        after = ItemCursor.decode(page.next.encode())

    assert len(walked) == len(set(walked)) == 18
    assert places == sorted(places)


async def test_items_folded_one_by_one_are_those_folded_at_once(
    scene: Scene, databases: Databases, centre: UUID
) -> None:
    dispute = await scene.registered(centre, "650105013")
    story: tuple[Fact, ...] = (
        e.MediatorAssigned(occurred_on=IN_PERIOD, mediator=MEDIATOR),
        scheduled(1, MORNING),
        effective(),
        applied(date(2019, 3, 21)),
        e.ConfirmationWithdrawn(occurred_on=date(2019, 3, 22), by=(1,)),
        offered(),
        DELIVERED,
        REFUSED,
    )
    for event in story:
        await scene.record(dispute, event)
        await catch_up(databases.projector)

    assert all(found.is_true for found in await verify_views(databases.projector))

"""What courts said to applications for confirmation, as figures: S3 and S5."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.projections.definitions.figure import Figure, Share
from services.projections.definitions.known import Question
from services.projections.figures import compute
from services.projections.runner import catch_up
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts as p
from services.workflow.domain.fact import Fact
from tests.support.database import Databases
from tests.support.scenes import Scene, effective

COURT = uuid4()
YEAR: dict[str, Any] = {"from_on": date(2019, 1, 1), "to_on": date(2019, 12, 31)}


def applied(on: date) -> e.ConfirmationApplied:
    return e.ConfirmationApplied(
        occurred_on=on,
        version=1,
        court=COURT,
        applicants=(1, 2),
        due_natural=date(2019, 4, 19),
        due_rolled=date(2019, 4, 19),
    )


def march(day: int) -> date:
    return date(2019, 3, day)


def annulled(extent: p.AnnulledExtent) -> e.ConfirmationAnnulled:
    return e.ConfirmationAnnulled(
        occurred_on=date(2019, 9, 1), extent=extent, number="1", ground=""
    )


GRANTED = e.ConfirmationGranted(occurred_on=march(25), ruling_number="民特1号")
S3: tuple[Fact, ...] = (
    effective(),
    applied(march(21)),
    e.ConfirmationDeemedWithdrawn(occurred_on=march(22)),
    applied(march(23)),
    e.ConfirmationRefused(occurred_on=march(24), ground=p.ConfirmationFault.UNCLEAR),
    applied(march(25)),
    GRANTED,
)


@pytest.fixture
async def centre(scene: Scene) -> UUID:
    return await scene.centre("华光街", "650105013")


async def figure(
    databases: Databases, connection: Any, name: str, *, by: str | None = None, **how: Any
) -> Figure:
    await catch_up(databases.projector)
    return await compute(connection, name, Question(region="650105", by=by, **YEAR), **how)


def parts(share: Share) -> dict[str, int]:
    return {part.code: part.count for part in share.made_of}


async def test_each_answer_counts_by_ground_against_who_made_the_agreement(
    scene: Scene, databases: Databases, projector: Any, centre: UUID
) -> None:
    dispute = await scene.registered(centre, "650105013", *S3)

    granted = await figure(databases, projector, "confirmation_granted@1")
    refused = await figure(databases, projector, "confirmation_refused@1", by="organisation")

    assert (granted.total.numerator.count, granted.total.denominator.count) == (1, 3)
    assert (refused.total.numerator.count, refused.total.percent) == (2, "66.7")
    (row,) = refused.rows
    assert row.organisation == centre
    assert parts(row) == {
        "confirmation_deemed_withdrawn": 1,
        "confirmation_granted": 1,
        "confirmation_refused_unclear": 1,
    }
    named = {part.code: part.words for part in row.made_of}
    assert named["confirmation_refused_unclear"][0] == "驳回：内容不明确"
    assert {item.id for item in row.denominator.items} == {dispute}
    assert len({item.events for item in row.denominator.items}) == 3


@pytest.mark.parametrize("extent", p.AnnulledExtent)
async def test_a_grant_annulled_later_leaves_the_figure_and_stays_in_what_was_known(
    scene: Scene, databases: Databases, projector: Any, centre: UUID, extent: p.AnnulledExtent
) -> None:
    story = (effective(), applied(march(21)), GRANTED)
    dispute = await scene.registered(centre, "650105013", *story)
    then = await figure(databases, projector, "confirmation_granted@1")
    await scene.record(dispute, annulled(extent))

    now = await figure(databases, projector, "confirmation_granted@1")
    known = await figure(databases, projector, "confirmation_granted@1", known_at=then.position)
    refused = await figure(databases, projector, "confirmation_refused@1")
    resolved = await figure(databases, projector, "area_resolution@1")

    assert (then.total.percent, now.total.percent, known.total.percent) == ("100.0", "0.0", "100.0")
    assert parts(refused.total) == {f"confirmation_annulled_{extent}": 1}
    stands = extent is p.AnnulledExtent.RULING
    assert resolved.total.numerator.count == int(stands)


async def test_an_application_without_an_answer_stands_beside(
    scene: Scene, databases: Databases, projector: Any, centre: UUID
) -> None:
    await scene.registered(centre, "650105013", effective(), applied(march(21)))

    told = await figure(databases, projector, "confirmation_refused@1", by="area")

    assert told.total.percent is None
    assert [(part.code, part.count) for part in told.total.beside] == [("unanswered", 1)]
    assert [row.code for row in told.rows] == ["华光街"]

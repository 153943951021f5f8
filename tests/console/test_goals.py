"""A plan's goals are judged by exact fractions, for the year and district they were set for."""

from datetime import date
from uuid import UUID

import pytest

from services.console.goals import goals
from services.projections.definitions.figure import Figure, Item, Share, part

PILOTS = ("SMG-HGJ", "SMG-LSJ")


def centres(count: int) -> list[Item]:
    return [Item(id=UUID(int=no), disputes=(), events=(), workers=1) for no in range(count)]


def share(code: str, above: int, below: int, *, is_reached: bool | None = None) -> Share:
    return Share(
        code=code,
        name=code,
        numerator=part("numerator", centres(above)),
        denominator=part("denominator", centres(below)),
        is_reached=is_reached,
    )


def reaching(year: int, total: Share, *rows: Share, region: str = "650105") -> Figure:
    return Figure(
        definition="centres_reaching@1",
        region=region,
        from_on=date(year, 1, 1),
        to_on=date(year, 12, 31),
        by=None,
        total=total,
        rows=rows,
        position=1,
        known_at=None,
        rule_packs=(),
        is_sample=True,
    )


@pytest.mark.parametrize(
    ("year", "above", "below", "is_reached"),
    [
        (2019, 4, 5, True),
        (2019, 11, 14, False),
        (2019, 0, 0, None),
        (2020, 19, 20, True),
        (2020, 13, 14, False),
        (2020, 14, 14, True),
    ],
)
def test_a_share_of_the_centres_is_asked_for(
    year: int, above: int, below: int, is_reached: bool | None
) -> None:
    (goal,) = goals(reaching(year, share("total", above, below)), "zh")

    assert goal.is_reached is is_reached
    assert f"{year}年12月底前" in goal.words


@pytest.mark.parametrize(
    ("verdicts", "is_reached"),
    [((True, True), True), ((True, False), False), ((True, None), None), ((), None)],
)
def test_in_the_first_year_each_pilot_centre_counts(
    verdicts: tuple[bool | None, ...], is_reached: bool | None
) -> None:
    rows = [
        share(code, 1, 1, is_reached=verdict)
        for code, verdict in zip(PILOTS, verdicts, strict=False)
    ]
    other = share("SMG-ZAJ", 0, 1, is_reached=False)

    (goal,) = goals(reaching(2018, share("total", 2, 3), *rows, other), "zh")

    assert goal.is_reached is is_reached


def test_no_goal_is_shown_for_another_year_or_district() -> None:
    whole = share("total", 1, 1)

    assert goals(reaching(2021, whole), "zh") == ()
    assert goals(reaching(2019, whole, region="330281"), "zh") == ()


def test_a_goal_is_told_in_english_too() -> None:
    (goal,) = goals(reaching(2019, share("total", 4, 5)), "en")

    assert goal.words.startswith("By the end of 2019")

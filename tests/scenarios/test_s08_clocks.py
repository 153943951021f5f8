"""S8, its clocks: the sweep records the breach on its legal day; what is paid late restarts one limitation."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest_asyncio

from services.workflow.application.registry import OrganisationDetails
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from tests.support.api import APPLICATION, dispute_id
from tests.support.clock_stories import ClockStory, story_on
from tests.support.database import Databases
from tests.support.reinforcing import (
    COMMISSION,
    COURT,
    confirm,
    payments,
    roads,
    signed_and_sealed,
)
from tests.support.sweeping import types_of
from tests.support.write_side import entry

SECOND = "MED.FOLLOW:instalments/2"
WAGES, COMPENSATION = "LIM.WAGES:claims/1", "LIM.1Y:claims/2"
CLAIMS = [
    {"kind": "remuneration", "amount": 2_640_000},
    {"kind": "economic_compensation", "amount": 800_000, "known_on": "2026-02-02"},
]
RULING = "（2026）新0105诉前调确73号"
AWARD = "水劳人仲案〔2026〕44号裁决书"
OPEN_ROADS = {"arbitration", "payment_order", "direct_suit"}


@pytest_asyncio.fixture(loop_scope="module")
async def story(migrated: Databases, tmp_path: Path) -> AsyncIterator[ClockStory]:
    async with story_on(migrated, tmp_path) as told:
        yield told


async def named_by_article_10(story: ClockStory) -> None:
    basis = {"is_article_10": True, "basis": "街道设立的调解组织", "from_on": "2026-03-01"}
    path = f"/v1/organisations/{story.api.service.body('centre')}/legal-basis"
    answer = await story.api.post(path, basis, role=Role.SUPERVISOR)
    assert answer.status_code in {200, 201}, answer.text


async def first_paid(story: ClockStory) -> str:
    """On wages alone, in effect on 10 March; the first of two instalments is paid on its day."""
    await named_by_article_10(story)
    story.on(2026, 3, 10)
    dispute = await story.agreed()
    story.on(2026, 4, 15)
    await story.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    return dispute


async def on_two_claims(story: ClockStory) -> str:
    """Wages in two instalments and compensation in a third, in effect on 12 March."""
    story.on(2026, 3, 10)
    dispute = await story.api.registered(claims=CLAIMS)
    story.addresses.append(dispute)
    employment = {"started_on": "2020-01-01", "ended_on": "2026-01-31", "post": "worker"}
    await story.done(f"{dispute}/parties/1/employment", employment)
    await story.accept(dispute)
    await story.done(f"{dispute}/mediator", {"mediator": str(story.api.service.mediator)})
    one, two, three = payments(1_320_000, 1_320_000, 800_000)
    terms = [{"claim": 1, "instalments": [one, two]}, {"claim": 2, "instalments": [three]}]
    await story.done(f"{dispute}/terms", {"terms": terms})
    story.on(2026, 3, 12)
    await signed_and_sealed(story.api, dispute)
    story.on(2026, 4, 15)
    await story.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    return dispute


async def by_key(story: ClockStory, dispute: str) -> dict[str, dict[str, Any]]:
    told = await story.read(f"{dispute}/deadlines")
    return {one["key"]: one for one in told["deadlines"]}


def causes(one: dict[str, Any]) -> list[tuple[str, str]]:
    """What interrupted it, as its explanation tells."""
    steps = one["explanation"]
    return [(step["on"], step["cause"]) for step in steps if step["reason"] == "interrupted"]


async def test_the_breach_is_recorded_for_the_day_after_the_due_day_however_late(
    story: ClockStory,
) -> None:
    dispute = await first_paid(story)
    (due,) = await story.due(dispute, "MED.FOLLOW")
    assert (due["about"], due["act_by"], due["lapse"]) == (
        "instalments/2", "2026-05-15", "performance_breached",
    )  # fmt: skip
    assert set((await roads(story.api, dispute)).values()) <= {
        "nothing_overdue", "route_not_from_here",
    }  # fmt: skip
    story.on(2026, 5, 15)
    assert await story.sweep() == 0
    assert (await story.tasks(dispute, "MED.FOLLOW"))[0]["light"] == "amber"

    # The sweep stood still over the week-end and the days after.
    story.on(2026, 5, 20)
    assert await story.sweep() == 1
    assert await story.sweep() == 0

    (breach,) = await story.lapses(dispute)
    assert (breach.event.instalment, breach.event.outstanding) == (2, 1_320_000)
    assert (breach.event.due_on, breach.event.occurred_on) == (date(2026, 5, 15), date(2026, 5, 16))
    assert breach.meta.actor == "sweep"
    routes = {one["route"]: one for one in await story.read(f"{dispute}/routes")}
    assert {name for name, one in routes.items() if one["is_open"]} == OPEN_ROADS
    assert all(one["rule"]["title"] and one["rule"]["source"] for one in routes.values())
    (task,) = await story.tasks(dispute, "MED.FOLLOW")
    assert (task["light"], task["days_left"], task["status"]) == ("red", -5, "lapsed")
    for method in ("telephone", "message"):
        await story.done(f"{dispute}/reminders", {"instalment": 2, "method": method})
    history = await story.api.service.reader.history(dispute_id(dispute), story.api.service.clerk)
    assert types_of(history)[-2:] == ["PerformanceReminded"] * 2
    # A breach that somebody reports as well is the same breach.
    again = await story.api.post(f"{dispute}/breaches", {"instalment": 2})
    assert (again.status_code, again.json()["code"]) == (409, "breach_said_already")


async def tells_why_it_moved(story: ClockStory, dispute: str) -> None:
    """The last line of the journal is that of the limitation of the wages."""
    await story.follow()
    *_, moved = (await story.read(f"{dispute}/deadline-moves"))["items"]
    assert (moved["rule"], moved["about"], moved["cause"]) == (
        "LIM.WAGES", "claims/1", "PerformanceRecorded",
    )  # fmt: skip
    assert [change["code"] for change in moved["changes"]] == ["interruption"]
    assert (moved["due_rolled_was"], moved["due_rolled_is"]) == ("2027-05-17", "2027-05-25")


async def test_half_paid_late_restarts_the_limitation_of_that_claim_alone(
    story: ClockStory,
) -> None:
    dispute = await on_two_claims(story)
    story.on(2026, 5, 16)
    assert await story.sweep() == 1
    broken = await by_key(story, dispute)
    assert causes(broken[WAGES])[-1] == ("2026-05-15", "agreement_not_performed")
    # The corresponding day of the year after is a Saturday.
    assert (broken[WAGES]["due_natural"], broken[WAGES]["due_rolled"]) == (
        "2027-05-15", "2027-05-17",
    )  # fmt: skip
    assert causes(broken[COMPENSATION])[-1] == ("2026-06-15", "performance_due")

    story.on(2026, 5, 25)
    await story.follow()
    await story.done(f"{dispute}/performances", {"amount": 660_000, "instalment": 2})

    await tells_why_it_moved(story, dispute)
    told = await by_key(story, dispute)
    wages = told[WAGES]
    assert (wages["start"], wages["runs_from"], wages["due_rolled"]) == (
        "2026-01-31", "2026-05-25", "2027-05-25",
    )  # fmt: skip
    assert causes(wages) == [
        ("2026-03-10", "mediation_applied"),
        ("2026-03-12", "agreement_effective"),
        ("2026-04-15", "agreement_performed_in_part"),
        ("2026-05-15", "agreement_not_performed"),
        ("2026-05-25", "agreement_performed_in_part"),
    ]
    (last,) = [step for step in wages["explanation"] if step["on"] == "2026-05-25"]
    assert "履行" in last["zh"]
    assert told[COMPENSATION]["due_rolled"] == broken[COMPENSATION]["due_rolled"] == "2027-06-15"
    assert causes(told[COMPENSATION]) == causes(broken[COMPENSATION])
    assert told[SECOND]["status"] == "lapsed"
    # Then nothing: what stays unpaid is one breach, and the third instalment's is another.
    story.on(2026, 6, 16)
    assert await story.sweep() == 1
    assert [one.event.instalment for one in await story.lapses(dispute)] == [2, 3]


async def test_confirmed_the_breach_opens_enforcement_alone_for_two_years(
    story: ClockStory,
) -> None:
    await named_by_article_10(story)
    story.on(2026, 3, 10)
    dispute = await story.agreed()
    assert (await confirm(story.api, dispute)).status_code == 200
    ruling = {"ruling_number": RULING}
    await story.api.done(f"{dispute}/confirmation/ruling", ruling, role=COURT)
    story.on(2026, 4, 15)
    await story.done(f"{dispute}/performances", {"amount": 1_320_000, "instalment": 1})
    story.on(2026, 5, 16)
    assert await story.sweep() == 1

    found = await roads(story.api, dispute)
    assert {road for road, why_not in found.items() if why_not is None} == {"enforcement"}
    enforcement = (await story.deadlines(dispute))["ENF.2Y"]
    assert enforcement["status"] == "running"
    assert (enforcement["start"], enforcement["due_natural"]) == ("2026-05-15", "2028-05-15")


async def intermediate_court(story: ClockStory) -> str:
    """A token of a court of the city."""
    details = OrganisationDetails(
        code="intermediate",
        name="乌鲁木齐市中级人民法院",
        short_name="乌鲁木齐中院",
        kind=OrganisationKind.COURT,
        tier=Tier.CITY,
        region=RegionCode("650100"),
        established_on=date(2018, 1, 1),
    )
    await story.api.service.registry.register_organisation(details, entry())
    return story.api.token("court_liaison", "intermediate", region="650100")


async def enforced_and_contested(story: ClockStory, other: str) -> str:
    """A final award: the employer asks one court to set it aside, the worker another to enforce it."""
    api = story.api
    case_number = "水劳人仲收〔2026〕44号"
    filing = APPLICATION | {"body": str(api.service.body("commission")), "case_number": case_number}
    filed = await api.post("/v1/direct-filings", filing, role=COMMISSION)
    dispute = str(filed.headers["Location"])
    case = f"{dispute}/arbitration"
    await api.done(f"{case}/acceptance", {"number": "水劳人仲案〔2026〕44号"}, role=COMMISSION)
    items = [{"no": 1, "claim": 1, "amount": 2_000_000, "is_final": True}]
    await api.done(f"{case}/award", {"number": AWARD, "items": items}, role=COMMISSION)
    for party in (1, 2):
        await api.done(f"{case}/award/service", {"party": party}, role=COMMISSION)
    aside = {"court": str(api.service.body("intermediate")), "by": 2}
    await api.done(f"{dispute}/award-annulment", aside, token=other)
    sought = {"court": str(api.service.body("court")), "by": [1], "instrument": "award"}
    await api.done(f"{dispute}/enforcement", sought, role=COURT)
    return dispute


async def test_enforcement_beside_the_other_sides_suit_alerts_both_bodies(
    story: ClockStory,
) -> None:
    other = await intermediate_court(story)
    dispute = await enforced_and_contested(story, other)
    await story.follow()

    for token in (other, story.api.tokens[COURT], story.api.tokens[Role.SUPERVISOR]):
        sent = {"Authorization": f"Bearer {token}"}
        path = "/v1/exceptions?code=enforced_and_sued"
        (alert,) = (await story.api.client.get(path, headers=sent)).json()["items"]
        assert alert["dispute"] == str(dispute_id(dispute))
        assert {one["id"] for one in alert["bodies"]} == {
            str(story.api.service.body(code)) for code in ("court", "intermediate")
        }
    assert (await story.read("/v1/exceptions?code=enforced_and_sued"))["items"] == []

    ruling = {"number": "（2026）新01民特44号"}
    await story.api.done(f"{dispute}/award-annulment/ruling", ruling, token=other)
    await story.follow()
    path = "/v1/exceptions?code=enforced_and_sued"
    assert (await story.api.get(path, role=Role.SUPERVISOR)).json()["items"] == []

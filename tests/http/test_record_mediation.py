"""What the record tells of its mediation: consent, period and rule, agreed facts, failure, other disputes."""

from datetime import timedelta

from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id

UNDISPUTED = "双方确认拖欠三个月工资"


async def test_the_period_of_the_mediation_is_told_with_its_rule(api: Api) -> None:
    dispute = await api.registered()
    assert (await api.get(dispute)).json()["mediation"]["period"] is None
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    told = (await api.get(dispute)).json()["mediation"]
    today = api.service.clock.today()

    assert told["consented_on"] == "2026-03-10"
    assert told["period"]["start_on"] == today.isoformat()
    assert told["period"]["ends_on"] == (today + timedelta(days=15)).isoformat()
    assert told["period"]["rule"]["id"] == "MED.15.ACCEPT"
    assert told["period"]["rule"]["source"]


async def test_agreed_facts_are_read_by_those_who_see_names(api: Api) -> None:
    dispute = await api.in_mediation()
    facts = {"facts": UNDISPUTED, "agreed_by": [1, 2]}
    await api.done(f"{dispute}/undisputed-facts", facts, role=Role.MEDIATOR)
    of_clerk = (await api.get(dispute)).json()["mediation"]["undisputed"]
    of_supervisor = (await api.get(dispute, role=Role.SUPERVISOR)).json()["mediation"]["undisputed"]

    assert (of_clerk, of_supervisor) == ([UNDISPUTED], [None])


async def test_why_it_failed_is_told_until_it_is_tried_again(api: Api) -> None:
    dispute = await api.in_mediation()
    reasons = [{"code": "gap_too_wide", "party": None}]
    await api.done(f"{dispute}/failure", {"reasons": reasons}, role=Role.MEDIATOR)
    assert (await api.get(dispute)).json()["mediation"]["failure_reasons"] == reasons
    await api.done(f"{dispute}/restart", {"consented_by": [1, 2]})

    assert (await api.get(dispute)).json()["mediation"]["failure_reasons"] == []


async def test_why_it_was_declined_is_told(api: Api) -> None:
    dispute = await api.registered()
    declined = {"ground": "out_of_scope", "guidance": "请向法院起诉"}
    await api.done(f"{dispute}/declination", declined)

    assert (await api.get(dispute)).json()["decline_ground"] == "out_of_scope"


async def test_linked_disputes_are_told_until_the_link_is_taken_back(api: Api) -> None:
    dispute, other = await api.registered(), str(dispute_id(await api.registered()))
    await api.done(f"{dispute}/matter/link", {"other": other, "reason": "同一批"}, If_Match='"1"')
    assert (await api.get(dispute)).json()["related"] == [{"other": other, "decision": "linked"}]
    unlinked = {"other": other, "reason": "并非同一批"}
    await api.done(f"{dispute}/matter/unlink", unlinked, If_Match='"2"')

    assert (await api.get(dispute)).json()["related"] == []


async def test_an_archived_dispute_tells_until_when_it_is_kept(api: Api) -> None:
    dispute = await api.registered()
    assert (await api.get(dispute)).json()["retention_until"] is None
    await api.done(f"{dispute}/withdrawal", {"reason": "no_longer_pursued", "by": [1]})
    await api.done(f"{dispute}/archiving", {})

    assert (await api.get(dispute)).json()["retention_until"] > "2026-03-10"
    await api.done(f"{dispute}/reopening", {"reason": "归档有误"}, If_Match='"4"')
    assert (await api.get(dispute)).json()["retention_until"] is None

"""S1 with a court of its own over HTTP, and what the other stand-ins do: a commission, a bureau."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from services.cli.example import Example
from services.cli.standins import set_up
from services.workflow.application.registry import mediator_id, organisation_id
from tests.examples.running import Running
from tests.examples.standins import Playing, playing, until

COURT = str(organisation_id("SMG-FY"))
COMMISSION = str(organisation_id("SMG-LDRSZC"))
CENTRE = str(organisation_id("SMG-HGJ"))
MEDIATOR = str(mediator_id("新调解字6501050012号"))
APPLICATION = {
    "occurred_at": "2026-03-02T10:20:00+08:00",
    "channel": "counter",
    "region": "650105013",
    "is_oral": True,
    "matter": "三个月工资 26,400 元未付，多次催讨无果。",
    "parties": [
        {"side": "claimant", "kind": "worker", "name": "麦某", "phone": "13999000001"},
        {"side": "respondent", "kind": "employer", "name": "新疆某某建筑劳务有限公司"},
    ],
    "claims": [{"kind": "remuneration", "amount": 2_640_000}],
}
FORGERIES = ("signature", "stale", "unknown_dispute", "changed_body")
PAYMENTS = [{"no": no, "due_on": f"2026-0{3 + no}-15", "amount": 660_000} for no in range(1, 5)]


@pytest.fixture(scope="module")
def played(service: Running) -> Iterator[list[Playing]]:
    with playing(service, "court", "commission", "bureau") as found:
        yield found


@pytest.fixture
def court(played: list[Playing]) -> Playing:
    return played[0]


@pytest.fixture
def commission(played: list[Playing]) -> Playing:
    return played[1]


@pytest.fixture
def bureau(played: list[Playing]) -> Playing:
    return played[2]


def applied_for(service: Running) -> str:
    """A dispute from the oral application to the joint application for confirmation."""
    dispute: str = service.post("/v1/disputes", APPLICATION)["dispute"]
    for path, role, body in (
        ("acceptance", "clerk", {"occurred_on": "2026-03-04", "other_side_consented_on": "2026-03-04"}),
        ("mediator", "clerk", {"occurred_on": "2026-03-05", "mediator": MEDIATOR}),
        ("terms", "mediator", {"occurred_on": "2026-03-09", "terms": [{"claim": 1, "instalments": PAYMENTS}]}),
        ("signatures", "mediator", {"occurred_on": "2026-03-09", "party": 1}),
        ("signatures", "mediator", {"occurred_on": "2026-03-12", "party": 2}),
        ("signatures", "mediator", {"occurred_on": "2026-03-12"}),
        ("seal", "clerk", {"occurred_on": "2026-03-13"}),
        ("confirmation", "clerk", {"occurred_on": "2026-03-20", "court": COURT, "applicants": [1, 2]}),
    ):  # fmt: skip
        service.post(f"/v1/disputes/{dispute}/{path}", body, role)
    return dispute


def state_of(service: Running, dispute: str) -> str:
    found: str = service.get(f"/v1/disputes/{dispute}")["state"]
    return found


def history(service: Running, dispute: str) -> list[tuple[str, str]]:
    """Each thing that happened with who recorded it, once the ruling is among them."""
    items = service.get(f"/v1/disputes/{dispute}/history")["items"]
    lines = [(entry["text"], entry["actor"]["text"]) for entry in items]
    return lines if any("裁定调解协议有效" in line for line, _ in lines) else []


def test_a_court_that_gets_the_application_confirms_it(service: Running, court: Playing) -> None:
    """It waits for webhooks alone."""
    court.order(pull=False)
    dispute = applied_for(service)
    until(lambda: state_of(service, dispute) == "enforceable")

    told = service.get(f"/v1/disputes/{dispute}")
    number = told["instrument"]
    assert number.startswith("（2026）新0105民特")
    assert told["reinforcement"]["docket_number"] == number
    assert told["agreement"]["effective_on"] == "2026-03-13"
    *_, applied, docketed, ruled = until(lambda: history(service, dispute))
    assert applied[0].startswith("申请人麦某、被申请人新疆某某建筑劳务有限公司共同向")
    assert docketed[0] == f"法院受理司法确认申请，案号{number}。"
    assert ruled[0] == f"法院裁定调解协议有效，裁定书{number}，可以申请强制执行。"
    assert "水磨沟区人民法院" in ruled[1]
    assert court.state()["first_by_feed"] == 0
    court.order(behave=True)


def test_the_court_is_told_by_webhook_what_its_feed_proves(
    service: Running, court: Playing
) -> None:
    dispute = applied_for(service)
    until(lambda: "ConfirmationGranted" in court.events(dispute))

    assert court.events(dispute) == [
        "ConfirmationApplied",
        "ConfirmationDocketed",
        "ConfirmationGranted",
    ]
    until(lambda: court.state()["deliveries"] == court.state()["events"])
    until(lambda: court.state()["feed"]["sequence"] == court.state()["events"])
    assert court.state()["late"] == 0


def test_doubled_reordered_and_forged_messages_have_one_effect(
    service: Running, court: Playing
) -> None:
    """The ruling comes first, and three times; it waits for the docketing that comes after it."""
    court.order(double=3, reorder=True, forge=list(FORGERIES))
    dispute = applied_for(service)
    until(lambda: len(answered(court, dispute)) == 2)
    court.order(behave=True)

    assert answered(court, dispute) == [202, 202]
    until(lambda: "ConfirmationGranted" in court.events(dispute))
    assert court.events(dispute)[1:] == ["ConfirmationDocketed", "ConfirmationGranted"]
    assert "假" not in service.get(f"/v1/disputes/{dispute}")["instrument"]
    kept = service.get("/v1/inbox-messages", "clerk", dispute=dispute)["items"]
    assert [each["verdict"] for each in kept] == ["applied", "applied"]
    assert court.state()["forgeries answered 401"] == 4
    assert court.state()["forgeries answered 409"] == 2


def answered(court: Playing, dispute: str) -> list[int]:
    """How the service answered the court's messages on a dispute, those it answered."""
    sent = court.state()["messages"]
    return [each["answer"] for each in sent if each["dispute"] == dispute and each["answer"]]


def referred(service: Running) -> str:
    """A dispute that was offered to the commission on the worker's application."""
    dispute: str = service.post("/v1/disputes", APPLICATION)["dispute"]
    offer = {
        "to": COMMISSION,
        "reason": "申请人要求仲裁",
        "applicant": 1,
        "occurred_on": "2026-03-05",
    }
    service.post(f"/v1/disputes/{dispute}/referrals", offer)
    return dispute


def ended(service: Running, dispute: str) -> Any:
    """The offer, once it was answered."""
    told = service.get(f"/v1/disputes/{dispute}/referrals/1")
    return told if told["step"] in {"accepted", "refused"} else None


def test_a_commission_checks_the_package_takes_the_dispute_over_and_decides(
    service: Running, commission: Playing
) -> None:
    commission.order(handling={"until": "award"})
    dispute = referred(service)
    until(lambda: commission.events(dispute).count("AwardServed") == 2)

    assert state_of(service, dispute) == "award_issued"
    referral = service.get(f"/v1/disputes/{dispute}/referrals/1")
    assert [each["step"] for each in referral["messages"]][-2:] == ["received", "accepted"]


def test_a_commission_that_refuses_says_why_and_the_sender_works_on(
    service: Running, commission: Playing
) -> None:
    commission.order(handling={"decision": "refuse", "ground": "wrong_jurisdiction"})
    dispute = referred(service)
    referral = until(lambda: ended(service, dispute))

    assert referral["step"] == "refused"
    assert referral["custodian"] == CENTRE
    assert state_of(service, dispute) == "registered"


def test_a_commission_that_finds_an_offer_recalled_goes_on_with_the_next(
    service: Running, commission: Playing
) -> None:
    commission.order(behave=True, down=60, handling={"decision": "accept"})
    gone = referred(service)
    service.post(f"/v1/disputes/{gone}/referrals/1/recall", {"reason": "申请人撤回"})
    dispute = referred(service)
    commission.order(down=0)
    referral = until(lambda: ended(service, dispute))

    assert referral["step"] == "accepted"
    until(lambda: "ReferralOffered" in commission.events(gone))
    assert not [each for each in commission.state()["messages"] if each["dispute"] == gone]


def test_a_bureau_registers_once_and_follows_what_becomes_of_it(
    service: Running, bureau: Playing
) -> None:
    bureau.order(pull=False)
    application = {"organisation": CENTRE, **APPLICATION, "channel": "partner_transfer"}
    first = bureau.order(register={"number": "12345-1", "application": application})
    again = bureau.order(register={"number": "12345-1", "application": application})
    consented = {"occurred_on": "2026-03-04", "other_side_consented_on": "2026-03-04"}
    service.post(f"/v1/disputes/{first['dispute']}/acceptance", consented)
    until(lambda: bureau.order(disputes=True).get(first["dispute"], {}).get("state") == "accepted")

    assert again["dispute"] == first["dispute"]
    assert bureau.events(first["dispute"]) == ["DisputeRegistered", "ApplicationAccepted"]
    assert bureau.state()["first_by_feed"] == 0


def test_a_court_that_is_down_for_a_while_misses_nothing(service: Running, court: Playing) -> None:
    court.order(down=0.8)
    dispute = applied_for(service)
    until(lambda: state_of(service, dispute) == "enforceable")

    assert court.events(dispute)[0] == "ConfirmationApplied"


def test_a_court_that_was_silent_answers_from_then_on(service: Running, court: Playing) -> None:
    court.order(silent=True)
    before = applied_for(service)
    until(lambda: court.events(before))
    court.order(silent=False)
    after = applied_for(service)
    until(lambda: state_of(service, after) == "enforceable")

    assert state_of(service, before) == "confirmation_pending"


def test_set_up_again_stand_ins_keep_what_they_were_handed(
    service: Running, played: list[Playing]
) -> None:
    files = [each.placed.folder / "credentials.json" for each in played]
    before = [file.read_bytes() for file in files]
    service.ask(lambda side: set_up(side, Example.SHUIMOGOU, files[0].parents[1]))

    assert [file.read_bytes() for file in files] == before
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_stand_in_fails_as_it_is_told_and_then_no_more(bureau: Playing) -> None:
    bureau.order(fail={"status": 429, "times": 1})
    answers = [httpx2.post(f"{bureau.placed.url}/webhooks", content=b"{}") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [429, 401]
    assert answers[0].headers["Retry-After"] == "1"
    refused = httpx2.post(f"{bureau.placed.url}/control", json={"explode": True})
    assert refused.status_code == 400
    assert "reorder" in refused.json()["error"]

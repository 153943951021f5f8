"""The read side by HTTP: lists, histories in plain words, and reading one's own writes."""

from typing import Any

import pytest

from services.projections.http.router import READS
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api
from tests.support.database import Databases
from tests.support.following import projecting
from tests.support.queries import rows_of

CANARY = "金丝雀八成"


async def read(api: Api, databases: Databases, path: str, **how: Any) -> Any:
    """The answer, once everything recorded so far is in the read models."""
    await catch_up(databases.projector)
    answer = await api.get(path, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def performed(api: Api) -> str:
    """The address of a dispute that went the whole way of S1, in one instalment."""
    dispute = await api.effective(2_640_000)
    court = str(api.service.body("court"))
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    liaison: Any = {"role": Role.COURT_LIAISON}
    number = "（2026）新0105民特12号"
    await api.done(f"{dispute}/confirmation/docketing", {"number": number}, **liaison)
    await api.done(f"{dispute}/confirmation/ruling", {"ruling_number": number}, **liaison)
    await api.done(f"{dispute}/performances", {"amount": 2_640_000, "instalment": 1})
    await api.done(f"{dispute}/closing", {"outcome": "agreement_performed"})
    return dispute


async def test_a_history_reads_in_plain_chinese(api: Api, migrated: Databases) -> None:
    dispute = await performed(api)
    number = (await api.get(dispute)).json()["case_number"]

    history = await read(api, migrated, f"{dispute}/history")

    assert [entry["text"] for entry in history["items"]] == [
        (
            "收到申请人阿依古丽对被申请人乌鲁木齐某某建筑有限公司的调解申请（窗口），"
            f"水磨沟区centre登记为{number}，请求：劳动报酬26,400.00元。"
        ),
        "受理调解申请，对方于2026年3月10日同意调解。",
        "指派调解员王调解主持调解（调解员证新调0001）。",
        (
            "双方达成合意：支付26,400.00元，于2026年4月15日付清；"
            "须经双方当事人签名或盖章、调解员签名、调解组织印章后生效。"
        ),
        "申请人阿依古丽签署调解协议。",
        "被申请人乌鲁木齐某某建筑有限公司签署调解协议。",
        "调解员签署调解协议。",
        "水磨沟区centre在调解协议上盖章。",
        "调解协议生效，应付26,400.00元。",
        (
            "申请人阿依古丽、被申请人乌鲁木齐某某建筑有限公司共同向水磨沟区court申请司法确认，"
            "申请期限至2026年4月9日。"
        ),
        "法院受理司法确认申请，案号（2026）新0105民特12号。",
        "法院裁定调解协议有效，裁定书（2026）新0105民特12号，可以申请强制执行。",
        "已支付26,400.00元（第1期）。",
        "结案：协议已履行。",
    ]
    assert history["items"][10]["actor"]["text"] == "水磨沟区court法院联络员（court_liaison@court）"


async def test_a_history_says_where_each_event_stands(api: Api, migrated: Databases) -> None:
    dispute = await api.in_mediation()
    history = await read(api, migrated, f"{dispute}/history")
    first, *_, last = history["items"]

    assert history["version"] == last["version"] == len(history["items"])
    assert last["id"] == f"{history['dispute']}/{last['version']}"
    assert last["position"] > first["position"]
    assert last["occurred_on"] == "2026-03-10"
    assert last["recorded_at"] >= first["recorded_at"]
    assert last["actor"]["account"] == "clerk@centre"
    assert last["actor"]["organisation"] == str(api.service.body("centre"))


async def test_a_history_reads_in_english_for_those_who_prefer_it(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.effective(2_640_000)
    history = await read(api, migrated, f"{dispute}/history", Accept_Language="en, zh;q=0.5")
    texts = [entry["text"] for entry in history["items"]]

    assert "Mediator 王调解 was assigned (certificate 新调0001)." in texts
    assert "The agreement took effect; 26,400.00 yuan is due." in texts
    assert history["items"][0]["actor"]["text"] == "clerk clerk@centre of 水磨沟区centre"


async def test_who_may_not_see_names_reads_of_somebody(api: Api, migrated: Databases) -> None:
    dispute = await api.registered()
    path = f"/v1/disputes?ids={dispute.rsplit('/', 1)[1]}"

    listed = await read(api, migrated, path, role=Role.SUPERVISOR)
    history = await read(api, migrated, f"{dispute}/history", role=Role.SUPERVISOR)

    worker, employer = listed["items"][0]["parties"]
    assert (worker["name"], employer["name"]) == (None, "乌鲁木齐某某建筑有限公司")
    assert history["items"][0]["text"].startswith("收到申请人某某对被申请人乌鲁木齐")
    named = (await read(api, migrated, path))["items"][0]["parties"][0]
    assert named["name"] == "阿依古丽"


async def test_lists_histories_and_single_reads_agree_on_who_sees_what(
    api: Api, migrated: Databases
) -> None:
    await api.registered()
    offered = await api.in_mediation()
    commission = str(api.service.body("commission"))
    body = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{offered}/referrals", body)
    await performed(api)
    elsewhere = api.token("clerk", "other-centre")
    other = await api.post("/v1/disputes", APPLICATION | {"region": "650106001"}, token=elsewhere)
    assert other.status_code == 201, other.text
    await catch_up(migrated.projector)
    everything = {row[0] for row in rows_of(migrated.app, "SELECT dispute FROM views.dispute_list")}
    callers = [
        *api.tokens.values(),
        elsewhere,
        api.token("supervisor", region="650106"),
        api.token("supervisor", region="650100"),
        api.token("supervisor", region="330281"),
        api.token("mediator", "court"),
    ]

    seen = set()
    for token in callers:
        listed = {item["id"] for item in await walked(api, token)}
        for dispute in everything:
            is_listed = str(dispute) in listed
            for path in (f"/v1/disputes/{dispute}", f"/v1/disputes/{dispute}/history"):
                answer = await api.client.get(path, headers=bearer(token))
                assert answer.status_code == (200 if is_listed else 404), (path, answer.text)
        seen.add(len(listed))

    assert {0, len(everything)} < seen


async def walked(api: Api, token: str) -> list[dict[str, Any]]:
    """Every dispute that the list shows, by following the Link of each page."""
    items: list[dict[str, Any]] = []
    path = "/v1/disputes?limit=2"
    while path:
        answer = await api.client.get(path, headers=bearer(token))
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        link = answer.headers.get("Link", "")
        assert bool(link) == bool(answer.json()["next"])
        path = link.removeprefix("<").partition(">")[0]
    return items


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_the_link_to_the_next_page_keeps_what_was_asked(
    api: Api, migrated: Databases
) -> None:
    for _ in range(3):
        await api.registered()
    await catch_up(migrated.projector)
    asked = "/v1/disputes?limit=1&state=registered&text=水磨沟&total=true"
    first = await api.get(asked)
    link = first.headers["Link"]
    second = await api.get(link.removeprefix("<").partition(">")[0])

    assert link.endswith('; rel="next"')
    assert first.json()["total"] == second.json()["total"] >= 3
    assert first.json()["items"] != second.json()["items"]
    assert {item["state"] for item in second.json()["items"]} == {"registered"}


async def test_what_was_said_in_confidence_is_nowhere_on_the_read_side(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/confidential-notes", {"note": CANARY}, role=Role.MEDIATOR)
    await api.done(f"{dispute}/tasks/MED.15.RECEIPT/done", {"note": CANARY})
    await catch_up(migrated.projector)
    identity = dispute.rsplit("/", 1)[1]
    figure = "area_resolution@1?region=650105&from=2026-01-01&to=2026-12-31"

    for operation in READS:
        path = operation.path.replace("{dispute_id}", identity).replace("{definition}", figure)
        for role in (Role.MEDIATOR, Role.SUPERVISOR):
            answer = await api.get(path, role=role)
            assert CANARY not in answer.text
            assert "ConfidentialNote" not in answer.text
    tables = rows_of(
        migrated.admin, "SELECT table_name FROM views.positions WHERE is_live ORDER BY 1"
    )
    for (table,) in tables:
        kept = rows_of(migrated.admin, f"SELECT t::text FROM views.{table} t")
        assert kept
        assert not [row for row in kept if CANARY in row[0] or CANARY.encode().hex() in row[0]]


async def test_a_command_is_read_back_by_its_position(api: Api, migrated: Databases) -> None:
    async with projecting(migrated.projector):
        for _ in range(5):
            answer = await api.post("/v1/disputes", APPLICATION)
            position = int(answer.headers["Log-Position"])
            identity = answer.json()["dispute"]
            listed = await api.get(f"/v1/disputes?ids={identity}&min_position={position}")
            history = await api.get(f"/v1/disputes/{identity}/history?min_position={position}")

            assert [item["id"] for item in listed.json()["items"]] == [identity]
            assert int(listed.headers["Log-Position"]) >= position
            assert history.json()["version"] == 1


async def test_a_position_not_reached_in_time_is_told_as_behind(
    api: Api, migrated: Databases
) -> None:
    await catch_up(migrated.projector)
    answer = await api.post("/v1/disputes", APPLICATION)
    position = int(answer.headers["Log-Position"])
    late = await api.get(f"/v1/disputes?min_position={position}")

    assert late.status_code == 503
    assert late.json()["type"] == "/problems/read-model-behind"
    assert late.headers["Retry-After"] == "1"
    assert int(late.headers["Log-Position"]) < position
    await catch_up(migrated.projector)
    assert (await api.get(f"/v1/disputes?min_position={position}")).status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("regoin=650105", "regoin"),
        ("region=999999", "region"),
        ("state=done", "state"),
        ("custodian=centre", "custodian"),
        ("received_from=2026-02-30", "received_from"),
        ("is_open=yes", "is_open"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=1&limit=2", "limit"),
        ("cursor=WzFd", "cursor"),
        ("text=%00", "text"),
        ("text=", "text"),
        ("ids=1", "ids"),
        ("min_position=-1", "min_position"),
        ("min_position=9223372036854775807", "min_position"),
        ("min_position=9223372036854775808", "min_position"),
    ],
)
async def test_a_parameter_that_cannot_be_meant_is_told_at_its_name(
    api: Api, query: str, parameter: str
) -> None:
    answer = await api.get(f"/v1/disputes?{query}")
    english = await api.get(f"/v1/disputes?{query}", Accept_Language="en")

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]
    assert english.json()["errors"][0]["detail"].isascii()


async def test_all_faults_of_a_query_are_told_at_once(api: Api) -> None:
    answer = await api.get("/v1/disputes?state=x&limit=x")

    assert {error["parameter"] for error in answer.json()["errors"]} == {"state", "limit"}


async def test_who_has_nothing_to_read_is_refused(api: Api, migrated: Databases) -> None:
    await catch_up(migrated.projector)
    token = api.token("clerk")
    for path in ("/v1/disputes", "/v1/organisations", "/v1/projections", "/v1/figures"):
        answer = await api.client.get(path, headers=bearer(token))
        assert answer.status_code == 403, path
        assert (await api.client.get(path)).status_code == 401


@pytest.mark.parametrize(
    "dispute", ["x", "00000000-0000-0000-0000-00000000000x", "00000000-0000-5000-8000-000000000000"]
)
async def test_a_dispute_that_is_not_there_has_no_history(api: Api, dispute: str) -> None:
    answer = await api.get(f"/v1/disputes/{dispute}/history")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "没有这件争议，或您无权知悉"


async def test_an_answer_says_in_what_language_it_is_and_for_whom(api: Api) -> None:
    answer = await api.get("/v1/organisations?kind=court", Accept_Language="en")

    assert answer.headers["Content-Language"] == "en"
    assert "Authorization" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert [body["kind_name"] for body in answer.json()["items"]] == ["court"]

"""What is for whoever has begun it alone: answered with content to that account or body, hidden from others."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from services.partners.imports.composing import worker_on
from services.partners.profiles.partner import ALL_SCOPES, ROLES, PartnerKind
from services.projections.runner import catch_up
from tests.support.api import Api, api_on
from tests.support.database import Databases
from tests.support.partners import partner
from tests.support.uploads import PART, declared, pdf

BODIES = {
    PartnerKind.COURT: "court",
    PartnerKind.COMMISSION: "commission",
    PartnerKind.ORGANISATION: "centre",
    PartnerKind.BUREAU: "other-centre",
    PartnerKind.SUPERVISOR: None,
}
LEDGER = """登记编号,调解组织,区划代码,登记日期,申请人,被申请人,争议类型
1,nobody,650105013,2026-01-06,张三,某某公司,劳动报酬
""".encode()
REPORTS = ("", "/progress", "/report.xlsx", "/report.json")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        await partner(running.partners.profiles, "court", requests_per_minute=10_000)
        yield running


def token(api: Api, kind: PartnerKind | None, account: str = "begun") -> str:
    """Of a partner's system of that kind, or of a clerk of the centre."""
    role = ROLES[kind or PartnerKind.ORGANISATION].value
    code = BODIES[kind or PartnerKind.ORGANISATION]
    told: dict[str, Any] = {"role": role, "region": "650105"}
    if code:
        told["org"] = str(api.service.body(code))
    if kind:
        told |= {"partner": "court", "scope": " ".join(ALL_SCOPES)}
    return api.issuer.issue(f"{account}-{kind}", told, lifetime_seconds=3600)


async def call(api: Api, method: str, path: str, token: str, **sent: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}", **sent.pop("headers", {})}
    return await api.client.request(method, path, headers=headers, **sent)


@pytest.mark.parametrize("kind", [None, PartnerKind.ORGANISATION])
async def test_an_upload_goes_on_for_the_account_that_began_it(
    api: Api, migrated: Databases, kind: PartnerKind | None
) -> None:
    own, other = token(api, kind), token(api, kind, "other")
    dispute, content = await api.registered(), pdf()
    declared_file = await api.post(f"{dispute}/files", declared(content), token=own)
    assert declared_file.status_code == 201, declared_file.text
    file = declared_file.headers["Location"]
    part = {"headers": {"Content-Type": PART, "Upload-Offset": "0"}, "content": content}
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("HEAD", file, {}),
        ("PATCH", file, part),
        ("POST", f"{file}/completion", {"headers": {"Content-Type": "application/json"}}),
    )
    for method, path, sent in steps:
        assert (await call(api, method, path, other, **sent)).status_code == 404
        answer = await call(api, method, path, own, **sent)
        assert answer.status_code in {200, 204}, answer.text

    await catch_up(migrated.projector)
    assert (await call(api, "GET", file, own)).json()["state"] == "filed"
    assert (await call(api, "GET", f"{file}/content", own)).content == content
    stranger = token(api, PartnerKind.COURT)
    assert (await call(api, "GET", f"{file}/content", stranger)).status_code == 404


async def test_an_import_is_told_to_the_body_that_began_it(api: Api, migrated: Databases) -> None:
    paths = {}
    for kind in (None, *PartnerKind):
        headers = {"Content-Type": "text/csv", "Idempotency-Key": f"import-{kind}"}
        answer = await call(
            api, "POST", "/v1/imports", token(api, kind), headers=headers, content=LEDGER
        )
        assert answer.status_code == 202, answer.text
        paths[kind] = answer.headers["Location"]
    async with worker_on(migrated.app, api.service) as worker:
        while await worker.once():
            pass

    for kind, path in paths.items():
        for report in REPORTS:
            answer = await call(api, "GET", f"{path}{report}", token(api, kind))
            assert (answer.status_code, bool(answer.content)) == (200, True), (kind, report)
            stranger = PartnerKind.COURT if kind is not PartnerKind.COURT else PartnerKind.BUREAU
            hidden = await call(api, "GET", f"{path}{report}", token(api, stranger))
            assert hidden.status_code == 404

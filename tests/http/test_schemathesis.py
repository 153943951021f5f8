"""Schemathesis against the committed OpenAPI document: no fault of ours, nothing undocumented.

Every operation is asked with bodies that fit the document and bodies that do not, on disputes in
several states, by several callers. The long form asks much more.
"""

import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.live import Live, live_on

DOCUMENT = Path(__file__).parents[2] / "schemas/openapi/workflow.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
IS_LONG = os.environ.get("FENGQIAO_FAULTS") == "long"
EXAMPLES = 300 if IS_LONG else 2
ROLES = (Role.CLERK, Role.CLERK, Role.SUPERVISOR, Role.ARBITRATION_CLERK, Role.COURT_LIAISON)
config = schemathesis.Config()
config.projects.default.phases.coverage.enabled = IS_LONG
schema = schemathesis.openapi.from_path(str(DOCUMENT), config=config).include(path_regex="^/v1/")

schemathesis.serializer.alias(
    ["application/offset+octet-stream", "application/partial-upload", "application/zip"],
    "application/octet-stream",
)

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def live(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    migrated.empty()
    with live_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running


@pytest.fixture(scope="module")
def asked(live: Live) -> Iterator[tuple[str, str]]:
    """Disputes in several states, each with a caller, over and over."""

    async def offered(api: Api) -> str:
        dispute = await api.in_mediation()
        commission = str(api.service.body("commission"))
        body = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
        await api.done(f"{dispute}/referrals", body)
        return dispute

    disputes = [
        live.ask(state)
        for state in (Api.registered, Api.in_mediation, Api.effective, offered)
        for _ in range(4)
    ]
    tokens = live.api.tokens
    return zip(
        cycle(dispute.rsplit("/", 1)[1] for dispute in disputes),
        cycle(tokens[role] for role in ROLES),
        strict=False,
    )


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_meets_a_fault_or_an_undocumented_answer(
    case: Any, live: Live, asked: Iterator[tuple[str, str]]
) -> None:
    dispute, token = next(asked)
    if "dispute_id" in (case.path_parameters or {}):
        case.path_parameters["dispute_id"] = dispute
    case.call_and_validate(
        base_url=live.url,
        headers={"Authorization": f"Bearer {token}"},
        checks=CHECKS,
    )

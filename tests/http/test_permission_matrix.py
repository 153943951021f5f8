"""Every operation asked by every role: open only where the one table of permissions opens it."""

import re

import pytest

from services.workflow.domain.dispute.grants import PERMISSIONS
from services.workflow.domain.given import Role
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.operations import OPERATIONS, Operation
from tests.support.api import Api

NUMBERS = re.compile(r"\{\w+\}")
CALLERS = tuple(role for role in Role if role is not Role.SYSTEM)


@pytest.mark.parametrize("role", CALLERS, ids=str)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.move)
async def test_who_has_no_grant_is_refused(api: Api, operation: Operation, role: Role) -> None:
    """403 or, where the dispute itself is none of the caller's business, 404.

    Whatever the state: who may not do it is not told where the dispute stands.
    """
    if role in PERMISSIONS[operation.move]:
        return
    if operation.creates:
        answer = await api.post(operation.path, EXAMPLES[operation.move], role=role)
    else:
        path = operation.path.replace("/v1/disputes/{dispute_id}", await api.registered())
        body = EXAMPLES[operation.move]
        answer = await api.post(NUMBERS.sub("1", path), body, role=role, If_Match='"1"')

    assert answer.status_code in {403, 404}, answer.text


@pytest.mark.parametrize("role", [r for r in CALLERS if r is not Role.SUPERVISOR], ids=str)
@pytest.mark.parametrize("path", ["/v1/organisations", "/v1/mediators"])
async def test_bodies_and_mediators_are_entered_by_supervisors_alone(
    api: Api, path: str, role: Role
) -> None:
    name = {"/v1/organisations": "register_organisation", "/v1/mediators": "register_mediator"}
    body = EXAMPLES[name[path]] | (
        {"organisations": [str(api.service.body("centre"))]} if path == "/v1/mediators" else {}
    )

    assert (await api.post(path, body, role=role)).status_code == 403

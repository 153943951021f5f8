"""Mediators of the test centre, each with a token, over the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.workflow.application.registry import MediatorDetails
from tests.support.api import Answer, Api
from tests.support.write_side import entry


async def enter_mediator(api: Api, number: str, **changes: Any) -> UUID:
    """A mediator of the centre with a certificate of this number."""
    values: dict[str, Any] = {
        "name": f"调解员{number}",
        "certificate_no": number,
        "valid_from": date(2018, 1, 1),
        "valid_until": date(2030, 12, 31),
        "organisations": (api.service.body("centre"),),
    }
    entered = await api.service.registry.register_mediator(
        MediatorDetails(**(values | changes)), entry()
    )
    return entered.id


def token_of(api: Api, mediator: UUID, body: str = "centre") -> str:
    """A token of a mediator's own account."""
    return api.token("mediator", body, mediator=str(mediator))


@contextmanager
def later(api: Api, **of: float) -> Iterator[None]:
    """The service's clock, so much later."""
    api.service.clock.advance(**of)
    try:
        yield
    finally:
        api.service.clock.instant -= timedelta(**of)


def refused(answer: Answer, code: str, rule: str) -> dict[str, Any]:
    """The problem of an answer that must be a refusal with this code, resting on this rule."""
    problem: dict[str, Any] = answer.json()
    assert 400 <= answer.status_code < 500, answer.text
    assert (problem["code"], problem["rule"]["id"]) == (code, rule)
    return problem

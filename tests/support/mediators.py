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


def own_token(api: Api, mediator: UUID, body: str) -> str:
    """A token of an account that no other mediator of the body has."""
    told = {"role": "mediator", "org": str(api.service.body(body)), "mediator": str(mediator)}
    return api.issuer.issue(f"mediator-{mediator}", told, lifetime_seconds=3600)


async def follow_a_recusal(api: Api, dispute: str) -> str:
    """Recuses the mediator; the token of the one who follows."""
    successor = await enter_mediator(api, f"新调继{dispute[-6:]}")
    await api.done(f"{dispute}/recusals", {"by": "organisation", "reason": "与当事人有利害关系"})
    await api.done(f"{dispute}/mediator", {"mediator": str(successor)})
    return own_token(api, successor, "centre")


async def take_over_by_transfer(api: Api, dispute: str) -> str:
    """Transfers the dispute; the token of the other centre's mediator."""
    there = api.service.body("other-centre")
    clerk = api.token("clerk", "other-centre")
    number = f"新调移{dispute[-6:]}"
    successor = await enter_mediator(api, number, organisations=(there,))
    offer = {"to": str(there), "reason": "属地", "consented_by": [1]}
    await api.done(f"{dispute}/referrals", offer)
    for path, body in (
        ("referrals/1/acceptance", {}),
        ("mediator", {"mediator": str(successor)}),
    ):
        answer = await api.post(f"{dispute}/{path}", body, token=clerk)
        assert answer.status_code == 200, answer.text
    return own_token(api, successor, "other-centre")


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

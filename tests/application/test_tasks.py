"""Acts on tasks through the real log: one claims, and nobody claims what is just being closed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.workflow.application.handle import StaleVersion
from services.workflow.application.ports import KeyReused
from services.workflow.application.requests import AgreementTerms, TermDetails
from services.workflow.application.tasks import TaskEnvelope, TaskOutcome
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.stages.agreement.agreement import SealAgreement, SignAgreement
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.errors import Refusal, Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.tasks import (
    ClaimTask,
    FinishTask,
    HandOverTask,
    ReleaseTask,
    TaskCommand,
    tasks_id,
)
from tests.support.database import Databases
from tests.support.write_side import Service, application, process_on, service_on

CHECK = "MED.ACCEPT"


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


async def act(
    service: Service,
    dispute: UUID,
    command: TaskCommand,
    account: str = "ann",
    *,
    key: UUID | None = None,
    sent: bytes = b"sent",
    seen: int | None = None,
    task: str = CHECK,
) -> TaskOutcome:
    """Send an act as a clerk of the centre."""
    actor = Actor(account=account, role=Role.CLERK, organisation=service.body("centre"))
    return await service.tasks.handle(
        TaskEnvelope(
            command=command,
            dispute=dispute,
            task=task,
            actor=actor,
            key=key or uuid4(),
            request_hash=sent,
            expected_version=seen,
        )
    )


async def registered(service: Service) -> UUID:
    return (await service.send(application())).answer.dispute


async def test_of_two_processes_one_claims(
    databases: Databases, tmp_path: Path, service: Service
) -> None:
    async with process_on(databases, tmp_path) as other:
        for _ in range(20):
            dispute = await registered(service)
            both = await asyncio.gather(
                act(service, dispute, ClaimTask(), "ann"),
                act(other, dispute, ClaimTask(), "ben"),
                return_exceptions=True,
            )
            (refused,) = [one for one in both if isinstance(one, Refusal)]
            assert refused.code == "task_of_somebody_else"
            assert len(await service.store.read_stream(tasks_id(dispute))) == 1


async def effective(service: Service) -> UUID:
    """A dispute whose agreement took effect today: its windows run."""
    dispute = await registered(service)
    for step in (
        AcceptApplication(other_side_consented_on=service.clock.today()),
        AssignMediator(mediator=service.mediator),
        AgreementTerms(terms=(TermDetails(claim=1, duty="补签书面合同"),)),
        SignAgreement(party=1),
        SignAgreement(party=2),
        SignAgreement(),
        SealAgreement(),
    ):
        await service.send(step, dispute)
    return dispute


async def test_a_task_is_not_claimed_while_its_dispute_is_being_closed(
    databases: Databases, tmp_path: Path, service: Service
) -> None:
    """Either the claim stands and closing is refused, or the dispute is closed without a claim."""
    closing = CloseDispute(outcome=Outcome.AGREEMENT_EFFECTIVE, reason="双方自行履行")
    async with process_on(databases, tmp_path) as other:
        for _ in range(10):
            dispute = await effective(service)
            told = await asyncio.gather(
                service.send(closing, dispute),
                act(other, dispute, ClaimTask(), task="CONF.APPLY"),
                return_exceptions=True,
            )
            (refused,) = [one for one in told if isinstance(one, Refusal)]
            assert refused.code in {"task_still_claimed", "task_has_ended", "unknown_task"}
            claims = await service.store.read_stream(tasks_id(dispute))
            is_claimed = refused.code == "task_still_claimed"
            assert len(claims) == is_claimed


async def test_a_repeat_is_told_the_same_and_does_nothing(service: Service) -> None:
    dispute, key = await registered(service), uuid4()
    first = await act(service, dispute, ClaimTask(), key=key)
    await act(service, dispute, ReleaseTask())
    again = await act(service, dispute, ClaimTask(), key=key)

    assert (again.answer, again.position, again.is_repeat) == (first.answer, first.position, True)
    with pytest.raises(KeyReused):
        await act(service, dispute, ClaimTask(), key=key, sent=b"other")


async def test_what_holds_already_adds_nothing(service: Service) -> None:
    dispute = await registered(service)
    await act(service, dispute, ClaimTask())
    again = await act(service, dispute, ClaimTask())

    assert again.answer.version == 1
    with pytest.raises(StaleVersion):
        await act(service, dispute, FinishTask(), seen=3)


async def test_who_may_not_read_the_dispute_is_not_told_of_it(service: Service) -> None:
    dispute = await registered(service)
    with pytest.raises(Unknown):
        await act(service, uuid4(), ClaimTask())
    with pytest.raises(Unknown):
        await act(service, dispute, HandOverTask(mediator=uuid4()))
    elsewhere = Actor(account="x", role=Role.CLERK, organisation=service.body("other-centre"))
    envelope = TaskEnvelope(
        command=ClaimTask(),
        dispute=dispute,
        task=CHECK,
        actor=elsewhere,
        key=uuid4(),
        request_hash=b"sent",
    )
    with pytest.raises(Unknown):
        await service.tasks.handle(envelope)

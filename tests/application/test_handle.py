"""A command's way through the real log: once however often it is sent, decided on the newest."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.workflow.application.handle import StaleVersion
from services.workflow.application.ports import KeyReused
from services.workflow.application.requests import AgreementTerms, ConfidentialNote, TermDetails
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.stages.agreement.agreement import SealAgreement, SignAgreement
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
    ReportReferralReceived,
)
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.mediation.sessions import HoldSession
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.errors import NotAllowedInThisState, NotPermitted, Refusal, Unknown
from services.workflow.domain.given import Role
from services.workflow.domain.privileged import privileged_id
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from tests.support.database import Databases
from tests.support.write_side import Service, application, process_on, service_on


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


def accept(service: Service) -> AcceptApplication:
    return AcceptApplication(other_side_consented_on=service.clock.today())


async def in_mediation(service: Service) -> UUID:
    registered = await service.send(application())
    dispute = registered.answer.dispute
    await service.send(accept(service), dispute)
    await service.send(AssignMediator(mediator=service.mediator), dispute)
    return dispute


async def test_registrations_get_numbers_without_a_gap(service: Service) -> None:
    outcomes = await asyncio.gather(*(service.send(application()) for _ in range(12)))
    numbers = sorted(outcome.answer.case_number for outcome in outcomes)
    assert numbers == [f"水磨沟centre劳人调〔2026〕{n:04d}号" for n in range(1, 13)]


async def test_no_plaintext_about_a_person_reaches_the_log(service: Service) -> None:
    registered = await service.send(application(is_oral=True, matter="老板拖欠阿依古丽三个月工资"))
    rows = await service.store.read_log(after=0, limit=1000)
    assert not any("阿依古丽".encode() in row.state or b"13999912345" in row.state for row in rows)
    dispute, _ = await service.reader.current(registered.answer.dispute, service.clerk)
    name = dispute.parties[0].name
    assert isinstance(name, Sealed)
    assert await service.reader.open_all(registered.answer.dispute, [name]) == ["阿依古丽"]


async def test_a_repeat_gets_the_first_answer_even_where_it_would_now_be_refused(
    service: Service,
) -> None:
    registered = await service.send(application())
    key = uuid4()
    outcomes = await asyncio.gather(
        *(service.send(accept(service), registered.answer.dispute, key=key) for _ in range(100))
    )
    assert len({(o.answer, o.position) for o in outcomes}) == 1
    assert sum(not o.is_repeat for o in outcomes) == 1
    assert await service.store.head() == outcomes[0].position


async def test_a_key_is_for_one_request(service: Service) -> None:
    key = uuid4()
    await service.send(application(), key=key)
    with pytest.raises(KeyReused):
        await service.send(application(worker_count=3), key=key)


async def test_a_stale_edit_is_refused_and_an_act_is_decided_again(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    await service.send(accept(service), dispute, expected_version=1)
    correction = CorrectFact(field="worker_count", new="2", reason="漏列一人", evidence="申请书")
    with pytest.raises(StaleVersion) as caught:
        await service.send(correction, dispute, expected_version=1)
    assert caught.value.current_version == 2
    corrected = await service.send(correction, dispute, expected_version=2)
    assert corrected.answer.version == 3


async def test_two_processes_with_caches_of_their_own_lose_nothing(
    service: Service, databases: Databases, tmp_path: Path
) -> None:
    dispute = await in_mediation(service)
    async with process_on(databases, tmp_path) as other:
        sessions = [
            (service if n % 2 else other).send(
                HoldSession(place=f"第{n}次", present=(1, 2)), dispute
            )
            for n in range(20)
        ]
        outcomes = await asyncio.gather(*sessions)
    assert sorted(o.answer.version for o in outcomes) == list(range(4, 24))


async def test_recall_and_acceptance_race_and_one_wins(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    offer = OfferReferral(to=service.body("commission"), reason="当事人要求仲裁", applicant=1)
    await service.send(offer, dispute)
    commission = service.actor(Role.ARBITRATION_CLERK, "commission")
    results = await asyncio.gather(
        service.send(AcceptReferral(offer=1), dispute, commission),
        service.send(RecallReferral(offer=1, reason="申请人撤回"), dispute),
        return_exceptions=True,
    )
    assert sum(isinstance(result, Refusal) for result in results) == 1


async def test_a_dispute_of_others_is_as_good_as_none(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    stranger = service.actor(Role.CLERK, "other-centre")
    with pytest.raises(Unknown):
        await service.send(accept(service), dispute, stranger)
    with pytest.raises(Unknown):
        await service.reader.current(dispute, stranger)
    with pytest.raises(Unknown):
        await service.send(accept(service), uuid4())


async def test_a_clerk_registers_for_its_own_body_only(service: Service) -> None:
    with pytest.raises(NotPermitted):
        await service.send(application(organisation=service.body("other-centre")))
    with pytest.raises(Unknown):
        await service.send(application(region="650105999"))


async def test_the_agreement_takes_effect_and_the_past_can_be_read(service: Service) -> None:
    dispute = await in_mediation(service)
    terms = AgreementTerms(terms=(TermDetails(claim=1, duty="继续履行劳动合同并补签书面合同"),))
    await service.send(terms, dispute)
    service.clock.advance(days=1)
    for act in (SignAgreement(party=1), SignAgreement(party=2), SignAgreement()):
        await service.send(act, dispute)
    effective = await service.send(SealAgreement(), dispute)
    assert effective.answer.state is State.AGREEMENT_EFFECTIVE
    past, version = await service.reader.at_version(dispute, 4, service.clerk)
    assert (past.state, version) == (State.AGREED, 4)
    known, _ = await service.reader.at_instant(dispute, effective.recorded_at, service.clerk)
    assert known.state is State.AGREEMENT_EFFECTIVE
    history = await service.reader.history(dispute, service.clerk)
    assert [recorded.version for recorded in history] == list(range(1, 10))
    with pytest.raises(NotAllowedInThisState):
        await service.send(SealAgreement(), dispute)


async def test_a_note_in_confidence_is_for_the_assigned_mediator_alone(service: Service) -> None:
    dispute = await in_mediation(service)
    mediator = service.actor(Role.MEDIATOR, "centre", mediator=service.mediator)
    note = ConfidentialNote(note="申请人私下愿意接受两万元")
    noted = await service.send(note, dispute, mediator)
    assert noted.answer.version == 3
    (read,) = await service.reader.confidential_notes(dispute, mediator)
    assert read[1] == "申请人私下愿意接受两万元"
    with pytest.raises(NotPermitted):
        await service.reader.confidential_notes(dispute, service.clerk)
    shared = await service.store.read_stream(dispute)
    assert len(shared) == 3
    (stored,) = await service.store.read_stream(privileged_id(dispute))
    assert codec.decode(stored).meta.actor == mediator.account


async def test_actions_tell_what_is_open_and_why_the_rest_is_not(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    actions = {a.move: a for a in await service.reader.actions(dispute, service.clerk)}
    assert actions["accept_application"].refusal is None
    assert isinstance(actions["seal_agreement"].refusal, NotAllowedInThisState)
    assert isinstance(actions["confirmation_granted"].refusal, NotPermitted)


async def test_what_adds_nothing_is_answered_alike_under_its_key(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    offer = OfferReferral(to=service.body("commission"), reason="当事人要求仲裁", applicant=1)
    await service.send(offer, dispute)
    commission = service.actor(Role.ARBITRATION_CLERK, "commission")
    received = await service.send(ReportReferralReceived(offer=1), dispute, commission)
    key = uuid4()
    again = await service.send(ReportReferralReceived(offer=1), dispute, commission, key=key)
    assert (again.answer.version, again.position) == (received.answer.version, received.position)
    await service.send(AcceptReferral(offer=1), dispute, commission)
    repeat = await service.send(ReportReferralReceived(offer=1), dispute, commission, key=key)
    assert repeat.is_repeat
    assert repeat.answer == again.answer

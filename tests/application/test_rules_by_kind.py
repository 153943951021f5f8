"""The rules of the organisation's own kind bind its disputes, not only those of the region."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from services.workflow.application.registry import (
    MediatorDetails,
    OrganisationDetails,
    organisation_id,
)
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.mediation.mediation import ExtendMediation
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from tests.support.database import Databases
from tests.support.write_side import REGION, Service, application, entry, service_on

ONE_STOP = "one-stop"
TODAY = date(2026, 3, 10)


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        details = OrganisationDetails(
            code=ONE_STOP,
            name="水磨沟区新就业形态一站式调解中心",
            short_name="水磨沟一站式",
            kind=OrganisationKind.ONE_STOP_CENTRE,
            tier=Tier.DISTRICT,
            region=REGION,
            established_on=date(2024, 1, 1),
        )
        await running.registry.register_organisation(details, entry())
        certified = MediatorDetails(
            name="李调解",
            certificate_no="新调0002",
            valid_from=date(2018, 1, 1),
            valid_until=date(2030, 12, 31),
            organisations=(organisation_id(ONE_STOP),),
        )
        running.mediator = (await running.registry.register_mediator(certified, entry())).id
        yield running


async def test_a_one_stop_centre_extends_by_fifteen_days_at_most(service: Service) -> None:
    clerk = service.actor(Role.CLERK, ONE_STOP)
    dispute = (await service.send(application(), actor=clerk)).answer.dispute
    await service.send(AcceptApplication(other_side_consented_on=TODAY), dispute, clerk)
    await service.send(AssignMediator(mediator=service.mediator), dispute, clerk)

    day_31 = ExtendMediation(until=date(2026, 4, 10), consented_by=(1, 2))
    with pytest.raises(OutsideLegalLimit) as refused:
        await service.send(day_31, dispute, clerk)
    day_30 = ExtendMediation(until=date(2026, 4, 9), consented_by=(1, 2))
    taken = await service.send(day_30, dispute, clerk)

    assert refused.value.rule is not None
    assert refused.value.rule.id == "MED.ONESTOP"
    assert taken.answer.warnings == ()

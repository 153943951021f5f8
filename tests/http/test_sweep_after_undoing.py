"""What was undone and lapses again is recorded again; what was recorded stays as it was."""

from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.reinforcing import agreed_on, move_to, payments, signed_and_sealed
from tests.support.sweeping import events_of, swept, types_of

BREACH = "PerformanceBreached"


async def breaches(api: Api, dispute: str) -> int:
    return types_of(await events_of(api.service, dispute_id(dispute))).count(BREACH)


async def test_the_same_instalment_of_an_amended_agreement_is_breached_anew(
    api: Api, migrated: Databases
) -> None:
    move_to(api, 3, 10)
    dispute = await agreed_on(api)
    move_to(api, 4, 16)
    await swept(api.service, migrated, api.service.rulebook)
    assert await breaches(api, dispute) == 1

    term = {"claim": 1, "instalments": payments(1_320_000, 1_320_000)}
    amended = {"terms": [term], "consented_by": [1, 2]}
    await api.done(f"{dispute}/amendments", amended)
    await signed_and_sealed(api, dispute)
    again = await swept(api.service, migrated, api.service.rulebook)
    once_more = await swept(api.service, migrated, api.service.rulebook)

    assert (again.recorded, again.failures) == (1, [])
    assert await breaches(api, dispute) == 2
    assert (once_more.recorded, once_more.failures) == (0, [])

"""Every cell of the published matrix, called: who the table lets through, and who gets 403 or 404."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from services.cli.permission_cells import (
    Asked,
    Verdict,
    applies,
    as_systems,
    cells,
    of_system,
    operations,
    verdict,
)
from services.projections.runner import catch_up
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.tasks import matter_of
from tests.support.api import api_on
from tests.support.builders import CENTRE
from tests.support.constellations import (
    FEED_HOLDER,
    FRAMES,
    HANDED_ON,
    HERE,
    OFFERED,
    Constellations,
    called,
)
from tests.support.database import Databases
from tests.support.deadlines import basis_on
from tests.support.given_when_then import TODAY
from tests.support.queries import rows_of
from tests.support.scenes import Scene
from tests.support.things import put_on_file

ALL = operations()
CALLERS = tuple(cells())
AS_SYSTEMS = tuple(as_systems())


def open_task() -> str:
    """An open deadline of who has the dispute that is no business of who had it before."""
    dispute, basis = HANDED_ON.past().dispute, basis_on(TODAY)
    keys = [one.key for one in deadlines(dispute, basis) if one.is_open]
    bodies = {key: matter_of(key, dispute, basis).bodies for key in keys}
    return next(k for k, of in bodies.items() if HANDED_ON.has in of and HANDED_ON.part not in of)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def on_file(
    migrated: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Constellations]:
    """The app, with the disputes that are read projected."""
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as api:
        found = Constellations(api, Scene(api.service.store), open_task())
        await found.bodies()
        for frame in (OFFERED, *FRAMES.values()):
            await found.dispute(frame, is_read=True)
        about = await found.dispute(OFFERED, is_read=True)
        await put_on_file(api, migrated, about.id, HERE)
        claims = {"role": "clerk", "org": str(CENTRE)}
        token = api.issuer.issue(FEED_HOLDER, claims, lifetime_seconds=600)
        assert (await called(api.app, "POST", "/v1/calendar-feeds", token, b"{}"))[0] == 201
        sent = await called(api.app, "POST", "/v1/imports", token, b"x", media="text/csv")
        assert sent[0] == 202, sent
        found.job = rows_of(migrated.admin, "SELECT id FROM imports.jobs")[0][0]
        await catch_up(migrated.projector)
        yield found


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.id)
async def test_who_is_let_through_is_who_the_table_says(
    on_file: Constellations, asked: Asked
) -> None:
    assert asked.row is not None, f"{asked.id} is in no row of the table of permissions"
    is_as_its_role = of_system(asked, is_own=True) is None
    expected = {
        (cell, is_system): verdict(asked, cell, is_system=is_system)
        for is_system, callers in ((False, CALLERS), (True, AS_SYSTEMS if is_as_its_role else ()))
        for cell in callers
        if applies(asked, cell)
    }
    is_read = asked.method == "GET"
    if not is_read:
        # One that is let through as a system is enough: each changes a dispute, and asks for another.
        done = [who for who, said in expected.items() if who[1] and said is Verdict.ALLOWED]
        for who in done[1:]:
            del expected[who]
    # What changes nothing goes at once; what may change the dispute, one after another.
    harmless = [who for who, said in expected.items() if is_read or said is not Verdict.ALLOWED]
    calls = (on_file.call(asked, cell, is_system=system) for cell, system in harmless)
    found = dict(zip(harmless, map(_told, await asyncio.gather(*calls)), strict=True))
    for cell, system in expected:
        if (cell, system) not in found:
            found[cell, system] = _told(await on_file.call(asked, cell, is_system=system))

    assert found == expected


SYSTEMS = [asked for asked in ALL if of_system(asked, is_own=True)]


@pytest.mark.parametrize("asked", SYSTEMS, ids=lambda asked: asked.id)
async def test_a_partners_system_is_let_through_to_what_is_its_own(
    on_file: Constellations, asked: Asked
) -> None:
    # The other one first: what is its own, the partner may end.
    for is_own in (False, True):
        answer = await on_file.by_system(asked, is_own=is_own)
        assert _told(answer) is of_system(asked, is_own=is_own), answer


def _told(answer: tuple[int, str]) -> Verdict:
    """What an answer says of permission: refused for what is on file it is not."""
    status, code = answer
    assert status < 500, answer
    assert status not in {400, 401, 412, 415, 428}, answer
    if status == 404 and code in {"", "unknown_dispute"}:
        return Verdict.HIDDEN
    return Verdict.REFUSED if status == 403 else Verdict.ALLOWED

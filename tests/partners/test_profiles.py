"""Profiles and secrets of partners are kept with who changed them, and secrets never in the clear."""

import asyncio
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from msgspec import structs

from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import ProfileChanged, Profiles
from services.workflow.domain.given import Role
from tests.support.database import Databases
from tests.support.partners import partner, profiles_on, secret
from tests.support.write_side import StandingClock


async def test_a_profile_is_found_as_it_was_kept(databases: Databases, data_folder: Path) -> None:
    async with profiles_on(databases, data_folder, StandingClock()) as profiles:
        court = await partner(profiles, "court", fields=("*", "-agreement.terms"))
        assert await profiles.find("court") == court
        assert await profiles.get(court.id) == court
        assert court.actor.role is Role.COURT_LIAISON
        assert await profiles.find("nobody") is None


async def test_of_two_changes_to_one_version_the_second_is_told(
    databases: Databases, data_folder: Path
) -> None:
    async with profiles_on(databases, data_folder, StandingClock()) as profiles:
        court = await partner(profiles, "court")
        await profiles.save(_next(court, zh="甲"), by="anna", what="renamed")
        with pytest.raises(ProfileChanged):
            await profiles.save(_next(court, zh="乙"), by="boris", what="renamed")
    assert _changes(databases) == ["added", "renamed"]


async def test_while_a_secret_follows_another_both_are_valid(
    databases: Databases, data_folder: Path
) -> None:
    clock = StandingClock()
    async with profiles_on(databases, data_folder, clock) as profiles:
        court = await partner(profiles, "court")
        first = await secret(profiles, court, Direction.IN)
        clock.advance(days=1)
        second = await secret(profiles, court, Direction.IN)
        assert await _texts(profiles, court) == [second.text, first.text]
        clock.advance(hours=2)
        assert await _texts(profiles, court) == [second.text]


async def test_a_fourth_secret_ends_the_oldest_at_once(
    databases: Databases, data_folder: Path
) -> None:
    clock = StandingClock()
    async with profiles_on(databases, data_folder, clock) as profiles:
        court = await partner(profiles, "court")
        made = []
        for _ in range(5):
            clock.advance(seconds=1)
            made.append(await secret(profiles, court, Direction.IN))
        signing = await secret(profiles, court, Direction.OUT)
        assert await _texts(profiles, court) == [each.text for each in made[:1:-1]]
        both = [secret(profiles, court, Direction.IN) for _ in range(2)]
        last = {each.text for each in await asyncio.gather(*both)}
        assert set(await _texts(profiles, court)) == last | {made[-1].text}
        for _ in range(3):
            before = (await _texts(profiles, court))[0]
            newest = await secret(profiles, court, Direction.IN)
            first, *others = await _texts(profiles, court)
            assert (first, before in others, len(others)) == (newest.text, True, 2)
        assert [each.text for each in await profiles.secrets(court.id, Direction.OUT)] == [
            signing.text
        ]


async def test_no_secret_stands_in_the_tables(databases: Databases, data_folder: Path) -> None:
    async with profiles_on(databases, data_folder, StandingClock()) as profiles:
        court = await partner(profiles, "court")
        made = await profiles.add_secret(
            court, Direction.OUT, by="test", keep_old=timedelta(hours=1)
        )
    assert made.text not in repr(made)
    with psycopg.connect(databases.admin) as connection:
        rows = connection.execute("SELECT s::text FROM partners.secrets s").fetchall()
        rows += connection.execute("SELECT c::text FROM partners.changes c").fetchall()
    assert rows
    assert not [row for row in rows if made.text[6:26] in row[0]]


async def _texts(profiles: Profiles, of: Partner) -> list[str]:
    return [found.text for found in await profiles.secrets(of.id, Direction.IN)]


def _next(of: Partner, **changes: str) -> Partner:
    return structs.replace(of, version=of.version + 1, **changes)


def _changes(databases: Databases) -> list[str]:
    with psycopg.connect(databases.admin) as connection:
        return [
            row[0] for row in connection.execute("SELECT what FROM partners.changes ORDER BY no")
        ]

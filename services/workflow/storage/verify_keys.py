"""Checks that every person whose values the log holds has a key, or was erased on purpose."""

from uuid import UUID

from services.kit.database import connect

_PEOPLE = """
SELECT DISTINCT found[1]::uuid
  FROM log.events, regexp_matches(convert_from(state, 'UTF8'),
                                  '"box":"[^"]*","label":"[^"]*","person":"([0-9a-f-]{36})"',
                                  'g') AS found
"""
_KNOWN = "SELECT person FROM keys.person_keys WHERE person = ANY ($1)"


async def people_without_keys(log_dsn: str, keys_dsn: str) -> tuple[int, tuple[UUID, ...]]:
    """How many people the log speaks of, and those of them whose key is neither kept nor destroyed.

    A key destroyed by an erasure leaves its entry; one that is simply not there was lost, such as
    by restoring a key database older than the log.
    """
    log = await connect(log_dsn, name="fengqiao verify", statement_timeout="0")
    try:
        people = [row[0] for row in await log.fetch(_PEOPLE)]
    finally:
        await log.close()
    keys = await connect(keys_dsn, name="fengqiao verify", statement_timeout="0")
    try:
        known = {row[0] for row in await keys.fetch(_KNOWN, people)}
    finally:
        await keys.close()
    return len(people), tuple(sorted(set(people) - known))

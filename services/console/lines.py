"""Disputes as the lines of a table."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.console.parts import ConsoleParts
from services.console.shown import DisputeLine
from services.console.standing import tone
from services.kit.language import Language
from services.projections.queries import directories
from services.projections.queries.dispute_list import Listed
from services.projections.words.codes import term
from services.projections.words.naming import party_names
from services.workflow.recorded.views import Dispute, Party, Side

Names = Mapping[tuple[UUID, int], str | None]
_UNNAMED = {"zh": "某某", "en": "a person"}
_AGAINST = {"zh": " 与 ", "en": " v. "}


async def dispute_lines(
    connection: Any, rows: Sequence[Listed], parts: ConsoleParts, language: Language
) -> tuple[DisputeLine, ...]:
    """The lines, with the names of parties and bodies that they need."""
    disputes = [row.entry.dispute for row in rows]
    parties = [(d.id, party) for d in disputes if d.id for party in d.parties]
    names = await party_names(parties, parts.open_masked)
    custodians = {dispute.custodian for dispute in disputes if dispute.custodian}
    bodies = await directories.organisation_names(connection, custodians)
    return tuple(_line(row, names, bodies, language) for row in rows)


def address(dispute: UUID) -> str:
    """The page of one dispute."""
    return f"/disputes/{dispute}"


def side_names(dispute: Dispute, side: Side, names: Names, language: Language) -> str:
    """The first party of a side, and how many more there are."""
    found = [party for party in dispute.parties if party.side is side]
    if not found or dispute.id is None:
        return _UNNAMED[language]
    first = party_name(found[0], names.get((dispute.id, found[0].no))) or _UNNAMED[language]
    count = max(len(found), dispute.worker_count if side is Side.CLAIMANT else 1)
    if count == 1:
        return first
    return f"{first}等{count}人" if language == "zh" else f"{first} and {count - 1} more"


def _state(dispute: Dispute, language: Language) -> str:
    """The state; of a closed dispute how it ended."""
    state = term(dispute.state, language)
    if dispute.outcome is None:
        return state
    return f"{state}{'：' if language == 'zh' else ': '}{term(dispute.outcome, language)}"


def party_name(party: Party, opened: str | None) -> str | None:
    """An employer's own name, or what was opened of a person's."""
    return party.name if isinstance(party.name, str) else opened


def _line(row: Listed, names: Names, bodies: Mapping[UUID, str], language: Language) -> DisputeLine:
    dispute = row.entry.dispute
    assert dispute.id is not None
    assert dispute.received_on is not None
    sides = [side_names(dispute, side, names, language) for side in Side]
    return DisputeLine(
        href=address(dispute.id),
        case_number=dispute.case_number,
        received_on=dispute.received_on,
        parties=_AGAINST[language].join(sides),
        claim=term(dispute.claims[0].claim.kind, language) if dispute.claims else "",
        custodian=bodies.get(dispute.custodian, "") if dispute.custodian else "",
        state=_state(dispute, language),
        tone=tone(dispute.state),
        is_sample=dispute.source is not None and dispute.source.sample,
    )

"""What moved the deadlines of one dispute, as its page tells it: which, from when to when, and why."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from services.console.language import Say
from services.kit.clock import legal_day
from services.kit.language import Language
from services.projections.queries.deadline_moves import MoveRow
from services.projections.words.codes import term
from services.projections.words.rendering import day
from services.workflow.application.deadlines_told import DisputeDeadline


class MoveShown(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the journal."""

    on: str
    title: str
    days: str
    why: str


def moves_shown(
    rows: Iterable[MoveRow], deadlines: Iterable[DisputeDeadline], language: Language, _: Say
) -> tuple[MoveShown, ...]:
    """The newest first; a rule that stands in the dispute no more goes by its id."""
    zh = language == "zh"
    titles = {one.rule: one.title_zh if zh else one.title_en for one in deadlines}
    return tuple(_shown(row, titles, language, _) for row in reversed(tuple(rows)))


def _shown(row: MoveRow, titles: Mapping[str, str], language: Language, _: Say) -> MoveShown:
    return MoveShown(
        on=day(legal_day(row.recorded_at), language),
        title=titles.get(row.rule, row.rule),
        days=" → ".join(_days(row, _)),
        why=("；" if language == "zh" else "; ").join(term(c, language) for c in row.changes),
    )


def _days(row: MoveRow, _: Say) -> Iterator[str]:
    yield str(row.rolled_was) if row.rolled_was else _("未计算")
    yield str(row.rolled_is) if row.rolled_is else _("不再计算")

"""The file of a dispute as its page tells it: documents with their service, related disputes."""

from collections.abc import Iterator

import msgspec

from services.console.facts import Fact, Say, filled
from services.console.lines import address
from services.projections.views.dispute_list import Entry
from services.projections.views.documents import Delivery, deliveries
from services.projections.words.cast import Cast
from services.projections.words.codes import term


class RelatedLine(msgspec.Struct, frozen=True, kw_only=True):
    """Another dispute, and what was decided about it."""

    decision: str
    name: str
    href: str
    """Empty where the reader may not open it."""


def documents(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """Each document with each recipient: served, tried, or not yet; and the replies awaited."""
    language = cast.language
    by_number: dict[int, list[Delivery]] = {}
    for one in deliveries(entry.dispute):
        by_number.setdefault(one.no, []).append(one)
    for of_document in by_number.values():
        first = of_document[0]
        name = filled("%(kind)s", language, kind=first.kind)
        lines = [filled(_("%(on)s作出"), language, on=first.on)]
        lines += [line for one in of_document for line in _delivery(one, cast, _)]
        yield name, tuple(lines)


def related(entry: Entry, cast: Cast) -> tuple[RelatedLine, ...]:
    """Other disputes that a person decided about."""
    return tuple(
        RelatedLine(
            decision=term(one.decision, cast.language),
            name=cast.dispute(one.other),
            href=address(one.other) if one.other in cast.names.disputes else "",
        )
        for one in entry.dispute.related
    )


def _delivery(one: Delivery, cast: Cast, _: Say) -> Iterator[str]:
    language, party = cast.language, cast.party(one.recipient)
    if one.served_on:
        yield filled(_("%(party)s：%(on)s送达"), language, party=party, on=one.served_on)
    elif one.outcome:
        told = _("%(party)s：%(outcome)s，已送%(count)s次")
        yield filled(told, language, party=party, outcome=one.outcome, count=one.attempts)
    else:
        yield filled(_("%(party)s：尚未送达"), language, party=party)
    if one.awaits_reply and one.reply_by:
        told = _("%(party)s：应于%(on)s前回复，尚未回复")
        yield filled(told, language, party=party, on=one.reply_by)

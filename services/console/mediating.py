"""How a dispute is mediated, as its page tells it: on whose asking, by whom, when they sit."""

from collections.abc import Iterator
from uuid import UUID

from services.console.facts import Fact, Say, filled
from services.projections.views.dispute_list import Entry
from services.projections.views.sittings import Sitting, SittingKind, SittingState
from services.projections.words.cast import Cast
from services.projections.words.codes import term
from services.workflow.recorded.views import Dispute, Mandate


def mediation(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """Mandate, mediator, cover, period, sessions."""
    dispute, language = entry.dispute, cast.language
    if dispute.mandate is not Mandate.SELF or dispute.past_mandates:
        yield _("调解依据"), tuple(_mandates(dispute, cast, _))
    if dispute.pending_before:
        yield _("案件仍在"), (cast.body(dispute.pending_before),)
    if dispute.mediator:
        yield _("调解员"), (_named(dispute.mediator, cast),)
    if dispute.covers:
        told = _("%(who)s（%(from_on)s至%(to_on)s）")
        yield (
            _("代班"),
            tuple(
                filled(
                    told,
                    language,
                    who=_named(cover.mediator, cast),
                    from_on=cover.starts_on,
                    to_on=cover.ends_on,
                )
                for cover in dispute.covers
            ),
        )
    if dispute.period.extended_until:
        yield _("调解延期至"), (filled("%(on)s", language, on=dispute.period.extended_until),)
    if dispute.period.suspended_on:
        yield _("中止于"), (filled("%(on)s", language, on=dispute.period.suspended_on),)
    yield from sittings(entry, SittingKind.SESSION, cast, _)


def sittings(entry: Entry, kind: SittingKind, cast: Cast, _: Say) -> Iterator[Fact]:
    """Sessions or hearings: those to come, and how many were held."""
    ours = [one for one in entry.sittings if one.kind is kind]
    waiting = {SittingState.LISTED, SittingState.ADJOURNED}
    if listed := [one for one in ours if one.state in waiting]:
        yield _("排期"), tuple(_sitting(one, cast) for one in listed)
    if held := [one for one in ours if one.state is SittingState.HELD]:
        yield _("已举行"), (filled(_("%(count)s次"), cast.language, count=len(held)),)


def _mandates(dispute: Dispute, cast: Cast, _: Say) -> Iterator[str]:
    language = cast.language
    for past in dispute.past_mandates:
        told = _("%(mandate)s（%(body)s），%(on)s退回：%(result)s")
        yield filled(
            told,
            language,
            mandate=past.mandate,
            body=cast.body(past.body),
            on=past.on,
            result=past.result,
        )
    record = dispute.mandate_record
    if record is not None:
        told = _("%(mandate)s（%(body)s）")
        yield filled(told, language, mandate=record.mandate, body=cast.body(record.body))
    elif not dispute.past_mandates:
        yield term(dispute.mandate, language)


def _named(mediator: UUID, cast: Cast) -> str:
    """Under a heading that says what the person is."""
    return cast.names.mediators.get(mediator) or cast.mediator(mediator)


def _sitting(one: Sitting, cast: Cast) -> str:
    parts: list[object] = [one.starts_at or one.on, one.state]
    if one.mode:
        parts.append(one.mode)
    said = [filled("%(part)s", cast.language, part=part) for part in parts]
    if one.mediator:
        said.append(_named(one.mediator, cast))
    return " · ".join(said)

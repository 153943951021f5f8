"""What each event makes of the facts that figures are made of."""

from datetime import date
from functools import singledispatch

import msgspec

from services.projections.views.facts import (
    Act,
    ClaimFact,
    Facts,
    back,
    before,
    deed,
    marked,
)
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import (
    AnnulledExtent,
    Disposition,
    Fact,
    Mandate,
    MandateResult,
    Withdrawal,
)
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p

replace = msgspec.structs.replace

_OPEN = frozenset({Disposition.OPEN})
_UNSETTLED = frozenset({Disposition.OPEN, Disposition.FAILED})
_SETTLED = frozenset({Disposition.SETTLED})
_HERE = frozenset(Disposition) - {Disposition.WITHDRAWN, Disposition.SPLIT_OFF}
"""A claim that was withdrawn or split off has no part in what becomes of the others."""
_FAILED = frozenset({Disposition.FAILED})
_LOST = frozenset({Disposition.FAILED, Disposition.ARBITRATED, Disposition.SUED})
_OF_SEISED_BODY = {
    Mandate.ARBITRATION_ENTRUSTED: Act.ARBITRATED,
    Mandate.COURT_ENTRUSTED: Act.SUED,
}


@singledispatch
def after(_event: Fact, facts: Facts, _recorded: Recorded) -> Facts:
    """The facts after an event; the same object for one that decides nothing.

    Such are sessions, payments, offers, rulings on an agreement that stands, and what commissions
    and courts decide on claims that are before them.
    """
    return facts


# Intake


@after.register
def _(_event: e.ApplicationAccepted, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, accepted=deed(Act.ACCEPTED, recorded))


@after.register
def _(event: e.ApplicationDeclined, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, ending=deed(Act.DECLINED, recorded), ground=event.ground)


@after.register
def _(event: e.ApplicationWithdrawn, facts: Facts, recorded: Recorded) -> Facts:
    closing = replace(facts, before_closing=before(facts))
    if event.reason is Withdrawal.SETTLED_PRIVATELY:
        return _resolved(Act.SETTLED_PRIVATELY, closing, recorded)
    claims = marked(facts, Disposition.WITHDRAWN, only=_OPEN)
    return replace(closing, ending=deed(Act.WITHDRAWN, recorded), claims=claims)


@after.register
def _(event: e.ClaimsAdded, facts: Facts, _recorded: Recorded) -> Facts:
    added = (ClaimFact(claim.no, Disposition.OPEN) for claim in event.claims)
    return replace(facts, claims=(*facts.claims, *added))


@after.register
def _(event: e.ClaimsWithdrawn, facts: Facts, _recorded: Recorded) -> Facts:
    return replace(
        facts,
        claims=marked(facts, Disposition.WITHDRAWN, only=_HERE, numbers=event.claims),
    )


@after.register
def _(event: e.ClaimsSplitOff, facts: Facts, _recorded: Recorded) -> Facts:
    return replace(
        facts,
        claims=marked(facts, Disposition.SPLIT_OFF, only=_HERE, numbers=event.claims),
    )


# Mediation and agreement


@after.register(e.MediationFailed | e.MediationPeriodLapsed)
def _(_event: Fact, facts: Facts, recorded: Recorded) -> Facts:
    claims = marked(facts, Disposition.FAILED, only=_OPEN)
    return replace(facts, ending=deed(Act.FAILED, recorded), claims=claims)


@after.register
def _(_event: e.MediationRestarted, facts: Facts, _recorded: Recorded) -> Facts:
    return _mediated_again(facts, _FAILED)


@after.register
def _(event: e.LapseWithdrawn, facts: Facts, _recorded: Recorded) -> Facts:
    """That the mediation had failed by lapse is no fact any more; other lapses decide nothing."""
    return _mediated_again(facts, _FAILED) if event.lapse is p.Lapse.MEDIATION_PERIOD else facts


def _mediated_again(facts: Facts, reopened: frozenset[Disposition]) -> Facts:
    """Claims that mediation is about again are open."""
    claims = marked(facts, Disposition.OPEN, only=reopened)
    return replace(facts, ending=None, covered=(), claims=claims)


@after.register(e.TermsRecorded | e.AgreementAmended)
def _(event: e.TermsRecorded | e.AgreementAmended, facts: Facts, _recorded: Recorded) -> Facts:
    return replace(facts, covered=tuple(term.claim for term in event.terms))


@after.register
def _(_event: e.AgreementTookEffect, facts: Facts, recorded: Recorded) -> Facts:
    if facts.is_resolved:
        # An amended version: the matter was resolved by the first one.
        return replace(facts, claims=_settled(facts))
    return _resolved(Act.AGREEMENT, facts, recorded)


@after.register
def _(_event: e.SettledOnTheSpot, facts: Facts, recorded: Recorded) -> Facts:
    closing = replace(facts, before_closing=before(facts))
    return _resolved(Act.ON_THE_SPOT, closing, recorded)


def _resolved(act: Act, facts: Facts, recorded: Recorded) -> Facts:
    resolution = deed(act, recorded)
    resolved = replace(
        facts,
        resolution=resolution,
        resolved_by=facts.organisation,
        resolved_under=facts.mandate,
        undone=None,
        ending=None,
    )
    if facts.taken is not None and facts.taken.is_later_than(resolution):
        return replace(resolved, undone=facts.taken)
    return replace(resolved, claims=_settled(facts))


def _settled(facts: Facts) -> tuple[ClaimFact, ...]:
    return marked(facts, Disposition.SETTLED, only=_UNSETTLED, numbers=facts.covered)


@after.register
def _(_event: e.AgreementAnnulled, facts: Facts, recorded: Recorded) -> Facts:
    return _fallen(facts, recorded)


@after.register
def _(event: e.ConfirmationAnnulled, facts: Facts, recorded: Recorded) -> Facts:
    """Only where the ground says that the agreement itself falls."""
    return _fallen(facts, recorded) if event.extent is AnnulledExtent.AGREEMENT else facts


def _fallen(facts: Facts, recorded: Recorded) -> Facts:
    claims = marked(facts, Disposition.FAILED, only=_SETTLED)
    undone = facts.undone or deed(Act.ANNULLED, recorded)
    return replace(facts, undone=undone, claims=claims, before_closing=None)


# Hand-over and mandates


@after.register
def _(_event: e.ReferralAccepted, facts: Facts, recorded: Recorded) -> Facts:
    handed = (*facts.handed, before(facts))
    return replace(facts, filed=deed(Act.FILED, recorded), handed=handed)


@after.register
def _(event: e.TransferAccepted, facts: Facts, _recorded: Recorded) -> Facts:
    """Another organisation goes on with it; the place of work stays where it is."""
    handed = (*facts.handed, before(facts))
    return replace(
        _mediated_again(facts, _FAILED), organisation=event.by, ground=None, handed=handed
    )


@after.register
def _(_event: e.ReturnAccepted, facts: Facts, _recorded: Recorded) -> Facts:
    """Where it stood before; what has become of single claims since stays so."""
    if not facts.handed:
        return facts
    *earlier, last = facts.handed
    return replace(back(facts, last), claims=facts.claims, handed=tuple(earlier))


@after.register(e.MediationSuggested | e.MediationEntrusted | e.MediationDelegated)
def _(
    event: e.MediationSuggested | e.MediationEntrusted | e.MediationDelegated,
    facts: Facts,
    _recorded: Recorded,
) -> Facts:
    mandate = (
        event.mandate
        if isinstance(event, e.MediationEntrusted)
        else Mandate.ARBITRATION_SUGGESTED
        if isinstance(event, e.MediationSuggested)
        else Mandate.COURT_DELEGATED
    )
    again = _mediated_again(facts, _LOST)
    return replace(again, organisation=event.organisation, mandate=mandate)


@after.register
def _(event: e.MandateReturned, facts: Facts, recorded: Recorded) -> Facts:
    """What was not settled is again where the body that gave the mandate had it."""
    act = _OF_SEISED_BODY.get(event.mandate)
    # Registered under the mandate: the body was seised before we knew of it.
    taken = facts.taken or (deed(act, recorded) if act else None)
    filed = facts.filed
    if event.mandate is Mandate.ARBITRATION_SUGGESTED and filed is None:
        filed = deed(Act.FILED, recorded)
    returned = replace(facts, taken=taken, filed=filed)
    if event.mandate is Mandate.COURT_DELEGATED and event.result is MandateResult.SUCCESS:
        return returned
    return replace(returned, claims=marked(facts, _lost_to(returned), only=_UNSETTLED))


def _lost_to(facts: Facts) -> Disposition:
    if facts.taken is not None:
        return Disposition.SUED if facts.taken.act is Act.SUED else Disposition.ARBITRATED
    return Disposition.OPEN if facts.filed else Disposition.FAILED


# Commissions and courts


@after.register
def _(_event: e.ArbitrationFiled, facts: Facts, recorded: Recorded) -> Facts:
    return replace(_reopened_claims(facts), filed=deed(Act.FILED, recorded), handed=())


def _reopened_claims(facts: Facts) -> Facts:
    """A party goes on with claims that a closing had ended."""
    claims = facts.before_closing.claims if facts.before_closing else facts.claims
    return replace(facts, claims=claims, before_closing=None)


@after.register
def _(_event: e.ArbitrationAccepted, facts: Facts, recorded: Recorded) -> Facts:
    return _taken(Act.ARBITRATED, Disposition.ARBITRATED, facts, recorded)


@after.register
def _(_event: e.LitigationFiled, facts: Facts, recorded: Recorded) -> Facts:
    filed = replace(_reopened_claims(facts), handed=())
    return _taken(Act.SUED, Disposition.SUED, filed, recorded)


def _taken(act: Act, to: Disposition, facts: Facts, recorded: Recorded) -> Facts:
    """It takes a resolution away only when it came later."""
    taken = deed(act, recorded)
    if facts.resolution and facts.is_resolved and not taken.is_later_than(facts.resolution):
        return replace(facts, taken=taken, seised=facts.seised or taken)
    undone = facts.undone or (taken if facts.resolution else None)
    claims = marked(facts, to, only=_HERE)
    return replace(facts, taken=taken, seised=facts.seised or taken, undone=undone, claims=claims)


@after.register(e.ArbitrationWithdrawn | e.ArbitrationDeemedWithdrawn)
def _(_event: Fact, facts: Facts, _recorded: Recorded) -> Facts:
    """The agreement that arbitration had taken away stands again; without one nothing is settled."""
    if facts.resolution and (facts.is_resolved or facts.undone == facts.taken):
        arbitrated = frozenset({Disposition.ARBITRATED})
        settled = marked(facts, Disposition.SETTLED, only=arbitrated)
        return replace(facts, undone=None, taken=None, filed=None, claims=settled)
    gone = frozenset({Disposition.OPEN, Disposition.FAILED, Disposition.ARBITRATED})
    claims = marked(facts, Disposition.WITHDRAWN, only=gone)
    return replace(facts, claims=claims, before_closing=before(facts))


@after.register(e.LitigationWithdrawn | e.LitigationDismissed)
def _(_event: Fact, facts: Facts, _recorded: Recorded) -> Facts:
    return replace(facts, before_closing=None) if facts.before_closing else facts


# The file


@after.register
def _(_event: e.DisputeReopened, facts: Facts, recorded: Recorded) -> Facts:
    """An act that ended it at once is taken back with the closing; others stand as they did."""
    if facts.before_closing is None:
        return facts
    changes = (*facts.changes, recorded.position)
    return replace(back(facts, facts.before_closing), before_closing=None, changes=changes)


@after.register
def _(event: e.MatterMerged, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, leader=event.leader, changes=(*facts.changes, recorded.position))


@after.register
def _(event: e.MatterUnlinked, facts: Facts, recorded: Recorded) -> Facts:
    """A link or a distinction that is undone counts for nothing: both always counted."""
    if facts.leader != event.leader:
        return facts
    return replace(facts, leader=None, changes=(*facts.changes, recorded.position))


@after.register
def _(event: e.FactCorrected, facts: Facts, recorded: Recorded) -> Facts:
    changed = replace(facts, changes=(*facts.changes, recorded.position))
    match event.field:
        case "region":
            return replace(changed, region=event.new)
        case "worker_count":
            return replace(changed, worker_count=int(event.new))
        case "registered_on":
            return _entered_on(date.fromisoformat(event.new), changed)
        case "effective_on" if facts.resolution:
            resolution = replace(facts.resolution, on=date.fromisoformat(event.new))
            return replace(changed, resolution=resolution)
        case _:
            return facts


def _entered_on(day: date, facts: Facts) -> Facts:
    """The day of entry; a direct filing is one and the same act as what it led to."""
    entry = replace(facts.entry, on=day)
    return replace(
        facts,
        entry=entry,
        filed=entry if facts.filed == facts.entry else facts.filed,
        taken=entry if facts.taken == facts.entry else facts.taken,
        seised=entry if facts.seised == facts.entry else facts.seised,
    )

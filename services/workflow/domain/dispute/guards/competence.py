"""Which court or commission may act in a dispute, by what ties it to one (管辖).

Compared down to the county. What is not recorded is asked for and not guessed; an applicant who
knows of another connection states it.
"""

from typing import NamedTuple
from uuid import UUID

from services.workflow.domain.dispute.guards.places import (
    Place,
    domiciles,
    of_arbitration,
    reaches,
    seats,
    told,
)
from services.workflow.domain.dispute.parts import (
    BY_COURT,
    Connection,
    ConnectionKind,
    Instrument,
    MandateResult,
    PartyKind,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import Tier

_ABOVE_BASIC = frozenset({Tier.CITY, Tier.PROVINCE})
"""Tiers of courts that are no basic courts."""
_WITHOUT_PLACE = frozenset({ConnectionKind.INVITED, ConnectionKind.DESIGNATED})


class _Act(NamedTuple):
    """What is asked of a court or commission, and which facts make it competent for that."""

    move: str
    rule: str
    code: str
    kinds: frozenset[ConnectionKind]
    is_of_basic_courts: bool = False
    """Whether a place makes only the basic court there competent."""


_CONFIRM = _Act(
    "apply_for_confirmation",
    "CONF.COURT",
    "court_not_competent",
    frozenset(
        {
            ConnectionKind.INVITED,
            ConnectionKind.PARTY_DOMICILE,
            ConnectionKind.SUBJECT_PLACE,
            ConnectionKind.ORGANISATION_SEAT,
            ConnectionKind.DESIGNATED,
            ConnectionKind.INTERMEDIATE_LEVEL,
        }
    ),
    is_of_basic_courts=True,
)
_HEAR = _Act(
    "offer_referral",
    "ARB.COMPETENT",
    "commission_not_competent",
    frozenset(
        {
            ConnectionKind.PERFORMANCE_PLACE,
            ConnectionKind.EMPLOYER_SEAT,
            ConnectionKind.DESIGNATED,
        }
    ),
)
_REVIEW = _HEAR._replace(move="apply_for_review")
_REVIEW_BY_SEAT = _REVIEW._replace(kinds=_HEAR.kinds | {ConnectionKind.ORGANISATION_SEAT})
_ORDER = _Act(
    "apply_for_payment_order",
    "PO.COURT",
    "court_not_competent",
    frozenset({ConnectionKind.PARTY_DOMICILE, ConnectionKind.DESIGNATED}),
    is_of_basic_courts=True,
)
_BY_ITS_COURT = frozenset({Instrument.CONFIRMATION_RULING, Instrument.PAYMENT_ORDER})
_AFTER_A_SUIT = frozenset({Instrument.JUDGMENT, Instrument.COURT_STATEMENT})


def require_confirming_court(
    connection: Connection | None, court: UUID, dispute: Dispute, given: Given
) -> None:
    """Refuse a court that may not confirm: it neither invited nor sits at a place that counts.

    A court that invited the organisation to mediate is the only one (民事诉讼法 205(1)). Where the
    dispute itself belongs to an intermediate court, that of the place confirms (205(2)).
    """
    if connection is not None:
        _require_fitting(connection, _CONFIRM, given)
        return
    inviting = inviting_court(dispute)
    if inviting is not None:
        name = given.seised.name if given.seised else "—"
        given.require(
            court == inviting,
            "not_the_inviting_court",
            rule=_CONFIRM.rule,
            allowed=(_CONFIRM.move,),
            name=name,
        )
        return
    _require_basic(_CONFIRM, given)
    _require_place([*seats(given.took_part), *domiciles(dispute, *PartyKind)], _CONFIRM, given)


def inviting_court(dispute: Dispute) -> UUID | None:
    """The court under whose returned mandate the agreement that binds was made."""
    agreement = dispute.effective_agreement
    if agreement is None:
        return None
    return next(
        (
            past.body
            for past in reversed(dispute.past_mandates)
            if past.mandate in BY_COURT
            and past.result is MandateResult.SUCCESS
            and agreement.recorded_on <= past.on
        ),
        None,
    )


def require_reviewing_commission(
    connection: Connection | None, dispute: Dispute, given: Given
) -> None:
    """Refuse a commission without a tie; in Zhejiang that of the organisation's seat has one."""
    is_by_seat = "REV.ZJ" in given.rules.rules
    places = [*of_arbitration(dispute), *(seats(given.took_part) if is_by_seat else ())]
    _require_tie(connection, places, _REVIEW_BY_SEAT if is_by_seat else _REVIEW, given)


def require_hearing_commission(
    connection: Connection | None, to: UUID, dispute: Dispute, given: Given
) -> None:
    """Refuse to hand over to a commission without a tie; one that another named is taken."""
    case = dispute.arbitration
    if case is None or case.competent != to:
        _require_tie(connection, of_arbitration(dispute), _HEAR, given)


def require_ordering_court(connection: Connection | None, dispute: Dispute, given: Given) -> None:
    """Refuse a court that is not the basic one of the debtor's domicile; note an unknown domicile."""
    if connection is not None:
        _require_fitting(connection, _ORDER, given)
        return
    _require_basic(_ORDER, given)
    debtors = domiciles(dispute, PartyKind.EMPLOYER)
    is_known = all(place.region for place in debtors)
    given.warn(is_known, "debtor_domicile_unknown", rule="PO.COURT")
    if is_known:
        _require_place(debtors, _ORDER, given)


def note_own_filing(dispute: Dispute, given: Given) -> None:
    """Note that a party filed with a commission that has no recorded tie."""
    is_tied = reaches(given.organisation, of_arbitration(dispute))
    name = given.organisation.name
    given.warn(is_tied, "filed_elsewhere", rule="ARB.COMPETENT", name=name)


def note_setting_aside_court(given: Given) -> None:
    """Note a court that is no intermediate court, or not that of the commission's seat."""
    is_intermediate = given.organisation.tier in _ABOVE_BASIC
    is_there = given.commission is None or reaches(given.organisation, seats([given.commission]))
    given.warn(
        is_intermediate and is_there,
        "set_aside_elsewhere",
        rule="SETASIDE.COURT",
        name=given.organisation.name,
    )


def note_enforcing_court(
    instrument: Instrument, court: UUID, dispute: Dispute, given: Given
) -> None:
    """Note a court that neither made the title nor sits where the debtor is: property must be there."""
    name = given.organisation.name
    if instrument in _BY_ITS_COURT | _AFTER_A_SUIT:
        is_own = _made_by(instrument, dispute) in {court, None}
    else:
        debtors = [place for place in domiciles(dispute, PartyKind.EMPLOYER) if place.region]
        is_own = not debtors or reaches(given.organisation, debtors)
    given.warn(is_own, "enforced_elsewhere", rule="ENF.COURT", name=name)


def _made_by(instrument: Instrument, dispute: Dispute) -> UUID | None:
    if instrument in _AFTER_A_SUIT:
        return dispute.suits[-1].court if dispute.suits else None
    return dispute.reinforcement.body if dispute.reinforcement else None


def _require_tie(
    connection: Connection | None, places: list[Place], act: _Act, given: Given
) -> None:
    if connection is not None:
        _require_fitting(connection, act, given)
    else:
        _require_place(places, act, given)


def _require_basic(act: _Act, given: Given) -> None:
    is_basic = given.organisation.tier not in _ABOVE_BASIC
    given.require(
        is_basic,
        "not_a_basic_court",
        rule=act.rule,
        allowed=(act.move,),
        name=given.organisation.name,
    )


def _require_level(kind: ConnectionKind, act: _Act, given: Given) -> None:
    """A place ties a basic court; an intermediate one where the dispute is of its level."""
    if kind is ConnectionKind.INTERMEDIATE_LEVEL:
        given.require(
            given.organisation.tier is Tier.CITY,
            "not_an_intermediate_court",
            rule=act.rule,
            allowed=(act.move,),
            name=given.organisation.name,
        )
    elif act.is_of_basic_courts:
        _require_basic(act, given)


def _require_fitting(connection: Connection, act: _Act, given: Given) -> None:
    """A stated fact must be one that counts, and its place must be where the body is."""
    given.require(connection.kind in act.kinds, "connection_does_not_count", rule=act.rule)
    if connection.kind in _WITHOUT_PLACE:
        return
    _require_level(connection.kind, act, given)
    region = connection.region
    given.insist(region, "connection_needs_place", rule=act.rule)
    given.require(
        reaches(given.organisation, [Place(connection.kind, region)]),
        "connection_elsewhere",
        rule=act.rule,
        allowed=(act.move,),
        name=given.organisation.name,
        place=given.place_name(str(region)),
    )


def _require_place(places: list[Place], act: _Act, given: Given) -> None:
    """Refuse with the places that count, and with what is not recorded."""
    body = given.organisation
    places_zh, places_en = told(places, given)
    given.require(
        reaches(body, places),
        act.code,
        rule=act.rule,
        allowed=(act.move, "correct_fact"),
        name=body.name,
        seat=given.place_name(body.region),
        places_zh=places_zh,
        places=places_en,
    )

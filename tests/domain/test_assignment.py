"""Who mediates: certificate, term, organisation, conflicts, recusal, cover."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import ConflictKind, RecusedBy
from services.workflow.domain.dispute.stages.mediation.assignment import (
    ArrangeCover,
    AssignMediator,
    ConsentToConflict,
    DiscloseConflict,
    RecuseMediator,
)
from services.workflow.domain.errors import AlreadyExists, Refusal, Unknown
from services.workflow.domain.mediator import Certificate, Mediator
from services.workflow.domain.mediator import Term as ServiceTerm
from tests.support.builders import (
    CENTRE,
    CERTIFIED,
    COURT,
    MEDIATOR,
    ON,
    accepted,
    assign,
    in_mediation,
)
from tests.support.given_when_then import only
from tests.support.mediation_builders import (
    OTHER,
    OTHER_CERTIFIED,
    assign_other,
    both_consent,
    disclose,
    replaced,
)

WITH_OTHER: dict[str, Any] = {"mediator": OTHER_CERTIFIED}
NEXT_WEEK = (date(2026, 3, 9), date(2026, 3, 13))


def cover(first: date = NEXT_WEEK[0], last: date = NEXT_WEEK[1]) -> ArrangeCover:
    return ArrangeCover(mediator=OTHER, starts_on=first, ends_on=last, reason="外出培训")


def rests_on(refusal: Refusal, rule: str) -> None:
    assert refusal.rule is not None
    assert refusal.rule.id == rule


# Assignment


def test_a_certified_mediator_of_the_organisation_takes_the_dispute() -> None:
    scenario = accepted()
    event = only(scenario.when(assign(), ON, mediator=CERTIFIED), e.MediatorAssigned)
    assert event.certificate_no == "浙调0001"
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.mediator == MEDIATOR


def test_a_certificate_that_ended_yesterday_is_none() -> None:
    ended = msgspec.structs.replace(CERTIFIED.certificates[0], valid_until=date(2026, 3, 1))
    expired = msgspec.structs.replace(CERTIFIED, certificates=(ended,))
    refusal = accepted().refuses(assign(), "certificate_not_valid", ON, mediator=expired)
    rests_on(refusal, "MEDIATOR.CERTIFIED")
    assert refusal.data["occurred_on"] == "2026-03-02"


def test_a_certificate_holds_on_its_last_day() -> None:
    last = msgspec.structs.replace(CERTIFIED.certificates[0], valid_until=ON)
    accepted().when(assign(), ON, mediator=msgspec.structs.replace(CERTIFIED, certificates=(last,)))


def test_a_certificate_holds_from_its_first_day() -> None:
    coming = msgspec.structs.replace(CERTIFIED.certificates[0], valid_from=date(2026, 3, 3))
    early = msgspec.structs.replace(CERTIFIED, certificates=(coming,))
    accepted().refuses(assign(), "certificate_not_valid", ON, mediator=early)


def test_nobody_is_not_a_mediator() -> None:
    accepted().refuses(AssignMediator(), "certificate_not_valid", ON)


def test_a_mediator_of_another_organisation_is_refused() -> None:
    elsewhere = msgspec.structs.replace(CERTIFIED, terms=(ServiceTerm(COURT, date(2024, 1, 1)),))
    refusal = accepted().refuses(assign(), "not_of_this_organisation", ON, mediator=elsewhere)
    rests_on(refusal, "MEDIATOR.CERTIFIED")


def test_a_mediators_term_with_the_organisation_has_an_end() -> None:
    term = ServiceTerm(CENTRE, date(2024, 1, 1), date(2026, 3, 1))
    left: Mediator = msgspec.structs.replace(CERTIFIED, terms=(term,))
    accepted().refuses(assign(), "not_of_this_organisation", ON, mediator=left)


def test_the_dispute_can_be_given_to_another_mediator_and_the_first_is_remembered() -> None:
    scenario = replaced()
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.mediator == OTHER
    assert scenario.dispute.earlier_mediators == (MEDIATOR,)


def test_who_has_the_dispute_is_not_assigned_again() -> None:
    refusal = in_mediation().refuses(assign(), "mediator_has_it", ON, mediator=CERTIFIED)
    assert isinstance(refusal, AlreadyExists)


# Conflicts


def test_a_disclosed_conflict_keeps_a_mediator_away() -> None:
    scenario = accepted().after(disclose(), on=ON)
    refusal = scenario.refuses(assign(), "conflict_not_consented", ON, mediator=CERTIFIED)
    rests_on(refusal, "MEDIATOR.CONFLICT")
    assert "consent_to_conflict" in refusal.allowed
    assert scenario.stands(State.ACCEPTED)


def test_the_consent_of_one_side_is_not_enough() -> None:
    scenario = accepted().after(disclose(), ConsentToConflict(conflict=1, party=1), on=ON)
    scenario.refuses(assign(), "conflict_not_consented", ON, mediator=CERTIFIED)


def test_a_disclosed_conflict_goes_on_with_the_consent_of_both_sides_and_is_remembered() -> None:
    scenario = both_consent(accepted().after(disclose(), on=ON))
    scenario.when(assign(), ON, mediator=CERTIFIED)
    (conflict,) = scenario.dispute.conflicts
    assert conflict.consented_by == {1, 2}
    assert conflict.kind is ConflictKind.NEAR_RELATIVE


def test_the_conflict_of_another_keeps_nobody_away() -> None:
    scenario = accepted().after(disclose(OTHER), on=ON)
    scenario.when(assign(), ON, mediator=CERTIFIED)
    assert scenario.stands(State.IN_MEDIATION)


def test_each_conflict_needs_its_own_consents() -> None:
    second = disclose(kind=ConflictKind.INTEREST)
    scenario = both_consent(accepted().after(disclose(), second, on=ON))
    refusal = scenario.refuses(assign(), "conflict_not_consented", ON, mediator=CERTIFIED)
    assert refusal.data["conflicts"] == "2"


def test_the_assigned_mediator_discloses_without_being_named() -> None:
    scenario = in_mediation()
    command = DiscloseConflict(kind=ConflictKind.OTHER, detail="曾为同事")
    event = only(scenario.when(command, ON), e.ConflictDisclosed)
    assert (event.mediator, event.conflict, event.detail) == (MEDIATOR, 1, "曾为同事")


def test_a_disclosure_says_whose_tie_it_is() -> None:
    refusal = accepted().refuses(DiscloseConflict(kind=ConflictKind.OTHER), "no_mediator", ON)
    rests_on(refusal, "MEDIATOR.CONFLICT")


def test_consent_is_to_a_disclosed_conflict_by_a_party_and_once() -> None:
    scenario = accepted().after(disclose(), ConsentToConflict(conflict=1, party=1), on=ON)
    unknown = scenario.refuses(ConsentToConflict(conflict=2, party=1), "unknown_conflict", ON)
    assert isinstance(unknown, Unknown)
    scenario.refuses(ConsentToConflict(conflict=1, party=9), "unknown_party", ON)
    again = scenario.refuses(ConsentToConflict(conflict=1, party=1), "consented_already", ON)
    assert isinstance(again, AlreadyExists)


# An earlier role in the matter


def test_who_had_the_dispute_before_needs_disclosure_and_both_consents() -> None:
    scenario = replaced()
    refusal = scenario.refuses(assign(), "earlier_role_not_disclosed", ON, mediator=CERTIFIED)
    rests_on(refusal, "MEDIATOR.CONFLICT")
    assert refusal.allowed[0] == "disclose_conflict"
    scenario.after(disclose(kind=ConflictKind.EARLIER_ROLE), on=ON)
    scenario.refuses(assign(), "conflict_not_consented", ON, mediator=CERTIFIED)
    both_consent(scenario).when(assign(), ON, mediator=CERTIFIED)
    assert scenario.dispute.mediator == MEDIATOR
    assert scenario.dispute.earlier_mediators == (MEDIATOR, OTHER)


def test_consent_to_another_tie_is_no_consent_to_an_earlier_role() -> None:
    scenario = both_consent(replaced().after(disclose(), on=ON))
    scenario.refuses(assign(), "earlier_role_not_disclosed", ON, mediator=CERTIFIED)


def test_who_mediated_the_same_matter_elsewhere_discloses_it() -> None:
    brought = {"mediator": CERTIFIED, "earlier_in_matter": frozenset({MEDIATOR})}
    accepted().refuses(assign(), "earlier_role_not_disclosed", ON, **brought)


# Recusal


def test_a_recusal_leaves_the_dispute_waiting_for_another_mediator() -> None:
    scenario = in_mediation()
    recuse = RecuseMediator(by=RecusedBy.PARTY, reason="与被申请人有亲属关系")
    event = only(scenario.when(recuse, ON), e.MediatorRecused)
    assert (event.mediator, event.by) == (MEDIATOR, RecusedBy.PARTY)
    assert scenario.stands(State.ACCEPTED)
    assert scenario.dispute.mediator is None
    assert scenario.dispute.earlier_mediators == (MEDIATOR,)


def test_a_recusal_names_its_reason_and_somebody_who_has_the_dispute() -> None:
    blank = RecuseMediator(by=RecusedBy.MEDIATOR, reason=" ")
    rests_on(in_mediation().refuses(blank, "recusal_needs_reason", ON), "MEDIATOR.RECUSAL")
    scenario = accepted()
    scenario.past.append(e.MediatorAssigned(occurred_on=ON, mediator=None))
    recuse = RecuseMediator(by=RecusedBy.MEDIATOR, reason="利害关系")
    scenario.refuses(recuse, "no_mediator", ON)


def test_consent_given_before_a_recusal_does_not_outlast_it() -> None:
    scenario = both_consent(in_mediation().after(disclose(), on=ON))
    scenario.after(disclose(OTHER), RecuseMediator(by=RecusedBy.PARTY, reason="异议"), on=ON)
    assert scenario.dispute.conflicts[0].consented_by == frozenset()
    scenario.refuses(assign(), "conflict_not_consented", ON, mediator=CERTIFIED)


# Cover


def test_cover_stands_in_on_its_days_and_on_no_other() -> None:
    scenario = in_mediation()
    event = only(scenario.when(cover(), ON, **WITH_OTHER), e.CoverArranged)
    assert (event.starts_on, event.ends_on) == NEXT_WEEK
    dispute = scenario.dispute
    assert dispute.mediator == MEDIATOR
    days = [date(2026, 3, day) for day in (8, 9, 13, 14)]
    assert [dispute.mediates(OTHER, day) for day in days] == [False, True, True, False]


def test_a_cover_of_one_day_is_possible_and_one_that_ends_first_is_not() -> None:
    day = NEXT_WEEK[0]
    in_mediation().when(cover(day, day), ON, **WITH_OTHER)
    refusal = in_mediation().refuses(
        cover(NEXT_WEEK[1], day), "cover_ends_before_it_starts", ON, **WITH_OTHER
    )
    rests_on(refusal, "MEDIATOR.COVER")


def test_nobody_covers_for_herself_or_where_nobody_mediates() -> None:
    own = ArrangeCover(mediator=MEDIATOR, starts_on=ON, ends_on=ON)
    rests_on(
        in_mediation().refuses(own, "cover_of_oneself", ON, mediator=CERTIFIED), "MEDIATOR.COVER"
    )
    scenario = accepted()
    scenario.past.append(e.MediatorAssigned(occurred_on=ON, mediator=None))
    scenario.refuses(cover(), "no_mediator", ON, **WITH_OTHER)


@pytest.mark.parametrize("days", [(13, 20), (2, 9), (10, 11), (1, 31)])
def test_two_covers_share_no_day(days: tuple[int, int]) -> None:
    scenario = in_mediation().after((cover(), WITH_OTHER), on=ON)
    second = cover(date(2026, 3, days[0]), date(2026, 3, days[1]))
    refusal = scenario.refuses(second, "cover_overlaps", ON, **WITH_OTHER)
    assert isinstance(refusal, AlreadyExists)


def test_covers_may_follow_each_other() -> None:
    scenario = in_mediation().after((cover(), WITH_OTHER), on=ON)
    scenario.when(cover(date(2026, 3, 14), date(2026, 3, 15)), ON, **WITH_OTHER)
    assert len(scenario.dispute.covers) == 2


def test_who_covers_is_certified_on_every_day() -> None:
    first = Certificate("旧", date(2024, 1, 1), date(2026, 3, 10))
    gap = Certificate("新", date(2026, 3, 12), date(2028, 1, 1))
    next_day = Certificate("新", date(2026, 3, 11), date(2028, 1, 1))
    with_gap = msgspec.structs.replace(OTHER_CERTIFIED, certificates=(gap, first))
    refusal = in_mediation().refuses(cover(), "certificate_not_valid", ON, mediator=with_gap)
    assert refusal.data["occurred_on"] == "2026-03-11"
    whole = msgspec.structs.replace(OTHER_CERTIFIED, certificates=(next_day, first))
    in_mediation().when(cover(), ON, mediator=whole)


def test_who_covers_is_of_the_organisation_and_without_conflict() -> None:
    elsewhere = msgspec.structs.replace(
        OTHER_CERTIFIED, terms=(ServiceTerm(COURT, date(2024, 1, 1)),)
    )
    in_mediation().refuses(cover(), "not_of_this_organisation", ON, mediator=elsewhere)
    tied = in_mediation().after(disclose(OTHER), on=ON)
    tied.refuses(cover(), "conflict_not_consented", ON, **WITH_OTHER)


def test_cover_ends_with_the_mediator_it_stands_in_for() -> None:
    scenario = in_mediation().after((cover(), WITH_OTHER), on=ON)
    scenario.after(RecuseMediator(by=RecusedBy.MEDIATOR, reason="利害关系"), on=ON)
    assert not scenario.dispute.mediates(OTHER, NEXT_WEEK[0])
    scenario.after((assign_other(), WITH_OTHER), on=ON)
    assert scenario.dispute.mediates(OTHER, ON)

"""Notes and settlement offers: the privileged stream alone, two sides, one answer each."""

from uuid import uuid5

import pytest

from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.parts import Party, PartyKind, Side
from services.workflow.domain.dispute.stages.mediation.confidence import (
    PRIVILEGED_MOVES,
    AnswerSettlementOffer,
    MakeSettlementOffer,
    NoteInConfidence,
)
from services.workflow.domain.errors import AlreadyExists, Refusal, Unknown
from services.workflow.domain.privileged import (
    ConfidentialNoteTaken,
    OfferAnswer,
    SettlementOfferAnswered,
    SettlementOfferMade,
    Talks,
    evolve,
    privileged_id,
    said,
)
from tests.support.builders import ON, PARTIES, in_mediation, sealed
from tests.support.given_when_then import DISPUTE, only

OFFERED = Talks(entries=1, offers_made=1, offers=((1, 2),))
OFFER = MakeSettlementOffer(party=2, content=sealed("offer"))


def answer(
    offer: int = 1, party: int = 1, said: OfferAnswer = OfferAnswer.REFUSED
) -> AnswerSettlementOffer:
    return AnswerSettlementOffer(offer=offer, party=party, answer=said)


def test_a_confidential_note_goes_to_the_privileged_stream_alone() -> None:
    scenario = in_mediation()
    before = scenario.dispute
    events = scenario.when(NoteInConfidence(note=sealed("note")), ON, talks=Talks())
    assert isinstance(only(events, ConfidentialNoteTaken).note.box, str)
    assert scenario.dispute == before
    assert privileged_id(DISPUTE) == uuid5(DISPUTE, "privileged")


def test_the_privileged_moves_rest_on_confidence() -> None:
    resting = {name for name, move in MOVE.items() if "MED.CONFIDENTIAL" in move.rules}
    assert resting == PRIVILEGED_MOVES


def test_an_offer_is_numbered_within_the_talks() -> None:
    scenario = in_mediation()
    before = scenario.dispute
    first = only(scenario.when(OFFER, ON, talks=Talks(entries=4)), SettlementOfferMade)
    second = only(scenario.when(OFFER, ON, talks=OFFERED), SettlementOfferMade)
    assert (first.offer, second.offer, second.party) == (1, 2, 2)
    assert scenario.dispute == before


def test_the_number_of_an_offer_that_the_caller_may_not_know_of_is_not_given_again() -> None:
    talks = Talks(entries=3, offers_made=2)
    assert only(in_mediation().when(OFFER, ON, talks=talks), SettlementOfferMade).offer == 3
    in_mediation().refuses(answer(offer=2), "unknown_settlement_offer", ON, talks=talks)


def test_an_offer_is_made_by_a_party_and_says_something() -> None:
    stranger = MakeSettlementOffer(party=9, content=sealed("offer"))
    in_mediation().refuses(stranger, "unknown_party", ON, talks=Talks())
    blank = MakeSettlementOffer(party=2, content=" ")  # type: ignore[arg-type]
    in_mediation().refuses(blank, "offer_says_nothing", ON, talks=Talks())


@pytest.mark.parametrize("word", OfferAnswer)
def test_the_other_side_answers_an_offer(word: OfferAnswer) -> None:
    events = in_mediation().when(answer(said=word), ON, talks=OFFERED)
    event = only(events, SettlementOfferAnswered)
    assert (event.offer, event.party, event.answer, event.content) == (1, 1, word, None)


def test_an_answer_may_say_more() -> None:
    command = AnswerSettlementOffer(
        offer=1, party=1, answer=OfferAnswer.COUNTERED, content=sealed("answer")
    )
    event = only(in_mediation().when(command, ON, talks=OFFERED), SettlementOfferAnswered)
    assert event.content == sealed("answer")


def test_an_offer_that_was_never_made_has_no_answer() -> None:
    refusal = in_mediation().refuses(answer(offer=2), "unknown_settlement_offer", ON, talks=OFFERED)
    assert isinstance(refusal, Unknown)
    in_mediation().refuses(answer(party=7), "unknown_party", ON, talks=OFFERED)


def test_nobody_answers_for_the_side_that_offered() -> None:
    parties = (*PARTIES, Party(no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="某公司"))
    scenario = in_mediation(parties=parties)
    for party in (2, 3):
        refusal = scenario.refuses(answer(party=party), "answered_by_own_side", ON, talks=OFFERED)
        assert isinstance(refusal, Refusal)
        assert refusal.rule is not None
        assert refusal.rule.id == "MED.CONFIDENTIAL"


def test_each_party_answers_an_offer_once() -> None:
    answered = Talks(entries=2, offers=((1, 2),), answered=frozenset({(1, 1)}))
    refusal = in_mediation().refuses(answer(), "answered_already", ON, talks=answered)
    assert isinstance(refusal, AlreadyExists)


def test_the_talks_know_who_offered_and_answered_and_no_word_of_it() -> None:
    stream = privileged_id(DISPUTE)
    events = (
        ConfidentialNoteTaken(occurred_on=ON, note=sealed("note")),
        SettlementOfferMade(occurred_on=ON, offer=1, party=2, content=sealed("offer")),
        SettlementOfferAnswered(occurred_on=ON, offer=1, party=1, answer=OfferAnswer.REFUSED),
    )
    talks = Talks()
    for event in events:
        talks = evolve(talks, event, stream)
    offered = ((1, 2),)
    assert talks == Talks(entries=3, offers_made=1, offers=offered, answered=frozenset({(1, 1)}))
    assert [said(event) for event in events] == [sealed("note"), sealed("offer"), None]

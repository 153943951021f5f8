"""The national rule pack: every rule that a move rests on, and every period of the law, sourced."""

import pytest

from services.workflow.domain.dispute.lifecycle import MOVES
from services.workflow.domain.dispute.parts import Mandate, RequiredAct
from services.workflow.domain.legal import Evidence, Unit
from services.workflow.rules.packs import national


@pytest.mark.parametrize(
    ("rule_id", "length", "unit"),
    [
        ("MED.ACCEPT", 3, Unit.WORKING_DAY),
        ("MED.15.RECEIPT", 15, Unit.NATURAL_DAY),
        ("MED.15.ACCEPT", 15, Unit.NATURAL_DAY),
        ("CONF.APPLY", 30, Unit.NATURAL_DAY),
        ("CONF.ACCEPT", 3, Unit.NATURAL_DAY),
        ("CONF.DECIDE", 15, Unit.NATURAL_DAY),
        ("CONF.DECIDE.HARD", 30, Unit.NATURAL_DAY),
        ("REV.APPLY", 15, Unit.NATURAL_DAY),
        ("ARB.ACCEPT", 5, Unit.WORKING_DAY),
        ("SUIT.15", 15, Unit.NATURAL_DAY),
        ("SETASIDE.30", 30, Unit.NATURAL_DAY),
        ("ARB.AWARD", 45, Unit.NATURAL_DAY),
        ("REV.DECIDE", 5, Unit.WORKING_DAY),
        ("PO.NOSUIT", 7, Unit.NATURAL_DAY),
        ("CONF.OBJECT.THIRD", 6, Unit.MONTH),
        ("LIM.1Y", 1, Unit.YEAR),
        ("ENF.2Y", 2, Unit.YEAR),
        ("ARC.PM", 5, Unit.YEAR),
    ],
)
def test_the_periods_of_the_law(rule_id: str, length: int, unit: Unit) -> None:
    rule = national().rule(rule_id)

    assert (rule.length, rule.unit) == (length, unit)


@pytest.mark.parametrize(
    ("rule_id", "extension"), [("CONF.DECIDE", 10), ("REV.DECIDE", 5), ("ARB.AWARD", 15)]
)
def test_what_may_be_approved_on_top_is_in_the_rule(rule_id: str, extension: int) -> None:
    assert national().rule(rule_id).extension == extension


def test_the_parties_may_extend_mediation_without_a_limit_and_a_review_not_at_all() -> None:
    assert national().rule("MED.15.ACCEPT").allows_consented(60)
    assert not national().rule("REV.APPLY").allows_consented(1)


def test_a_clock_says_what_it_starts_with_and_a_guard_has_none() -> None:
    for rule in national().rules.values():
        assert (rule.trigger is None) == (rule.length is None), rule.id


def test_every_rule_says_where_it_stands_in_both_languages() -> None:
    for rule in national().rules.values():
        assert rule.zh
        assert rule.en
        assert rule.article or rule.instrument == "本系统规则", rule.id
        assert rule.in_force_from or rule.evidence is Evidence.INTERPRETED, rule.id
        assert not rule.verified, f"{rule.id}: only a lawyer sets this"


def test_every_rule_that_a_move_rests_on_is_in_the_pack() -> None:
    named = {rule_id for move in MOVES for rule_id in move.rules}

    assert named
    assert named <= set(national().rules)


@pytest.mark.parametrize("mandate", Mandate)
def test_every_mandate_has_its_required_acts(mandate: Mandate) -> None:
    acts = [RequiredAct(act) for act in national().required_acts_for(mandate)]

    assert RequiredAct.PARTY_SIGNATURES in acts


def test_an_agreement_of_a_labour_organisation_needs_the_seal_and_a_delegated_one_does_not() -> (
    None
):
    assert set(national().required_acts_for("self")) == set(RequiredAct)
    assert national().required_acts_for("court_delegated") == ("party_signatures",)


def test_a_rule_that_the_pack_lacks_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        national().rule("NO.SUCH.RULE")


def test_the_pack_is_read_once() -> None:
    assert national() is national()
    assert national().version == "CN-2026.3"
    assert national().region == "CN"

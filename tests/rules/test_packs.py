"""The national rule pack: complete for the main path, sourced, and checked when it is loaded."""

from pathlib import Path

import pytest

from services.workflow.domain.dispute.lifecycle import MOVES
from services.workflow.domain.dispute.parts import Mandate, RequiredAct
from services.workflow.domain.legal import Evidence, Unit
from services.workflow.rules import packs
from services.workflow.rules.packs import InvalidRulePack, load, national

SHIPPED = (Path(packs.__file__).with_name("packs") / "national.toml").read_text("utf-8")
PERIOD = 'id = "MED.ACCEPT"\n'
GUARD = 'id = "MED.CONSENT"\n'


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
    ],
)
def test_the_periods_of_the_main_path(rule_id: str, length: int, unit: Unit) -> None:
    rule = national().rule(rule_id)

    assert (rule.length, rule.unit) == (length, unit)


def test_the_court_s_target_may_be_extended_by_ten_days() -> None:
    assert national().rule("CONF.DECIDE").extension == 10


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
    assert national().version == "CN-2026.1"
    assert national().region == "CN"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (PERIOD, 'id = "CONF.APPLY"\n', "rule CONF.APPLY stands twice"),
        ("length = 3\n", "length = 0\n", "length below 1"),
        ("length = 3\n", "", "both length and unit"),
        ("extension = 10\n", "extension = -1\n", "extension without a period"),
        (GUARD, GUARD + "extension = 1\n", "MED.CONSENT has an extension without a period"),
        (PERIOD, PERIOD + 'colour = "red"\n', "colour"),
        ('evidence = "S"\n', 'evidence = "Z"\n', "Invalid enum value 'Z'"),
        ('unit = "working_day"\n', 'unit = "week"\n', "Invalid enum value 'week'"),
        ('mandates = ["court_delegated"]', 'mandates = ["self"]', "mandate self 2 times"),
        ('acts = ["party_signatures"]', "acts = []", "court_delegated is empty"),
        ('acts = ["party_signatures"]', 'acts = ["fingerprint"]', "fingerprint"),
        ('version = "CN-2026.1"', "version = ", "national.toml"),
        ('instrument = "劳动争议调解仲裁法"', 'instrument = ""', "lacks its words"),
    ],
)
def test_a_faulty_pack_is_refused_and_its_fault_named(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    changed = SHIPPED.replace(old, new, 1)
    assert changed != SHIPPED
    (tmp_path / "national.toml").write_text(changed, "utf-8")

    with pytest.raises(InvalidRulePack, match=fault):
        load(tmp_path / "national.toml")

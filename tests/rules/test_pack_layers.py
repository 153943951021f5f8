"""National rules, then a region's, then a kind's of organisation: each layer adds to those below."""

from datetime import date

import pytest

from services.workflow.domain.clocks.counting import computed
from services.workflow.domain.dispute.parts import Mandate
from services.workflow.domain.legal import Unit
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import layers, national, pack_for
from services.workflow.rules.rulebook import NationalRulebook

DAY = date(2026, 6, 1)
ZHEJIANG, YUYAO, HEFEI, BEIJING, URUMQI = "330102", "330281001", "340102", "110101", "650105013"


def period_of(region: str, kind: str = "", day: date = DAY) -> str:
    """The id of the rule that the organisation's own period follows."""
    return pack_for(region, kind).standing("MED.15.ACCEPT", day).id


@pytest.mark.parametrize(
    ("region", "kind", "rule_id"),
    [
        ("320402", "", "MED.15.ACCEPT"),
        (URUMQI, "mediation_centre", "MED.15.ACCEPT"),
        (ZHEJIANG, "", "MED.15.ZJ"),
        (YUYAO, "union_studio", "MED.15.ZJ"),
        (YUYAO, "peoples_committee", "MED.PM.NB"),
        (ZHEJIANG, "peoples_committee", "MED.15.ZJ"),
        (YUYAO, "one_stop_centre", "MED.ONESTOP"),
        (BEIJING, "one_stop_centre", "MED.ONESTOP"),
        (HEFEI, "", "MED.15.AH"),
    ],
)
def test_the_organisation_s_period_is_that_of_its_region_and_kind(
    region: str, kind: str, rule_id: str
) -> None:
    assert period_of(region, kind) == rule_id


def test_before_a_region_s_rule_is_in_force_the_general_one_stands() -> None:
    assert period_of(HEFEI, day=date(2026, 4, 30)) == "MED.15.ACCEPT"
    assert period_of(YUYAO, "peoples_committee", date(2015, 5, 31)) == "MED.15.ZJ"


def test_zhejiang_counts_from_receipt_and_ningbo_a_month() -> None:
    zhejiang = pack_for(ZHEJIANG).rule("MED.15.ZJ")
    ningbo = pack_for(YUYAO, "peoples_committee").rule("MED.PM.NB")

    assert zhejiang.trigger == "application_received"
    assert (ningbo.length, ningbo.unit) == (1, Unit.MONTH)
    due = computed(ningbo, calendar_for(YUYAO), date(2026, 1, 31))
    assert (due.due_natural, due.due_rolled) == (date(2026, 2, 28), date(2026, 2, 28))


def test_a_one_stop_centre_extends_by_fifteen_days_at_most() -> None:
    rule = pack_for(BEIJING, "one_stop_centre").rule("MED.ONESTOP")

    assert rule.allows_consented(15)
    assert not rule.allows_consented(16)


def test_a_layer_adds_rules_and_takes_none_away() -> None:
    general = set(national().rules)

    for layer in layers()[1:]:
        kinds = ["", *(kind for rule in layer.rules for kind in rule.kinds)]
        for kind in (*kinds, layer.kind):
            assert general <= set(pack_for(layer.region, kind).rules)
    assert "BJ.CONVERT" in pack_for(BEIJING).rules
    assert "MED.PM.NB" not in pack_for(YUYAO).rules


def test_the_version_names_every_layer_and_the_region_the_nearest() -> None:
    pack = pack_for(YUYAO, "one_stop_centre")

    assert pack.version == "CN-2026.3+ZJ-2026.2+NB-2026.1+ONESTOP-2026.1"
    assert (pack.region, pack.kind) == ("CN-3302", "one_stop_centre")
    assert pack_for("320402").version == "CN-2026.3"


def test_a_pack_is_made_once_for_all_regions_that_share_it() -> None:
    assert pack_for("330102001") is pack_for("330108")
    assert pack_for("320402") is national()


def test_an_agreement_s_acts_depend_on_the_mandate_and_fall_back_to_its_general_row() -> None:
    for kind in OrganisationKind:
        for mandate in Mandate:
            assert "party_signatures" in national().required_acts_for(mandate, kind)
    committee = national().required_acts["self", "peoples_committee"]

    assert committee.instrument == "人民调解法"
    assert national().required_acts_for("court_delegated", "peoples_committee") == (
        "party_signatures",
    )


def test_the_rulebook_gives_the_rules_and_the_calendar_of_a_region() -> None:
    book = NationalRulebook()

    assert book.pack(YUYAO) is pack_for(YUYAO)
    assert book.pack(YUYAO, "peoples_committee").kind == "peoples_committee"
    assert book.calendar(URUMQI).region == "CN-65"

"""The page of legal rules: every rule of every pack, with its period, its source and its state."""

from services.cli.rules_page import page
from services.workflow.rules.packs import layers


def row_of(rule_id: str) -> list[str]:
    """The cells of a rule's row."""
    row = next(line for line in page().splitlines() if line.startswith(f"| `{rule_id}` |"))
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_every_rule_of_every_pack_has_one_row() -> None:
    named = [line.split("`")[1] for line in page().splitlines() if line.startswith("| `")]

    assert sorted(named) == sorted(rule.id for layer in layers() for rule in layer.rules)


def test_a_row_shows_the_period_how_it_is_counted_and_where_it_stands() -> None:
    _, words, period, counted, source, evidence, checked = row_of("CONF.DECIDE")

    assert words.startswith("法院自受理之日起15日内")
    assert period == "15日<br>经批准 +10日"
    assert counted == "from `court_accepted`<br>last day open<br>by `court`"
    assert source == "人民调解协议司法确认程序若干规定(法释〔2011〕5号) 第5条"
    assert (evidence, checked) == ("I", "no")


def test_a_rule_of_a_region_or_kind_says_what_it_stands_for() -> None:
    assert "代替 MED.15.ACCEPT<br>限 peoples_committee" in row_of("MED.PM.NB")[1]
    assert row_of("MED.ONESTOP")[2] == "15日<br>双方同意 +15日为限"
    assert row_of("MED.15.ZJ")[2] == "15日<br>双方同意可延长"


def test_a_hearing_s_notice_is_counted_backwards() -> None:
    assert row_of("ARB.NOTICE")[3].startswith("before `hearing_day`")


def test_the_acts_that_make_an_agreement_effective_are_shown_by_mandate_and_kind() -> None:
    assert "| court_delegated | all others | party_signatures | " in page()

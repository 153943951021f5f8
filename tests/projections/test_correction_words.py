"""What was corrected, in words: each field by its name, with the numbers of its items."""

from datetime import date

import pytest

from services.kit.language import Language
from services.projections.words.acts import clauses
from services.projections.words.cast import Cast, Names
from services.workflow.domain.dispute.guards.correctable import CORRECTABLE
from services.workflow.recorded.views import dispute_events as e


def field_in_words(field: str, language: Language) -> str:
    event = e.FactCorrected(
        occurred_on=date(2026, 4, 9), field=field, old="", new="", reason="录入错误"
    )
    cast = Cast((), Names(), language)
    _, values = next(iter(clauses(event, cast)))
    return str(values["field"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pattern", sorted(CORRECTABLE))
def test_every_fact_that_can_be_corrected_has_a_name(pattern: str, language: Language) -> None:
    numbers = ("31", "47")[: pattern.count("*")]
    field = pattern
    for no in numbers:
        field = field.replace("*", no, 1)
    words = field_in_words(field, language)
    assert all(no in words for no in numbers)
    assert "/" not in words


def test_the_day_on_which_one_party_was_served_is_told_as_such() -> None:
    field = "arbitrations/1/parties/2/award_served_on"
    assert field_in_words(field, "zh") == "第1次仲裁裁决书送达当事人2的日期"
    assert field_in_words(field, "en") == (
        "The day on which party 2 received the award in arbitration 1"
    )

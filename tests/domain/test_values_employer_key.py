"""One employer written in several ways has one key; a credit code is a key of its own."""

import pytest

from services.workflow.domain.values.employer_key import employer_keys

WRITTEN = [
    "余姚某某（浙江）建筑有限公司",
    "余姚某某(浙江)建筑有限责任公司",
    " 余姚某某 （浙江） 建筑 有限公司 ",
    "余姚某某[浙江]建筑公司",
    "余姚某某【浙江】建筑股份有限公司",
]


@pytest.mark.parametrize("name", WRITTEN)
def test_brackets_spaces_width_and_legal_form_make_no_other_employer(name: str) -> None:
    assert employer_keys(name) == {"name:余姚某某浙江建筑"}


def test_letters_of_any_width_and_case_are_the_same() -> None:
    assert employer_keys("ＡＢＣ电子有限公司") == employer_keys("abc电子有限责任公司")


def test_another_name_has_another_key() -> None:
    assert employer_keys("余姚甲建筑有限公司") != employer_keys("余姚乙建筑有限公司")


def test_a_credit_code_is_found_whatever_the_name() -> None:
    code = "91330281MA2AF1XX00"
    assert employer_keys("甲厂", code) & employer_keys("乙厂", code) == {f"uscc:{code}"}


def test_a_name_that_is_a_legal_form_only_stays_as_it_is() -> None:
    assert employer_keys("某公司") == {"name:某公司"}
    assert employer_keys("（）") == frozenset()

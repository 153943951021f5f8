"""Unified social credit codes: real ones are taken, every slip of one character is not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.uscc import Uscc
from tests.support.numbers import CODE_ALPHABET, credit_codes, with_code_check


@given(credit_codes)
def test_a_right_code_is_taken_in_any_writing(code: str) -> None:
    assert Uscc(code) == code
    assert Uscc(f" {code[:2]} {code[2:8].lower()}-{code[8:].lower()} ") == code


def test_a_published_code_is_taken() -> None:
    assert Uscc("91110000600037341L") == "91110000600037341L"


def test_a_rural_collective_whose_code_begins_with_a_letter_is_taken() -> None:
    code = with_code_check("N2330281MF1234567")

    assert Uscc(code) == code


@given(credit_codes, st.data())
def test_every_corruption_of_one_character_is_refused(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=17))
    other = data.draw(st.sampled_from(CODE_ALPHABET).filter(lambda c: c != code[place]))

    with pytest.raises(InvalidValue):
        Uscc(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "uscc.length"),
        ("91110000600037341", "uscc.length"),
        ("91110000600037341LL", "uscc.length"),
        ("9111000060003734IL", "uscc.shape"),
        ("91110000600O37341L", "uscc.shape"),
        ("9111000A600037341L", "uscc.shape"),
        ("某某公司某某公司某某公司某某公司某某", "uscc.shape"),
        ("91110000600037341M", "uscc.check"),
    ],
)
def test_a_wrong_code_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Uscc(written)

    assert refusal.value.code == code


@given(st.text(max_size=30))
def test_any_text_gives_a_code_or_a_refusal(text: str) -> None:
    with suppress(InvalidValue):
        assert len(Uscc(text)) == 18

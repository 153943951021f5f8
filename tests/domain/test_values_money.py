"""Amounts: what is read, what is refused, and that nothing is lost on the way."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.money import MOST_FEN, Fen

amounts = st.integers(min_value=1, max_value=MOST_FEN)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("26400", 2_640_000),
        ("26,400.00", 2_640_000),
        ("26400.5", 2_640_050),
        ("0.01", 1),
        (" ¥26,400 元 ", 2_640_000),
        ("２６４００．５", 2_640_050),
        ("1,234,567.89", 123_456_789),
        ("007", 700),
    ],
)
def test_yuan_are_read_as_people_write_them(written: str, fen: int) -> None:
    assert Fen.from_yuan(written) == fen


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("-1", "amount.negative"),
        ("-26,400.00", "amount.negative"),
        ("0", "amount.not_positive"),
        ("0.00", "amount.not_positive"),
        ("1.234", "amount.below_fen"),
        ("26400.", "amount.unreadable"),
        (".5", "amount.unreadable"),
        ("2,64,00", "amount.unreadable"),
        ("26400,", "amount.unreadable"),
        ("1e5", "amount.unreadable"),
        ("两万元", "amount.unreadable"),
        ("", "amount.unreadable"),
        ("nan", "amount.unreadable"),
        ("100000000000.01", "amount.too_large"),
        ("9" * 400, "amount.too_large"),
    ],
)
def test_other_writings_are_refused_with_their_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Fen.from_yuan(written)

    assert refusal.value.code == code
    assert refusal.value.zh
    assert refusal.value.en
    assert str(refusal.value) == refusal.value.zh


@pytest.mark.parametrize("nonsense", [1.5, 2.0, True, "26400"])
def test_only_whole_numbers_become_fen(nonsense: int) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Fen(nonsense)

    assert refusal.value.code == "amount.not_whole_fen"


def test_the_largest_amount_is_taken_and_one_fen_more_is_not() -> None:
    assert Fen(MOST_FEN) == MOST_FEN
    with pytest.raises(InvalidValue):
        Fen(MOST_FEN + 1)


def test_an_amount_of_fen_can_be_made_an_amount_again() -> None:
    assert Fen(Fen(5)) == 5


@given(amounts)
def test_an_amount_written_in_yuan_reads_back_the_same(amount: int) -> None:
    fen = Fen(amount)

    assert Fen.from_yuan(fen.in_yuan()) == fen
    assert Fen.from_yuan(fen.in_yuan(grouped=True)) == fen


def test_yuan_are_written_with_two_decimals() -> None:
    assert Fen(2_640_005).in_yuan() == "26400.05"
    assert Fen(2_640_005).in_yuan(grouped=True) == "26,400.05"


@given(st.text(max_size=20))
def test_any_text_gives_an_amount_or_a_refusal(text: str) -> None:
    with suppress(InvalidValue):
        assert 0 < Fen.from_yuan(text) <= MOST_FEN

"""Telephone numbers: one form for each number, a clear reason for each refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.phone import Phone


@pytest.mark.parametrize(
    "written",
    [
        "13912345678",
        "139 1234 5678",
        "139-1234-5678",
        "+86 13912345678",
        "+86-139-1234-5678",
        "0086 13912345678",
        "１３９１２３４５６７８",
        "'13912345678",
    ],
)
def test_a_mobile_number_has_one_form(written: str) -> None:
    phone = Phone(written)

    assert phone == "13912345678"
    assert phone.is_mobile


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0991-4641234", "0991-4641234"),
        ("09914641234", "0991-4641234"),
        ("(0991) 4641234", "0991-4641234"),
        ("（0991）4641234", "0991-4641234"),
        ("+86 991 4641234", "0991-4641234"),
        ("+86-0991-4641234", "0991-4641234"),
        ("010 62345678", "010-62345678"),
        ("01062345678", "010-62345678"),
        ("021-62345678-801", "021-62345678-801"),
        ("021-62345678转801", "021-62345678-801"),
        ("0574—62345678", "0574-62345678"),
        ("400-810-1234", "4008101234"),
    ],
)
def test_a_fixed_line_has_one_form(written: str, number: str) -> None:
    phone = Phone(written)

    assert phone == number
    assert not phone.is_mobile
    assert Phone(phone) == phone


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("4641234", "phone.area_code"),
        ("6234-5678", "phone.area_code"),
        ("", "phone.unreadable"),
        ("12345", "phone.unreadable"),
        ("12912345678", "phone.unreadable"),
        ("1391234567", "phone.unreadable"),
        ("139123456789", "phone.unreadable"),
        ("991 4641234", "phone.unreadable"),
        ("0991-0641234", "phone.unreadable"),
        ("+1 212 555 0100", "phone.unreadable"),
        ("张三", "phone.unreadable"),
    ],
)
def test_other_numbers_are_refused_with_their_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Phone(written)

    assert refusal.value.code == code


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.sampled_from(["", "+86", "+86 ", "0086-"]))
def test_every_mobile_number_is_taken_with_and_without_the_country(
    number: str, country: str
) -> None:
    assert Phone(country + number) == number


@given(st.text("0123456789+-() 转", max_size=20))
def test_any_text_gives_a_stable_number_or_a_refusal(text: str) -> None:
    with suppress(InvalidValue):
        phone = Phone(text)
        assert Phone(phone) == phone

"""Numbers of persons and organisations that are right, made independently of the code under test."""

from datetime import date

from hypothesis import strategies as st

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def with_resident_check(body: str) -> str:
    """Append the check character of GB 11643 to 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _RESIDENT_WEIGHTS, strict=True))
    return body + _RESIDENT_CHECKS[total % 11]


def with_code_check(body: str) -> str:
    """Append the check character of GB 32100 to 17 characters."""
    total = sum(
        CODE_ALPHABET.index(character) * weight
        for character, weight in zip(body, _CODE_WEIGHTS, strict=True)
    )
    return body + CODE_ALPHABET[(31 - total % 31) % 31]


def resident_number(area: str, born: date, sequence: int = 1) -> str:
    """A resident number of someone born that day and first registered in that area."""
    return with_resident_check(f"{area}{born:%Y%m%d}{sequence:03d}")


PROVINCES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"  # fmt: skip

areas = st.builds(
    "{}{:04d}".format,
    st.sampled_from(PROVINCES.split()),
    st.integers(min_value=101, max_value=9099),
)
resident_numbers = st.builds(
    resident_number,
    areas,
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 11, 22)),
    st.integers(min_value=0, max_value=999),
)
credit_codes = st.builds(
    lambda kind, area, body: with_code_check(kind + area + body),
    st.sampled_from(["91", "92", "93", "51", "52", "53", "11", "12", "31", "54", "N2", "A1"]),
    areas,
    st.text(CODE_ALPHABET, min_size=9, max_size=9),
)

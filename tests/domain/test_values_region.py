"""Region codes: their shapes, their parts, what lies in what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import PROVINCES, RegionCode


def test_a_village_names_its_township_district_city_and_province() -> None:
    code = RegionCode("650105013002")

    assert code.village == "650105013002"
    assert code.township == "650105013"
    assert code.district == "650105"
    assert code.city == "650100"
    assert code.province == "650000"


def test_a_township_has_no_village_and_a_district_no_township() -> None:
    assert RegionCode("650105013").village is None
    assert RegionCode("650105013").township == "650105013"
    assert RegionCode("650105").township is None
    assert RegionCode("650105").village is None


def test_a_province_has_no_city() -> None:
    assert RegionCode("650000").city is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("650105000000", "650105"),
        ("650105000", "650105"),
        ("650105001000", "650105001"),
        (" 650105 001 ", "650105001"),
        ("６５０１０５", "650105"),
        ("'650105001", "650105001"),
        ("650105001\u200b", "650105001"),
    ],
)
def test_padded_and_stray_forms_become_the_short_one(written: str, code: str) -> None:
    assert RegionCode(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "region.shape"),
        ("6501", "region.shape"),
        ("6501051", "region.shape"),
        ("65010500100", "region.shape"),
        ("6501050010001", "region.shape"),
        ("65010A", "region.shape"),
        ("٦٥٠١٠٥", "region.shape"),
        ("990101", "region.province"),
        ("000000", "region.province"),
        ("650105000001", "region.township"),
    ],
)
def test_other_codes_are_refused_with_their_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        RegionCode(written)

    assert refusal.value.code == code


@pytest.mark.parametrize("area", ["650000", "650100", "650105", "650105013", "650105013002"])
def test_a_region_lies_within_everything_above_it_and_itself(area: str) -> None:
    assert RegionCode("650105013002").within(RegionCode(area))


@pytest.mark.parametrize("area", ["640000", "650200", "650106", "650105014", "650105013003"])
def test_a_region_does_not_lie_within_another(area: str) -> None:
    assert not RegionCode("650105013002").within(RegionCode(area))


def test_a_street_of_a_city_without_counties_lies_within_the_city() -> None:
    assert RegionCode("441900003").within(RegionCode("441900"))


@given(
    st.sampled_from(sorted(PROVINCES)),
    st.from_regex(r"\A[0-9]{4}(?:(?!000)[0-9]{3}(?:(?!000)[0-9]{3})?)?\Z"),
)
def test_every_code_of_a_right_shape_stays_as_it_is(province: str, rest: str) -> None:
    assert RegionCode(province + rest) == province + rest

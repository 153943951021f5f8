"""Identity documents: no real person is refused, every slip of one digit is."""

from contextlib import suppress
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.identity import DocumentType, IdentityDocument, ResidentId
from tests.support.numbers import resident_number, resident_numbers, with_resident_check

BORN = date(1985, 6, 1)
RESIDENT = resident_number("650105", BORN, 1)
PERMIT = resident_number("830000", BORN, 2)
FOREIGN = with_resident_check("91112419810803002")


@given(resident_numbers)
def test_a_right_number_is_taken_in_any_writing(number: str) -> None:
    assert ResidentId(number) == number
    assert ResidentId(f" {number[:6]} {number[6:14]} {number[14:].lower()} ") == number


@given(resident_numbers, st.data())
def test_every_corruption_of_one_digit_is_refused(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(min_value=0, max_value=17))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != number[place]))

    with pytest.raises(InvalidValue):
        ResidentId(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize(
    "area",
    ["330113", "330114", "540481", "810000", "820000", "830000", "330103", "110103", "512301"],
)
def test_people_of_new_and_former_areas_are_taken(area: str) -> None:
    number = resident_number(area, BORN)

    assert ResidentId(number).area == area


def test_a_number_tells_birth_date_and_sex() -> None:
    assert ResidentId(resident_number("650105", BORN, 1)).birth_date == BORN
    assert ResidentId(resident_number("650105", BORN, 1)).is_male
    assert not ResidentId(resident_number("650105", BORN, 2)).is_male


def test_a_birth_date_after_the_day_of_the_application_is_refused() -> None:
    ResidentId(RESIDENT).require_born_by(BORN)
    with pytest.raises(InvalidValue) as refusal:
        ResidentId(RESIDENT).require_born_by(date(1985, 5, 31))

    assert refusal.value.code == "resident_id.unborn"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("650105850601001", "resident_id.old"),
        ("", "resident_id.shape"),
        (RESIDENT[:-1], "resident_id.shape"),
        (RESIDENT + "1", "resident_id.shape"),
        ("X" + RESIDENT[1:], "resident_id.shape"),
        (with_resident_check("65010519850230001"), "resident_id.birth_date"),
        (with_resident_check("65010519851301001"), "resident_id.birth_date"),
        (with_resident_check("65010500000601001"), "resident_id.birth_date"),
        (with_resident_check("65010518690601001"), "resident_id.birth_date"),
        (with_resident_check("65010521000601001"), "resident_id.birth_date"),
        (with_resident_check("66010519850601001"), "resident_id.area"),
        (with_resident_check("83010519850601001"), "resident_id.area"),
        (RESIDENT[:-1] + ("0" if RESIDENT[-1] != "0" else "1"), "resident_id.check"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        ResidentId(written)

    assert refusal.value.code == code


def test_a_refusal_does_not_repeat_the_number() -> None:
    wrong = RESIDENT[:-1] + ("0" if RESIDENT[-1] != "0" else "1")

    with pytest.raises(InvalidValue) as refusal:
        ResidentId(wrong)

    assert not any(wrong[6:14] in text for text in (refusal.value.zh, refusal.value.en))


def test_an_old_number_is_answered_with_the_length_that_is_needed() -> None:
    with pytest.raises(InvalidValue, match="18 位"):
        ResidentId("650105850601001")


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (DocumentType.RESIDENT_ID, RESIDENT.lower(), RESIDENT),
        (DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT, f" {PERMIT} ", PERMIT),
        (DocumentType.FOREIGN_PERMANENT_RESIDENT_ID, FOREIGN, FOREIGN),
        (DocumentType.FOREIGN_PERMANENT_RESIDENT_ID, "can330255082001", "CAN330255082001"),
        (DocumentType.PASSPORT, "e1234 5678", "E12345678"),
        (DocumentType.PASSPORT, "123456789", "123456789"),
    ],
)
def test_a_document_is_read_by_its_type(kind: DocumentType, written: str, number: str) -> None:
    document = IdentityDocument.parse(kind, written)

    assert document.type is kind
    assert document.number == number
    assert type(document.number) is str


def test_a_document_of_a_type_given_in_words_is_read() -> None:
    assert IdentityDocument.parse("passport", "E12345678").type is DocumentType.PASSPORT


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        (DocumentType.RESIDENT_ID, "650105850601001", "resident_id.old"),
        (DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT, RESIDENT, "residence_permit.area"),
        (DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT, "H12345678", "residence_permit.shape"),
        (
            DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT,
            PERMIT[:-1] + "?",
            "residence_permit.shape",
        ),
        (DocumentType.FOREIGN_PERMANENT_RESIDENT_ID, RESIDENT, "foreign_resident_id.shape"),
        (DocumentType.FOREIGN_PERMANENT_RESIDENT_ID, "9" * 18, "foreign_resident_id.birth_date"),
        (
            DocumentType.FOREIGN_PERMANENT_RESIDENT_ID,
            FOREIGN[:-1] + "5",
            "foreign_resident_id.check",
        ),
        (DocumentType.PASSPORT, "ABCDEFGH", "passport.shape"),
        (DocumentType.PASSPORT, "E12", "passport.shape"),
        (DocumentType.PASSPORT, "E1234567/8", "passport.shape"),
        (DocumentType.PASSPORT, "", "passport.shape"),
        ("driving_licence", "123456", "document.type"),
    ],
)
def test_a_wrong_document_is_refused_with_its_reason(kind: str, written: str, code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        IdentityDocument.parse(kind, written)

    assert refusal.value.code == code


def test_a_document_cannot_be_made_around_its_checks() -> None:
    with pytest.raises(InvalidValue):
        IdentityDocument(type=DocumentType.RESIDENT_ID, number="1")
    with pytest.raises(InvalidValue) as refusal:
        IdentityDocument(type=DocumentType.PASSPORT, number="e12345678")

    assert refusal.value.code == "document.not_normal"


def test_a_stored_document_reads_back_the_same() -> None:
    document = IdentityDocument.parse(DocumentType.RESIDENT_ID, RESIDENT)

    assert msgspec.json.decode(msgspec.json.encode(document), type=IdentityDocument) == document


@given(st.sampled_from(DocumentType), st.text(max_size=20))
def test_any_text_gives_a_document_or_a_refusal(kind: DocumentType, text: str) -> None:
    with suppress(InvalidValue):
        document = IdentityDocument.parse(kind, text)
        assert IdentityDocument.parse(kind, document.number) == document

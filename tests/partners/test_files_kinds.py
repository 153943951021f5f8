"""A document is taken by what is in it: no programs, and no directory that only fills the memory."""

import io
import struct
import zipfile

import pytest

from services.partners.files.media import kind_of

WORD = "word/document.xml"
TYPES = "[Content_Types].xml"
PLAIN = "<Types/>"


def kind(parts: list[tuple[str, str]]) -> str | None:
    """The media type of a zip of such parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    found = kind_of(file)
    return found.media_type if found else None


def test_a_document_without_programs_is_taken() -> None:
    told = kind([(TYPES, PLAIN), (WORD, "x")])
    assert told is not None
    assert told.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    "parts",
    [
        [(TYPES, PLAIN), ("word/VBAPROJECT.BIN", "x")],
        [(TYPES, PLAIN), *((f"a{n}", "") for n in range(9_990)), ("word/vbaProject.bin", "x")],
        [(TYPES, "<Override ContentType='application/vnd.ms-word.document.macroEnabled.main'/>")],
        [(TYPES, "<Override ContentType='application/vnd.ms-office.vb&#97;Project'/>")],
        [(TYPES, PLAIN + " " * 2_000_000)],
    ],
)
def test_programs_are_found_whatever_their_names_say(parts: list[tuple[str, str]]) -> None:
    assert kind([*parts, (WORD, "x")]) is None


def test_a_directory_that_is_too_large_is_not_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in (TYPES, WORD):
            archive.writestr(name, PLAIN)
    whole = file.getvalue()
    end = whole.rindex(b"PK\5\6")
    start = struct.unpack_from("<L", whole, end + 16)[0]
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    # The count says 2: the reader goes by the length.
    directory = whole[start:end] + entry * 40_000
    told = whole[end : end + 12] + struct.pack("<LLH", len(directory), start, 0)
    assert kind_of(io.BytesIO(whole)) is not None
    assert kind_of(io.BytesIO(whole[:start] + directory + told)) is None

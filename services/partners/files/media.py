"""What a file is by its content: a short list of kinds, everything else is unknown and refused."""

import codecs
import html
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, NamedTuple

import puremagic

from services.kit.zip_directory import has_modest_directory

_HEAD: Final = 65_536
_SURE: Final = 0.3
"""From here on a signature counts; below, the file is as good as unknown."""
_PLAIN_BELOW: Final = 0.4
"""Text has no signature: it is what decodes and resembles nothing else."""
_TYPES: Final = "[content_types].xml"
"""Names the kind of every part of a document."""
_LONGEST_TYPES: Final = 1024 * 1024
_MACROS: Final = ("vbaproject", "macroenabled", "vbadata")


class Kind(NamedTuple):
    """One kind of file that is taken."""

    media_type: str
    extensions: tuple[str, ...]
    """Those that names of such files end with, the usual one first."""
    holds: Callable[[BinaryIO, bytes], bool]
    """Whether its inner form is there, given the whole file and its first bytes."""


def kind_of(file: BinaryIO) -> Kind | None:
    """The kind of a file, or None where it is none of those taken."""
    file.seek(0)
    head = file.read(_HEAD)
    seen = _signatures(head)
    for kind in KINDS:
        is_named = any(seen.get(end, 0) >= _SURE for end in kind.extensions)
        if (is_named or kind in _WITHOUT_SIGNATURE) and kind.holds(file, head):
            return kind
    if max(seen.values(), default=0) < _PLAIN_BELOW and TEXT.holds(file, head):
        return TEXT
    return None


def kind_named(media_type: str) -> Kind:
    """The kind of a media type that was told before."""
    return next(kind for kind in (*KINDS, TEXT) if kind.media_type == media_type)


def _signatures(head: bytes) -> dict[str, float]:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        return {}
    seen: dict[str, float] = {}
    for each in found:
        seen[each.extension] = max(seen.get(each.extension, 0), each.confidence)
    return seen


def _always(_file: BinaryIO, _head: bytes) -> bool:
    return True


def _is_pdf(file: BinaryIO, head: bytes) -> bool:
    size = file.seek(0, 2)
    file.seek(max(0, size - 2_048))
    return head.startswith(b"%PDF-") and b"%%EOF" in file.read(2_048)


def _is_mp3(_file: BinaryIO, head: bytes) -> bool:
    """Either it says so, or one frame follows another."""
    if head.startswith(b"ID3"):
        return True
    length = _frame(head[:4])
    return length > 0 and _frame(head[length : length + 4]) > 0


_BITRATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_LOW_BITRATES: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES: Final = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}


def _frame(header: bytes) -> int:
    """Length of an MPEG layer III frame; 0 for bytes that begin none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:  # noqa: PLR2004
        return 0
    version, sampling = header[1] >> 3 & 3, header[2] >> 2 & 3
    if version not in _RATES or sampling == 3:  # noqa: PLR2004
        return 0
    is_first = version == 3  # noqa: PLR2004
    bitrate = (_BITRATES if is_first else _LOW_BITRATES)[header[2] >> 4]
    padding = header[2] >> 1 & 1
    return (144 if is_first else 72) * bitrate * 1000 // _RATES[version][sampling] + padding if bitrate else 0  # fmt: skip


def _packed(*wanted: str) -> Callable[[BinaryIO, bytes], bool]:
    def holds(file: BinaryIO, head: bytes) -> bool:
        if not head.startswith(b"PK\x03\x04") or not has_modest_directory(file):
            return False
        try:
            file.seek(0)
            with zipfile.ZipFile(file) as archive:
                names = {name.lower() for name in archive.namelist()}
                return {name.lower() for name in wanted} <= names and not _has_macros(archive)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError):
            return False

    return holds


def _has_macros(archive: zipfile.ZipFile) -> bool:
    """Whether there are programs in it, whatever the names of the file and of its parts say."""
    for info in archive.infolist():
        name = info.filename.lower()
        if any(sign in name for sign in _MACROS):
            return True
        if name == _TYPES:
            with archive.open(info) as member:
                told = member.read(_LONGEST_TYPES + 1)
            text = html.unescape(told.replace(b"\0", b"").decode("utf-8", "replace")).lower()
            if len(told) > _LONGEST_TYPES or any(sign in text for sign in _MACROS):
                return True
    return False


def _is_text(file: BinaryIO, head: bytes) -> bool:
    return bool(head) and any(_decodes(file, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while part := file.read(_HEAD):
            if "\0" in decoder.decode(part):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
TEXT: Final = Kind("text/plain", (".txt", ".csv", ".md", ".log"), _is_text)
KINDS: Final[tuple[Kind, ...]] = (
    Kind("application/pdf", (".pdf",), _is_pdf),
    Kind("image/png", (".png",), _always),
    Kind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), _always),
    Kind(
        f"{_OFFICE}.wordprocessingml.document",
        (".docx",),
        _packed("[Content_Types].xml", "word/document.xml"),
    ),
    Kind(
        f"{_OFFICE}.spreadsheetml.sheet",
        (".xlsx",),
        _packed("[Content_Types].xml", "xl/workbook.xml"),
    ),
    Kind("application/ofd", (".ofd",), _packed("OFD.xml")),
    Kind("video/mp4", (".mp4",), _always),
    Kind("audio/amr", (".amr",), _always),
    Kind("audio/mpeg", (".mp3",), _is_mp3),
)
_WITHOUT_SIGNATURE: Final = tuple(
    kind for kind in KINDS if kind.media_type in {"application/ofd", "audio/mpeg"}
)
"""Told by their inner form alone."""

"""How large the directory at the end of a zip says it is, before anybody reads it into memory."""

import struct
from typing import BinaryIO, Final

MOST_ENTRIES: Final = 10_000
LARGEST_DIRECTORY: Final = 1024 * 1024
_END: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT: Final = 65_535


def has_modest_directory(file: BinaryIO) -> bool:
    """Whether a zip's directory is there and small: an entry of 46 bytes becomes some 600 in memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - _END.size - _LOCATOR.size - _END64.size))
    tail = file.read()
    at = _end(tail)
    if at < 0:
        return False
    _, _, _, _, entries, length, _, _ = _END.unpack_from(tail, at)
    if entries > MOST_ENTRIES or length > LARGEST_DIRECTORY:
        # With the marks of the large form in them too: nobody hands in so much.
        return False
    return not _is_larger(tail, at - _LOCATOR.size)


def _end(tail: bytes) -> int:
    """Where the end record begins, as `zipfile` looks for it."""
    last = len(tail) - _END.size
    if last >= 0 and tail[last : last + 4] == b"PK\5\6" and tail.endswith(b"\0\0"):
        return last
    found = tail.rfind(b"PK\5\6")
    return found if 0 <= found <= last else -1


def _is_larger(tail: bytes, locator: int) -> bool:
    """Whether the record of the large form, which goes before the other one, tells of too much."""
    start = locator - _END64.size
    if (
        start < 0
        or tail[locator : locator + 4] != b"PK\6\7"
        or tail[start : start + 4] != b"PK\6\6"
    ):
        return False
    entries, length = _END64.unpack_from(tail, start)[7:9]
    return bool(entries > MOST_ENTRIES or length > LARGEST_DIRECTORY)

"""Names of files as callers give them: what is remarkable about one, and how it is sent back safely."""

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from services.partners.files.media import Kind

MISMATCH: Final = "name_does_not_match"
DOUBLE: Final = "double_extension"
REMARKS: Final[dict[str, tuple[str, str]]] = {
    MISMATCH: (
        "文件名的后缀与内容不符，类型以内容为准",
        "the name ends otherwise than such files do; the content decides",
    ),
    DOUBLE: (
        "文件名含有多个后缀，请核对来源",
        "the name has more than one extension; see where it comes from",
    ),
}
"""Code of a remark to its words."""
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
UNFIT: Final = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")
"""Characters that no name may have: of paths, and those that turn the direction of writing."""


def remarks_on(name: str, kind: Kind) -> tuple[str, ...]:
    """What to tell about a name, given what the content is."""
    suffixes = [s for s in PurePosixPath(name).suffixes if _SUFFIX.fullmatch(s)]
    found = []
    if not suffixes or suffixes[-1].lower() not in kind.extensions:
        found.append(MISMATCH)
    if len(suffixes) > 1:
        found.append(DOUBLE)
    return tuple(found)


def safe_name(name: str, kind: Kind) -> str:
    """The name with an extension that says what the content is."""
    plain = UNFIT.sub("_", name).strip(". ") or "file"
    if PurePosixPath(plain).suffix.lower() in kind.extensions:
        return plain
    return plain + kind.extensions[0]


def disposition(name: str) -> str:
    """Content-Disposition (RFC 6266) that saves under this name, Chinese or not."""
    ascii_name = re.sub(r'[^\x20-\x7e]|["\\%;]', "_", name)
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"

"""The files that pages need, served from memory under an address that changes with their bytes."""

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

PREFIX = "/static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOLDER = Path(__file__).with_name("static")
_DIGITS = 12


class StaticFile(NamedTuple):
    """One file: its bytes, plain and compressed, its type and its address."""

    plain: bytes
    compressed: bytes
    media_type: str
    path: str


@cache
def static_files() -> dict[str, StaticFile]:
    """Every file by name, read once."""
    return {path.name: _read(path) for path in sorted(_FOLDER.iterdir()) if path.suffix in TYPES}


def address(name: str) -> str:
    """Where the page finds the file; another address as soon as its bytes are others."""
    return static_files()[name].path


def answer(request: Request, digest: str, name: str) -> Response:
    """The file, to be kept for ever; not found under an address that is not its own."""
    file = static_files().get(name)
    if file is None or file.path != f"{PREFIX}/{digest}/{name}":
        return Response(status_code=404)
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(file.compressed, media_type=file.media_type, headers=headers)
    return Response(file.plain, media_type=file.media_type, headers=headers)


def _read(path: Path) -> StaticFile:
    plain = path.read_bytes()
    digest = hashlib.sha256(plain).hexdigest()[:_DIGITS]
    return StaticFile(
        plain=plain,
        compressed=gzip.compress(plain, mtime=0),
        media_type=TYPES[path.suffix],
        path=f"{PREFIX}/{digest}/{path.name}",
    )

"""Writes a package: the same content always gives the same bytes, whatever machine writes it."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
import rfc8785

from services.partners.handoff.verifying import FILES, FORMAT, MANIFEST, SIGNATURE

MOST_ENCLOSED: Final = 48 << 20
"""Bytes of files in one package; the rest is listed in the record and fetched one by one."""
MOST_RECORD: Final = 8 << 20
MOST_BYTES: Final = 64 << 20
"""Of a whole package: one with so much enclosed and such a record, its manifest and its entries."""
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The only instant that a zip of ours tells: when it was made stands in the manifest."""
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3
Sign = Callable[[bytes], str]
"""From the bytes of a manifest to a detached JWS over them."""


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a hand-over."""

    id: UUID
    name: str = ""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the package."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a package is, between whom, and the hash of everything in it."""

    dispute: str
    """The id of the dispute in the system of the sender."""
    offer: int
    """Number of the offer within the dispute, as the sender counts."""
    kind: str
    """`referral`, `transfer`, `return`, or the mandate under which it is handed over."""
    sender: Body
    receiver: Body
    made_at: datetime
    case_number: str = ""
    """That of the sender."""
    position: int = 0
    """In the sender's log, of the last event that the record tells; 0: it has no log."""
    version: int = 0
    language: str = "zh"
    left_out: tuple[str, ...] = ()
    """Members of the record and kinds of papers that the receiver's profile does not let it see, and
    `files/<sha256>` of files for which there is no room or that the storage lost."""
    members: tuple[Member, ...] = ()
    format: str = FORMAT


def written(manifest: Manifest, members: Mapping[str, bytes], sign: Sign) -> bytes:
    """The package of these members, with its manifest and the signature over that."""
    listed = tuple(
        Member(name=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in sorted(members.items())
    )
    told = {**_plain(msgspec.structs.replace(manifest, members=listed)), "format": FORMAT}
    raw = rfc8785.dumps(told)
    signed = {MANIFEST: raw, SIGNATURE: sign(raw).encode(), **dict(sorted(members.items()))}
    return zipped(signed)


def files_in(data: bytes, manifest: Manifest) -> dict[str, bytes]:
    """The files of a package that was verified, by hash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            member.sha256: archive.read(member.name)
            for member in manifest.members
            if member.name.startswith(FILES)
        }


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members, unpacked, in this order and without a trace of when it was made."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.create_system, info.external_attr = _UNIX, _READABLE
            archive.writestr(info, content)
    return whole.getvalue()


def _plain(manifest: Manifest) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(manifest)
    return told

"""Checks a hand-off package offline: every file against the manifest, the manifest against its signature."""

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_MANIFEST, _SIGNATURE, _RECORD = "manifest.json", "manifest.jws", "record.json"


class BadPackage(ValueError):
    """It is not whole, or not from the service."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """Which package was asked for: that another one is whole says nothing of this one."""

    dispute: str
    offer: int
    receiver: str
    """The body to which it is handed over."""


def verified(content: bytes, keys: dict[str, Any], fetched: Fetched) -> dict[str, Any]:
    """Manifest and record of the package that was asked for, whole and signed with one of the keys.

    Raises BadPackage.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(members[_MANIFEST])
        listed = {each["name"]: each["sha256"] for each in manifest["members"]}
        told = Fetched(
            dispute=manifest["dispute"],
            offer=manifest["offer"],
            receiver=manifest["receiver"]["id"],
        )
        _check_signature(members[_SIGNATURE], members[_MANIFEST], keys)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, InvalidSignature) as error:
        raise BadPackage(repr(error)) from error
    found = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    if listed != {name: digest for name, digest in found.items() if name not in _UNLISTED}:
        raise BadPackage("the files are not those of the manifest")
    if told != fetched:
        raise BadPackage(f"it is of another hand-over: {told}")
    return {"manifest": manifest, "record": json.loads(members[_RECORD])}


_UNLISTED = {_MANIFEST, _SIGNATURE}


def _check_signature(signature: bytes, manifest: bytes, keys: dict[str, Any]) -> None:
    """A detached JWS (RFC 7515, appendix F) by a key of the set."""
    head, _, mark = signature.strip().split(b".")
    kid = json.loads(_decoded(head))["kid"]
    key = {each.get("kid"): each for each in keys["keys"]}[kid]
    if key.get("is_compromised"):
        raise BadPackage(f"the key {kid} leaked")
    payload = base64.urlsafe_b64encode(manifest).rstrip(b"=")
    public = Ed25519PublicKey.from_public_bytes(_decoded(key["x"].encode()))
    public.verify(_decoded(mark), head + b"." + payload)


def _decoded(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))

"""Hand-off: the package of an offer, whole and signed; a receipt, however often it is given."""

import base64
import hashlib
import io
import json
import zipfile
from typing import Any
from uuid import uuid4

from contract.calling import Partner
from contract.checking import Check, LeftOut, needed, require, require_status

_MANIFEST, _SIGNATURE = "manifest.json", "manifest.jws"


def address(partner: Partner) -> str:
    """Where the offer is that was named on the command line."""
    dispute, _, offer = needed(partner.referral, "--referral").partition("/")
    return f"/v1/disputes/{dispute}/referrals/{offer}"


def members(partner: Partner) -> dict[str, bytes]:
    """The files of the package."""
    answer = require_status(partner.get(f"{address(partner)}/package"), 200)
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def whole(partner: Partner) -> None:
    """Every file is listed in the manifest with its hash, and is there; it is the package asked for."""
    found = members(partner)
    manifest = json.loads(found[_MANIFEST])
    listed = {each["name"]: each["sha256"] for each in manifest["members"]}
    hashed = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in found.items()
        if name not in {_MANIFEST, _SIGNATURE}
    }
    require(listed == hashed, f"the manifest lists {sorted(listed)}, there are {sorted(hashed)}")
    told = f"{manifest['dispute']}/{manifest['offer']}"
    require(told == partner.referral, f"it is of another hand-over: {told}")


def signed(partner: Partner) -> None:
    """The manifest is signed with a published key."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )
    except ImportError:
        raise LeftOut("pip install cryptography") from None
    found = members(partner)
    head, _, mark = found[_SIGNATURE].strip().split(b".")
    kid = json.loads(decoded(head))["kid"]
    keys = partner.call("GET", "/.well-known/package-keys.json", None, {}).json["keys"]
    key: dict[str, Any] = {each["kid"]: each for each in keys}[kid]
    payload = base64.urlsafe_b64encode(found[_MANIFEST]).rstrip(b"=")
    public = Ed25519PublicKey.from_public_bytes(decoded(key["x"].encode()))
    public.verify(decoded(mark), head + b"." + payload)


def receipts(partner: Partner) -> None:
    """The receipt can be given again under its key, and gets the same answer."""
    path, key = f"{address(partner)}/receipt", f"contract-kit-{uuid4()}"
    body = {"receipt_number": "试收1号"}
    first = require_status(partner.post(path, body, key), 200)
    again = require_status(partner.post(path, body, key), 200)
    require(first.json == again.json, f"a repeat got another answer: {first} – {again}")


def told(partner: Partner) -> None:
    """Both sides read how far the offer is."""
    answer = require_status(partner.get(address(partner)), 200)
    require({"step", "custodian", "messages"} <= answer.json.keys(), f"incomplete: {answer}")


def decoded(text: bytes) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


CHECKS = (
    Check(zh="材料包完整", en="the package is whole", run=whole),
    Check(zh="材料包签名", en="the package is signed", run=signed),
    Check(zh="签收可重复", en="a receipt may be repeated", run=receipts),
    Check(zh="可查移送进度", en="the offer can be read", run=told),
)

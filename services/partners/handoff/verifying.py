"""Verifies a hand-off package: a safe zip, every hash, the signature, whose key it is.

Needs no more than Python and `cryptography`: this one file can be copied to a machine that has
nothing else of ours.
"""

import base64
import binascii
import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeGuard

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT: Final = "fengqiao.package/1"
RECORD, MANIFEST, SIGNATURE = "record.json", "manifest.json", "manifest.jws"
FILES: Final = "files/"
ALGORITHMS: Final = frozenset({"Ed25519", "EdDSA"})
_NAME = re.compile(r"record\.json|manifest\.json|manifest\.jws|files/[0-9a-f]{64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STORED_OR_DEFLATED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED, _DESCRIBED_AFTER, _LOCAL_HEADER = 0x1, 0x8, 30
_END_RECORD = struct.Struct("<4s4H2LH")
_LINK, _KINDS = 0o120000, 0o170000
_CHUNK = 65_536
_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError,
               RuntimeError, ValueError, struct.error, zlib.error)  # fmt: skip


class Limits(NamedTuple):
    """What a package may have at most."""

    bytes: int = 1 << 30
    """Of all members together, unpacked."""
    members: int = 2_000
    manifest: int = 1 << 20
    record: int = 64 << 20
    ratio: int = 100
    """Unpacked bytes of a member to packed ones, beyond the first megabyte."""


LIMITS: Final = Limits()


class Finding(NamedTuple):
    """One thing that is wrong: a stable code, at which member, in words."""

    code: str
    place: str
    zh: str
    en: str


@dataclass
class Verdict:
    """What was found; a package is whole where nothing is wrong, and trusted where its key is known."""

    findings: list[Finding] = field(default_factory=list)
    manifest: dict[str, Any] = field(default_factory=dict)
    record: bytes = b""
    digest: str = ""
    """SHA-256 of the manifest in hex: it stands for the whole package."""
    kid: str = ""
    """Thumbprint (RFC 7638) of the key that signed it."""
    is_trusted: bool = False
    """Whether that key was among those that the caller trusts."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong with it, whoever signed it."""
        return not self.findings

    def wrong(self, code: str, place: str, zh: str, en: str) -> None:
        """Note one fault."""
        self.findings.append(Finding(code, place, zh, en))


def verify(
    data: bytes,
    keys: Mapping[str, Mapping[str, Any]] | None = None,
    fingerprint: str | None = None,
    limits: Limits = LIMITS,
) -> Verdict:
    """Check the bytes of a package; without keys and fingerprint the signer stays unknown.

    `keys`: public keys that are trusted, by thumbprint (`keys_of`); `fingerprint`: that of one.
    A key with `revoked_at` is trusted for what was made before; one with `is_compromised` never.
    """
    verdict = Verdict()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if not _is_safe(archive, data, limits, verdict):
                return verdict
            _check(archive, limits, verdict)
            if verdict.manifest:
                _check_signature(archive, keys, fingerprint, verdict)
    except _UNREADABLE:
        verdict.wrong("not_a_zip", "", "不是完好的 zip 文件", "not a sound zip file")
    return verdict


def keys_of(jwks: Any) -> dict[str, Mapping[str, Any]]:
    """The Ed25519 keys of a JWK Set, by thumbprint. Raises ValueError where it is none."""
    keys = jwks.get("keys") if isinstance(jwks, dict) else None
    if not isinstance(keys, list):
        raise ValueError("not a JWK Set")  # noqa: TRY004
    return {thumbprint(key): key for key in keys if _is_ed25519(key)}


def thumbprint(key: Mapping[str, Any]) -> str:
    """The thumbprint of an Ed25519 key (RFC 7638)."""
    told = {"crv": key["crv"], "kty": key["kty"], "x": key["x"]}
    canonical = json.dumps(told, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(canonical.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _is_safe(archive: zipfile.ZipFile, data: bytes, limits: Limits, verdict: Verdict) -> bool:
    """Whether it can be unpacked at all: names, sizes, nothing hidden between the members."""
    infos = archive.infolist()
    if len(infos) > limits.members:
        verdict.wrong("too_many_members", "", "文件过多", "too many members")
        return False
    seen = set[str]()
    for info in infos:
        _check_entry(info, seen, limits, verdict)
    if sum(info.file_size for info in infos) > limits.bytes:
        verdict.wrong("too_large", "", "解压后过大", "too large when unpacked")
    if not verdict.findings and not _is_gapless(archive, data):
        verdict.wrong("hidden_bytes", "", "文件之间夹有其他数据", "bytes that belong to no member")
    return not verdict.findings


def _check_entry(info: zipfile.ZipInfo, seen: set[str], limits: Limits, verdict: Verdict) -> None:
    # What is shown of a name is no control character and no page of text.
    name = ascii(info.orig_filename)[1:81]
    if not _NAME.fullmatch(info.orig_filename):
        verdict.wrong("unknown_member", name, "包中不应有的文件", "does not belong in a package")
    if info.orig_filename in seen:
        verdict.wrong("member_twice", name, "同名文件出现多次", "is there more than once")
    seen.add(info.orig_filename)
    if info.extra or info.comment:
        # Programs rename members by them; and whatever they say, nobody signed it.
        verdict.wrong("hidden_bytes", name, "带有附加数据", "has an extra field or a comment")
    is_link = (info.external_attr >> 16) & _KINDS == _LINK
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _STORED_OR_DEFLATED or is_link:
        verdict.wrong("unusual_member", name, "加密、链接或压缩方式不可用",
                      "encrypted, a link, or packed otherwise")  # fmt: skip
    most = info.compress_size * limits.ratio + (1 << 20)
    own = {MANIFEST: limits.manifest, SIGNATURE: 8_192, RECORD: limits.record}
    if info.file_size > min(most, own.get(info.orig_filename, limits.bytes)):
        verdict.wrong("too_large", name, "解压后过大", "too large when unpacked")


def _is_gapless(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Whether the members follow one another from the first byte to the directory of the zip.

    What stands before each member says the same of it as the directory: programs read either.
    Nothing else is in it: no byte that nobody signed.
    """
    end = 0
    infos = archive.infolist()
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset != end:
            return False
        flags, method, *told, name, extra = struct.unpack_from("<HH4xIIIHH", data, end + 6)
        known = [info.CRC, info.compress_size, info.file_size]
        is_after = bool(flags & _DESCRIBED_AFTER)
        is_same = told == known or (is_after and told == [0, 0, 0])
        if (flags, method, extra) != (info.flag_bits, info.compress_type, 0) or not is_same:
            return False
        start = end + _LOCAL_HEADER + name
        end = start + info.compress_size
        if not _is_filled(info, memoryview(data)[start:end]):
            return False
        if is_after:
            forms = (b"PK\x07\x08" + struct.pack(form, *known) for form in ("<IQQ", "<III"))
            end += next((len(each) for each in forms if data.startswith(each, end)), 0)
    told_last = (b"PK\x05\x06", 0, 0, len(infos), len(infos), len(data) - 22 - end, end, 0)
    return archive.start_dir == end and data.endswith(_END_RECORD.pack(*told_last))


def _is_filled(info: zipfile.ZipInfo, packed: memoryview) -> bool:
    """Whether a member is all of the bytes that are said to hold it."""
    if info.compress_type == zipfile.ZIP_STORED:
        return info.compress_size == info.file_size
    stream, left = zlib.decompressobj(-zlib.MAX_WBITS), info.file_size
    rest: bytes | memoryview = packed
    while left >= 0 and (piece := stream.decompress(rest, _CHUNK)):
        rest, left = stream.unconsumed_tail, left - len(piece)
    return stream.eof and not stream.unused_data


def _check(archive: zipfile.ZipFile, limits: Limits, verdict: Verdict) -> None:
    """The manifest against the members, and the record against the manifest."""
    names = {info.orig_filename for info in archive.infolist()}
    for name in (MANIFEST, SIGNATURE, RECORD):
        if name not in names:
            verdict.wrong("member_missing", name, "缺少该文件", "is missing")
    if MANIFEST not in names:
        return
    raw = _read(archive, MANIFEST, verdict)
    verdict.digest = hashlib.sha256(raw).hexdigest()
    manifest = _object(raw)
    listed = _listed(manifest)
    if manifest is None or listed is None or manifest.get("format") != FORMAT:
        verdict.wrong("bad_manifest", MANIFEST, "清单格式不符", "is not a manifest of this format")
        return
    verdict.manifest = manifest
    for name in sorted(listed.keys() - names):
        verdict.wrong("member_missing", name[:80], "缺少清单所列的文件", "is listed, and missing")
    for name in sorted(names - listed.keys() - {MANIFEST, SIGNATURE}):
        verdict.wrong("unlisted_member", name, "清单中没有这个文件", "is not in the manifest")
    for name in sorted(listed.keys() & names):
        if _is_member(archive, name, listed[name], verdict) and name == RECORD:
            _check_record(manifest, verdict)
    if len(listed) > limits.members:
        verdict.wrong("too_many_members", MANIFEST, "文件过多", "too many members")


def _listed(manifest: dict[str, Any] | None) -> dict[str, tuple[int, str]] | None:
    """Size and digest of each member that a manifest lists, or None where it is malformed."""
    members = (manifest or {}).get("members")
    if not isinstance(members, list):
        return None
    listed: dict[str, tuple[int, str]] = {}
    for each in members:
        told = each if isinstance(each, dict) else {}
        name, size, digest = (told.get(key) for key in ("name", "size", "sha256"))
        if type(name) is not str or type(size) is not int or type(digest) is not str:
            return None
        is_twice = name in listed or name in {MANIFEST, SIGNATURE}
        if is_twice or not _NAME.fullmatch(name) or not _DIGEST.fullmatch(digest):
            return None
        listed[name] = (size, digest)
    return listed


def _is_member(
    archive: zipfile.ZipFile, name: str, listed: tuple[int, str], verdict: Verdict
) -> bool:
    """Whether it is what the manifest lists; the record is kept."""
    size, digest = listed
    found, hashed = 0, hashlib.sha256()
    kept: list[bytes] = []
    for chunk in _chunks(archive, name, verdict):
        found += len(chunk)
        hashed.update(chunk)
        if name == RECORD:
            kept.append(chunk)
    if found != size or hashed.hexdigest() != digest:
        verdict.wrong("hash_differs", name, "内容与清单所列的摘要不符",
                      "is not what the manifest says")  # fmt: skip
        return False
    if name.startswith(FILES) and name != FILES + digest:
        verdict.wrong("hash_differs", name, "文件名与内容摘要不符", "is not named by its hash")
        return False
    verdict.record = b"".join(kept) or verdict.record
    return True


def _check_record(manifest: dict[str, Any], verdict: Verdict) -> None:
    record = _object(verdict.record)
    shared = record.get("shared") if record else None
    if not isinstance(shared, dict):
        verdict.wrong("bad_record", RECORD, "记录格式不符", "is not a record of this format")
    elif shared.get("dispute") != manifest.get("dispute"):
        verdict.wrong("another_dispute", RECORD, "记录与清单不是同一件争议",
                      "is of another dispute")  # fmt: skip


def _check_signature(
    archive: zipfile.ZipFile,
    keys: Mapping[str, Mapping[str, Any]] | None,
    fingerprint: str | None,
    verdict: Verdict,
) -> None:
    """The detached JWS (RFC 7515 appendix F) over the bytes of the manifest."""
    if SIGNATURE not in archive.NameToInfo:
        return
    parts = _read(archive, SIGNATURE, verdict).strip().split(b".")
    header = _object(_decoded(parts[0])) if len(parts) == len(("header", "", "signature")) else None
    if header is None or parts[1] or header.get("alg") not in ALGORITHMS or "crit" in header:
        verdict.wrong("bad_signature", SIGNATURE, "不是所要求的签名格式",
                      "is not a signature of this form")  # fmt: skip
        return
    kid, enclosed = header.get("kid"), header.get("jwk")
    key = (keys or {}).get(kid) if isinstance(kid, str) else None
    # Where both are given, both must name it.
    is_asked = keys is not None or fingerprint is not None
    is_known = is_asked and (keys is None or key is not None) and fingerprint in (None, kid)
    if key is None and _is_ed25519(enclosed) and thumbprint(enclosed) == kid:
        key = enclosed
    if key is None or not _is_signed(key, parts, _read(archive, MANIFEST, verdict)):
        verdict.wrong("bad_signature", SIGNATURE, "签名与清单不符", "does not fit the manifest")
        return
    verdict.kid = thumbprint(key)
    verdict.is_trusted = is_known and not _is_revoked(key, verdict)
    if is_asked and not is_known:
        verdict.wrong("unknown_key", SIGNATURE, f"签名密钥不在所信任的密钥之中：{verdict.kid}",
                      f"signed by a key that is not trusted: {verdict.kid}")  # fmt: skip


def _is_revoked(key: Mapping[str, Any], verdict: Verdict) -> bool:
    """Whether its owner withdrew the key: from an instant on, or for all that it ever signed."""
    if key.get("revoked_at") is None and not key.get("is_compromised"):
        return False
    revoked_at, made_at = _instant(key.get("revoked_at")), _instant(verdict.manifest.get("made_at"))
    is_before = revoked_at is not None and made_at is not None and made_at < revoked_at
    # Whoever got hold of a key writes any day into what is signed with it.
    if is_before and not key.get("is_compromised"):
        return False
    verdict.wrong("revoked_key", SIGNATURE, "签名密钥已被吊销", "signed by a key that was revoked")
    return True


def _is_signed(key: Mapping[str, Any], parts: list[bytes], manifest: bytes) -> bool:
    payload = base64.urlsafe_b64encode(manifest).rstrip(b"=")
    try:
        public = Ed25519PublicKey.from_public_bytes(_decoded(key["x"].encode()))
        public.verify(_decoded(parts[2]), parts[0] + b"." + payload)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_ed25519(key: Any) -> TypeGuard[Mapping[str, Any]]:
    return (
        isinstance(key, dict)
        and (key.get("kty"), key.get("crv")) == ("OKP", "Ed25519")
        and isinstance(key.get("x"), str)
        and key["x"].isascii()
    )


def _read(archive: zipfile.ZipFile, name: str, verdict: Verdict) -> bytes:
    return b"".join(_chunks(archive, name, verdict))


def _chunks(archive: zipfile.ZipFile, name: str, verdict: Verdict) -> Iterator[bytes]:
    """The member unpacked, never more than its directory entry says."""
    left = archive.getinfo(name).file_size
    try:
        with archive.open(name) as member:
            while left > 0 and (chunk := member.read(min(_CHUNK, left))):
                left -= len(chunk)
                yield chunk
            if left or member.read(1):
                raise zipfile.BadZipFile
    except _UNREADABLE:
        verdict.wrong("damaged", name, "文件已损坏", "is damaged")


def _instant(told: Any) -> datetime | None:
    """An instant with its offset; None where the text is none."""
    try:
        found = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def _object(raw: bytes) -> dict[str, Any] | None:
    """The JSON object, or None: text that is none, twice the same member, numbers JSON has not."""
    try:
        told = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError("a member twice")
    return told


def _no_number(text: str) -> Any:
    raise ValueError(text)

"""A package is what its sender signed, or the verifier says what is wrong and where."""

import base64
import hashlib
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from services.cli.main import app
from services.partners.handoff import verifying
from services.partners.handoff.archive import Body, Manifest, written, zipped
from services.partners.handoff.keys import new_key, public_half, signed
from services.partners.handoff.verifying import Limits, keys_of, thumbprint, verify

KEY, OTHER = new_key(), new_key()
PUBLIC = public_half(KEY.as_dict(private=False))
KNOWN = keys_of({"keys": [PUBLIC]})
RECORD = json.dumps({"shared": {"dispute": "d-1"}}).encode()
FILE = b"%PDF-1.7 wage record"
FILE_NAME = "files/" + hashlib.sha256(FILE).hexdigest()
Members = dict[str, bytes]


def package(**members: bytes) -> bytes:
    body = Body(id=uuid4(), name="水磨沟区")
    manifest = Manifest(
        dispute="d-1",
        offer=1,
        kind="referral",
        sender=body,
        receiver=body,
        made_at=datetime(2026, 3, 10, tzinfo=UTC),
    )
    whole = {"record.json": RECORD, FILE_NAME: FILE, **members}
    return written(manifest, whole, lambda raw: signed(KEY, raw))


PACKAGE = package()


def opened(data: bytes = PACKAGE) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def codes(data: bytes, keys: Mapping[str, Any] | None = KNOWN, **more: Any) -> set[str]:
    return {each.code for each in verify(data, keys, **more).findings}


def with_manifest(change: Callable[[dict[str, Any]], object], *, key: Any = KEY) -> bytes:
    """The package with another manifest, signed as it then is."""
    members = opened()
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    members["manifest.json"] = json.dumps(manifest).encode()
    members["manifest.jws"] = signed(key, members["manifest.json"]).encode()
    return zipped(members)


def test_a_package_that_nobody_touched_is_whole_and_its_signer_known() -> None:
    verdict = verify(PACKAGE, KNOWN)

    assert (verdict.is_whole, verdict.is_trusted, verdict.kid) == (True, True, PUBLIC["kid"])
    assert verdict.record == RECORD
    assert verify(PACKAGE, fingerprint=PUBLIC["kid"]).is_trusted
    assert not verify(PACKAGE).is_trusted
    assert package() != PACKAGE  # another sender; but the same content gives the same bytes:
    assert zipped(opened()) == PACKAGE


@pytest.mark.parametrize("member", sorted(opened()))
def test_no_byte_of_any_member_can_be_changed(member: str) -> None:
    members = opened()
    for at in (0, len(members[member]) // 2, len(members[member]) - 1):
        changed = bytearray(members[member])
        changed[at] ^= 1
        assert codes(zipped({**members, member: bytes(changed)}))
        # Also where the zip is made without a care for what it holds.
        raw = PACKAGE.replace(members[member], bytes(changed))
        assert raw != PACKAGE
        assert codes(raw)


@pytest.mark.parametrize("member", sorted(opened()))
def test_no_member_can_be_left_out(member: str) -> None:
    members = opened()
    del members[member]
    found = verify(zipped(members), KNOWN).findings
    assert ("member_missing", member) in {(each.code, each.place) for each in found}


def test_every_byte_of_the_zip_that_is_read_is_covered() -> None:
    """What may differ in the frame of the zip changes nothing of what it holds."""
    for at in range(0, len(PACKAGE), 7):
        changed = bytearray(PACKAGE)
        changed[at] ^= 0x10
        verdict = verify(bytes(changed), KNOWN)
        assert not verdict.is_whole or verdict.record == RECORD


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("extra.txt", "unknown_member"),
        ("../record.json", "unknown_member"),
        ("/etc/passwd", "unknown_member"),
        ("files/..", "unknown_member"),
        ("files\\" + "0" * 64, "unknown_member"),
        ("record.json\0.txt", "unknown_member"),
        ("RECORD.JSON", "unknown_member"),
        ("files/" + "0" * 64, "unlisted_member"),
    ],
)
def test_nothing_can_be_added(name: str, code: str) -> None:
    whole = io.BytesIO(PACKAGE)
    with zipfile.ZipFile(whole, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = info.orig_filename = name
        archive.writestr(info, b"payload")
    assert code in codes(whole.getvalue())


def test_a_member_twice_a_link_and_bytes_between_the_members_are_refused() -> None:
    twice = io.BytesIO(PACKAGE)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("record.json", RECORD)
    assert codes(twice.getvalue()) == {"member_twice"}

    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as archive:
        info = zipfile.ZipInfo("record.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert "unusual_member" in codes(link.getvalue())
    assert codes(PACKAGE + b"x") == codes(b"x" + PACKAGE) == {"hidden_bytes"}


def rewritten(
    change: Callable[[zipfile.ZipInfo], object], packing: int = zipfile.ZIP_STORED
) -> bytes:
    """The package as another program might write it, with something slipped in."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for name, content in opened().items():
            archive.writestr(name, content, packing)
        for info in archive.infolist():
            change(info)
    return whole.getvalue()


def lengthened(local_extra: bytes) -> bytes:
    """An extra field in front of the first member alone, which the directory does not tell of."""
    name = 30 + len("manifest.json")
    changed = bytearray(PACKAGE[:name] + local_extra + PACKAGE[name:])
    changed[28:30] = len(local_extra).to_bytes(2, "little")
    at, places = changed.index(b"PK\x01\x02"), len(opened())
    for place in range(places):
        offset = int.from_bytes(changed[at + 42 : at + 46], "little")
        changed[at + 42 : at + 46] = (offset + bool(place) * len(local_extra)).to_bytes(4, "little")
        at += 46 + int.from_bytes(changed[at + 28 : at + 30], "little")
    changed[-6:-2] = (PACKAGE.index(b"PK\x01\x02") + len(local_extra)).to_bytes(4, "little")
    return bytes(changed)


def test_no_byte_is_passed_that_nobody_signed() -> None:
    """Extra fields rename members for some programs; comments say whatever they like."""
    path = b"evil.json"
    renamed = struct.pack("<HHBL", 0x7075, 5 + len(path), 1, zlib.crc32(b"record.json")) + path
    extra = rewritten(lambda info: setattr(info, "extra", renamed))
    comment = rewritten(lambda info: setattr(info, "comment", b"pay to 6222"))
    assert codes(extra) == codes(comment) == {"hidden_bytes"}
    assert codes(lengthened(renamed)) == {"hidden_bytes"}
    assert zipfile.ZipFile(io.BytesIO(lengthened(renamed))).testzip() is None

    noted = io.BytesIO(PACKAGE)
    with zipfile.ZipFile(noted, "a") as archive:
        archive.comment = b"pay to 6222"
    assert codes(noted.getvalue()) == {"hidden_bytes"}
    between = PACKAGE.index(b"PK\x01\x02")
    assert codes(PACKAGE[:between] + b"slack" + PACKAGE[between:])


def test_a_member_ends_where_its_bytes_end() -> None:
    """No program may find more in a member than was hashed."""
    packed = rewritten(lambda _: None, zipfile.ZIP_DEFLATED)
    assert codes(packed) == set()
    info = max(zipfile.ZipFile(io.BytesIO(packed)).infolist(), key=lambda each: each.header_offset)
    end = packed.index(b"PK\x01\x02")
    longer = info.compress_size + 4
    sizes = (
        struct.pack("<LL", info.compress_size, info.file_size),
        struct.pack("<LL", longer, info.file_size),
    )
    changed = (packed[:end] + b"more" + packed[end:]).replace(*sizes)
    offset = changed[-6:-2]
    assert int.from_bytes(offset, "little") == end
    changed = changed[:-6] + (end + 4).to_bytes(4, "little") + changed[-2:]
    assert codes(changed) == {"hidden_bytes"}


def test_a_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("record.json", b"0" * 60_000_000)
    assert codes(bomb.getvalue()) == {"too_large"}
    assert codes(PACKAGE, limits=Limits(bytes=100)) == {"too_large"}
    assert codes(PACKAGE, limits=Limits(members=3)) == {"too_many_members"}


def test_what_other_zip_programs_write_is_read_too() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in opened().items():
            archive.writestr(name, content)
    assert verify(packed.getvalue(), KNOWN).is_trusted


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda m: m.update(format="fengqiao.package/9"), "bad_manifest"),
        (lambda m: m.update(members={}), "bad_manifest"),
        (lambda m: m["members"].append(m["members"][0]), "bad_manifest"),
        (lambda m: m["members"][0].update(name="../record.json"), "bad_manifest"),
        (lambda m: m["members"][0].update(size=1), "hash_differs"),
        (lambda m: m["members"][0].update(sha256="0" * 64), "hash_differs"),
        (lambda m: m["members"].clear(), "unlisted_member"),
        (lambda m: m.update(dispute="d-2"), "another_dispute"),
    ],
)
def test_a_signed_manifest_must_fit_what_is_there(
    change: Callable[[dict[str, Any]], object], code: str
) -> None:
    assert code in codes(with_manifest(change))


def test_a_record_of_nothing_is_no_record() -> None:
    assert codes(package(**{"record.json": b""})) == {"bad_record"}


def test_where_keys_and_a_fingerprint_are_given_both_must_name_the_signer() -> None:
    both = keys_of({"keys": [PUBLIC, public_half(OTHER.as_dict(private=False))]})
    wrong = thumbprint(OTHER.as_dict(private=False))
    assert codes(PACKAGE, both, fingerprint=wrong) == {"unknown_key"}
    assert verify(PACKAGE, both, wrong).is_trusted is False
    assert codes(PACKAGE, keys_of({"keys": []}), fingerprint=PUBLIC["kid"]) == {"unknown_key"}
    assert verify(PACKAGE, both, PUBLIC["kid"]).is_trusted


@pytest.mark.parametrize(
    ("withdrawn", "is_trusted"),
    [
        ({"revoked_at": "2026-03-11T00:00:00Z"}, True),
        ({"revoked_at": "2026-03-11T00:00:00Z", "is_compromised": True}, False),
        ({"revoked_at": "2026-03-10T00:00:00Z"}, False),
        ({"revoked_at": "2026-03-10T08:00:01+08:00"}, True),
        ({"revoked_at": "yesterday"}, False),
        ({"revoked_at": None, "is_compromised": False}, True),
    ],
)
def test_a_key_that_was_withdrawn_counts_for_what_was_made_before_unless_it_had_leaked(
    withdrawn: dict[str, Any], is_trusted: bool
) -> None:
    verdict = verify(PACKAGE, keys_of({"keys": [{**PUBLIC, **withdrawn}]}))

    assert verdict.is_trusted is verdict.is_whole is is_trusted
    assert {each.code for each in verdict.findings} == (set() if is_trusted else {"revoked_key"})


def test_another_key_is_not_trusted_and_no_key_can_be_slipped_in() -> None:
    forged = with_manifest(lambda _: None, key=OTHER)
    assert codes(forged) == {"unknown_key"}
    assert codes(forged, None) == set()
    assert codes(forged, None, fingerprint=PUBLIC["kid"]) == {"unknown_key"}
    members = opened(forged)
    header, _, signature = members["manifest.jws"].split(b".")
    claimed = json.loads(base64.urlsafe_b64decode(header + b"=="))
    claimed["kid"] = PUBLIC["kid"]
    text = base64.urlsafe_b64encode(json.dumps(claimed).encode()).rstrip(b"=")
    for changed in (text + b".." + signature, b"..", b"", header + b".e30." + signature):
        assert codes(zipped({**members, "manifest.jws": changed})) == {"bad_signature"}


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"\0" * 100, PACKAGE[:-30], PACKAGE[: len(PACKAGE) // 2]]
)
def test_what_is_no_zip_is_told_so(data: bytes) -> None:
    assert codes(data) == {"not_a_zip"}


def test_the_command_says_it_in_both_languages_and_by_its_exit_code(tmp_path: Path) -> None:
    good, bad, keys = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "keys.json"
    good.write_bytes(PACKAGE)
    bad.write_bytes(zipped({**opened(), "record.json": b"{}"}))
    keys.write_text(json.dumps({"keys": [PUBLIC]}))
    run = CliRunner().invoke

    assert run(app, ["verify-package", str(good), "--keys", str(keys)]).exit_code == 0
    assert run(app, ["verify-package", str(good), "--fingerprint", PUBLIC["kid"]]).exit_code == 0
    assert run(app, ["verify-package", str(good)]).exit_code == 3
    wrong = run(app, ["verify-package", str(bad), "--keys", str(keys)])
    assert wrong.exit_code == 1
    assert "record.json：内容与清单所列的摘要不符 / is not what the manifest says" in wrong.output
    told = json.loads(run(app, ["verify-package", str(bad), "--json"]).output)
    assert [each["code"] for each in told["findings"]] == ["hash_differs"]
    assert run(app, ["verify-package", str(tmp_path / "none.zip")]).exit_code == 2


def test_the_verifier_runs_alone_from_its_one_file(tmp_path: Path) -> None:
    """With nothing of ours installed: on the receiver's own machine."""
    alone = tmp_path / "verifying.py"
    alone.write_bytes(Path(verifying.__file__).read_bytes())
    (tmp_path / "package.zip").write_bytes(PACKAGE)
    code = (
        "import sys, verifying; v = verifying.verify(open('package.zip', 'rb').read(),"
        f" fingerprint={PUBLIC['kid']!r}); assert 'services' not in sys.modules;"
        " print(v.is_whole, v.is_trusted)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True"]

"""`fengqiao package-key`: ours are shown and changed, those of partners trusted and ended."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.partners.handoff.keys import new_key
from tests.support.database import Databases


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["package-key", *arguments])


def test_keys_are_made_changed_trusted_and_ended(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "FENGQIAO_DATA_DIR": str(tmp_path),
        "FENGQIAO_DATABASE_URL": databases.app,
        "FENGQIAO_PROJECTOR_DATABASE_URL": databases.projector,
        "FENGQIAO_KEYS_DATABASE_URL": databases.key_app,
    }.items():
        monkeypatch.setenv(name, value)
    (first,) = json.loads(run("public").output)["keys"]
    changed = run("rotate").output.strip()
    assert [key["kid"] for key in json.loads(run("public").output)["keys"]] == [
        changed,
        first["kid"],
    ]

    assert run("revoke", first["kid"]).exit_code == 0
    assert run("revoke", first["kid"]).exit_code == 2
    assert run("revoke", first["kid"], "--compromised").exit_code == 0
    for unknown in ("unknown", "-2qWWEebJZiHbe56hCVovckNqK3exKS5pdr0c64JJoI"):
        assert f"no such key that is not revoked: {unknown}" in run("revoke", unknown).output
    *_, told = json.loads(run("public").output)["keys"]
    assert (told["kid"], told["is_compromised"]) == (first["kid"], True)

    file = tmp_path / "partner.jwk"
    file.write_text(json.dumps(new_key().as_dict(private=False)))
    kid = run("add", "court", str(file)).output.strip()
    assert run("list", "court").output.split() == [kid]
    assert run("end", "court", kid).exit_code == 0
    assert run("list", "court").output.split() == []
    assert run("end", "court", kid).exit_code == 2
    file.write_text(json.dumps({"kty": "oct", "k": "AAAA"}))
    wrong = run("add", "court", str(file))
    assert (wrong.exit_code, "Ed25519" in wrong.output) == (2, True)

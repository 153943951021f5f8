"""The local master key: made once, readable by its owner alone, never made in production."""

from pathlib import Path

import pytest

from services.workflow.storage.master_key import LocalMasterKey, MasterKeyRefused


async def test_the_first_use_makes_a_key_that_later_uses_find(tmp_path: Path) -> None:
    first = LocalMasterKey.load(None, tmp_path, is_production=False)
    wrapped = await first.wrap(b"key", b"of a person")
    second = LocalMasterKey.load(None, tmp_path, is_production=False)
    assert await second.unwrap(wrapped, b"of a person") == b"key"


def test_the_key_file_is_for_its_owner_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    LocalMasterKey.load(None, tmp_path, is_production=False)
    assert [(file.name, file.stat().st_mode & 0o777) for file in tmp_path.iterdir()] == [
        ("master.key", 0o600)
    ]


async def test_a_wrapped_key_is_bound_to_what_it_is_of(tmp_path: Path) -> None:
    master = LocalMasterKey.load(None, tmp_path, is_production=False)
    wrapped = await master.wrap(b"key", b"of one person")
    with pytest.raises(MasterKeyRefused):
        await master.unwrap(wrapped, b"of another person")


def test_production_asks_for_a_named_key(tmp_path: Path) -> None:
    LocalMasterKey.load(None, tmp_path, is_production=False)
    with pytest.raises(MasterKeyRefused, match="FENGQIAO_MASTER_KEY_FILE"):
        LocalMasterKey.load(None, tmp_path, is_production=True)
    named = tmp_path / "named.key"
    with pytest.raises(MasterKeyRefused, match="FENGQIAO_MASTER_KEY_FILE"):
        LocalMasterKey.load(named, tmp_path, is_production=True)
    assert not named.exists()
    (tmp_path / "master.key").rename(named)
    LocalMasterKey.load(named, tmp_path, is_production=True)


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    LocalMasterKey.load(None, tmp_path, is_production=False)
    (tmp_path / "master.key").chmod(0o640)
    with pytest.raises(MasterKeyRefused, match="chmod 600"):
        LocalMasterKey.load(None, tmp_path, is_production=False)


def test_a_key_file_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    file.touch(mode=0o600)
    with pytest.raises(MasterKeyRefused, match="it has 0"):
        LocalMasterKey.load(None, tmp_path, is_production=False)

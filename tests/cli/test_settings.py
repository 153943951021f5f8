"""Settings are checked once, at the start, each fault named by its variable."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from services.workflow.settings import InvalidSettings, Mode, load


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("FENGQIAO_DATA_DIR", raising=False)
    return monkeypatch


def refused() -> str:
    with pytest.raises(InvalidSettings) as caught:
        load()
    return str(caught.value)


def test_without_any_setting_it_is_a_trial_on_this_machine() -> None:
    settings = load()

    assert settings.mode is Mode.DEVELOPMENT
    assert settings.host == "127.0.0.1"
    assert settings.is_embedded


def test_an_unknown_variable_with_our_prefix_is_refused(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FENGQIAO_DATABSE_URL", "postgresql://x")

    assert "FENGQIAO_DATABSE_URL" in refused()


def test_every_fault_is_told_at_once(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FENGQIAO_PORT", "99999")
    environment.setenv("FENGQIAO_COLOUR", "red")

    assert {"FENGQIAO_PORT", "FENGQIAO_COLOUR"} <= {
        line.split(":")[0] for line in refused().splitlines()
    }


@pytest.mark.parametrize("value", ["1", "y", "true", "on"])
def test_the_librarys_setting_that_loses_events_is_refused(
    environment: pytest.MonkeyPatch, value: str
) -> None:
    environment.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", value)

    assert "POSTGRES_ENABLE_DB_FUNCTIONS" in refused()


def test_production_needs_everything_from_outside(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FENGQIAO_MODE", "production")
    missing = refused()

    for name in ("DATABASE_URL", "PROJECTOR_DATABASE_URL", "KEYS_DATABASE_URL"):
        assert f"FENGQIAO_{name}" in missing


def test_an_identity_provider_needs_our_id_there_and_the_way_back(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("FENGQIAO_OIDC_ISSUER", "https://idp.example.cn")
    missing = refused()

    assert "FENGQIAO_OIDC_CLIENT_ID" in missing
    assert "FENGQIAO_PUBLIC_URL" in missing


def test_the_log_and_the_keys_are_named_together(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FENGQIAO_DATABASE_URL", "postgresql://x")

    assert "FENGQIAO_KEYS_DATABASE_URL" in refused()


def test_a_secret_is_not_shown(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("FENGQIAO_DATABASE_URL", "postgresql://app:hidden@db/fengqiao")
    environment.setenv("FENGQIAO_KEYS_DATABASE_URL", "postgresql://app:hidden@keys/fengqiao")
    settings = load()

    assert "hidden" not in repr(settings)
    assert isinstance(settings.database_url, SecretStr)


def test_an_option_of_a_command_goes_before_the_variable(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("FENGQIAO_PORT", "8001")

    assert load(port=8002).port == 8002
    assert load(data_dir=tmp_path).data_dir == tmp_path

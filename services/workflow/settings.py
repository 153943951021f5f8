"""What an operator sets, by environment variables beginning with FENGQIAO_; read once, at the start."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "FENGQIAO_"
NOT_OURS = frozenset({"FENGQIAO_FAULTS"})
"""Variables with our prefix that the test suite reads."""
REFUSED = {
    "POSTGRES_ENABLE_DB_FUNCTIONS": (
        "该设置会使顺序读取日志的程序丢失事件,请取消",
        "with this setting of the eventsourcing library tailing readers lose events; unset it",
    ),
}
ON_THIS_MACHINE = "127.0.0.1"
_OFF = frozenset({"", "0", "n", "no", "f", "false", "off"})


class InvalidSettings(Exception):
    """The service cannot start as it is set; the message names each variable."""


class Mode(StrEnum):
    """Whether this is somebody's trial or a deployment that people rely on."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """All settings. Secrets have no default; what production needs is asked for at the start."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid"
    )

    mode: Mode = Field(
        Mode.DEVELOPMENT,
        description="development: database, keys and tokens of its own. production: all from outside.",
    )
    data_dir: Path = Field(
        Path(".fengqiao"), description="Folder of the embedded database and of the local keys."
    )
    host: str = Field(ON_THIS_MACHINE, description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    database_url: SecretStr | None = Field(
        None, description="The log and the read models, as fengqiao_app. None: embedded."
    )
    projector_database_url: SecretStr | None = Field(
        None, description="The same database, as fengqiao_projector."
    )
    migration_database_url: SecretStr | None = Field(
        None, description="The same database, as a user who may act as fengqiao_owner."
    )
    keys_database_url: SecretStr | None = Field(
        None, description="The keys of persons, as fengqiao_app; a database of its own."
    )
    keys_migration_database_url: SecretStr | None = Field(
        None, description="The same database, as a user who may act as fengqiao_owner."
    )
    master_key_file: Path | None = Field(
        None, description="Master key of the persons' keys. None: made in the data folder."
    )
    public_url: str | None = Field(
        None,
        pattern=r"^https?://[^/]+$",
        description="Address by which others reach the service, such as https://fengqiao.example.cn.",
    )
    token_issuer: str = Field(
        "urn:fengqiao:embedded", description="Who issues the callers' tokens (claim iss)."
    )
    token_audience: str = Field(
        "fengqiao", description="Whom tokens must be meant for (claim aud)."
    )
    token_jwks: str | None = Field(
        None, description="File or https address of the issuer's public keys. None: own tokens."
    )
    token_algorithms: tuple[str, ...] = Field(
        ("Ed25519", "ES256"), description='Signatures accepted, such as ["ES256"].'
    )
    oidc_issuer: str | None = Field(
        None,
        pattern="^https?://",
        description="Identity provider (OpenID Connect) of the people. None: accounts kept here.",
    )
    oidc_client_id: str | None = Field(None, description="Our id at the identity provider.")
    oidc_client_secret: SecretStr | None = Field(None, description="Our secret there.")
    oidc_role_claim: str = Field("role", description="Claim of the id token that tells the role.")
    oidc_organisation_claim: str = Field(
        "org", description="Claim that tells the body a person acts for, by its code or id."
    )
    oidc_region_claim: str = Field("region", description="Claim that tells a person's region.")
    oidc_mediator_claim: str = Field(
        "mediator", description="Claim that tells a mediator's certificate, or id on the roster."
    )
    body_limit_bytes: int = Field(
        1_048_576, ge=1_024, le=104_857_600, description="Largest request body."
    )
    command_cache_disputes: int = Field(
        20_000, ge=1, description="Disputes whose state is kept in memory."
    )
    read_wait_milliseconds: int = Field(
        2_000, ge=0, le=30_000, description="How long a read waits for its min_position."
    )
    webhook_allow_private: bool | None = Field(
        None,
        description="Webhooks may go to http and to addresses that are not public. None: in development.",
    )
    files_url: str | None = Field(
        None, pattern=r"^s3://[^/]+", description="Bucket of the files. None: in the data folder."
    )
    files_endpoint: str | None = Field(
        None, pattern="^https?://", description="Address of an S3-compatible store. None: AWS."
    )
    files_region: str | None = Field(None, description="Region of the bucket.")
    files_virtual_host: bool = Field(
        default=False, description="Whether the bucket is a host name, as Aliyun OSS wants it."
    )
    files_access_key: SecretStr | None = Field(None, description="Access key of the bucket.")
    files_secret_key: SecretStr | None = Field(None, description="Its secret.")
    file_limit_bytes: int = Field(
        104_857_600, ge=1_024, le=2_147_483_647, description="Largest file that can be uploaded."
    )
    dispute_files_limit_bytes: int = Field(
        2_147_483_648, ge=1_024, description="Largest size of all files of a dispute together."
    )
    clamd: str | None = Field(
        None,
        pattern=r"^[^:/]+:[0-9]{1,5}$",
        description="host:port of the virus scanner clamd. None: files are not scanned.",
    )
    log_level: str = Field(
        "warning", pattern="^(debug|info|warning|error)$", description="info writes every request."
    )

    @field_validator("data_dir", "master_key_file")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path.absolute() if path else None

    @model_validator(mode="after")
    def _production_is_complete(self) -> Self:
        if self.mode is Mode.PRODUCTION:
            needed = ("database_url", "projector_database_url", "keys_database_url")
            missing = [name for name in needed if getattr(self, name) is None]
            if missing:
                names = ", ".join(PREFIX + name.upper() for name in missing)
                raise ValueError(f"production 模式必须设置 / production needs: {names}")
        if (self.database_url is None) != (self.keys_database_url is None):
            raise ValueError(
                "FENGQIAO_DATABASE_URL 与 FENGQIAO_KEYS_DATABASE_URL 须一并设置 / "
                "FENGQIAO_DATABASE_URL and FENGQIAO_KEYS_DATABASE_URL go together"
            )
        return self

    @model_validator(mode="after")
    def _identity_provider_is_complete(self) -> Self:
        if self.oidc_issuer is not None:
            needed = ("oidc_client_id", "public_url")
            missing = [name for name in needed if getattr(self, name) is None]
            if missing:
                names = ", ".join(PREFIX + name.upper() for name in missing)
                raise ValueError(f"设置 FENGQIAO_OIDC_ISSUER 还须设置 / needs as well: {names}")
            is_open = self.oidc_issuer.startswith("http://")
            if self.mode is Mode.PRODUCTION and is_open:
                raise ValueError("FENGQIAO_OIDC_ISSUER: 须为 https 地址 / must be https")
        return self

    @property
    def may_send_inside(self) -> bool:
        """Whether webhooks may go to addresses that are not public."""
        is_trial = self.mode is Mode.DEVELOPMENT
        return is_trial if self.webhook_allow_private is None else self.webhook_allow_private

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the one in the data folder."""
        return self.database_url is None


def load(**overrides: Any) -> Settings:
    """The settings; raises InvalidSettings naming every variable that is unknown or wrong."""
    faults = [*_unknown(), *_refused()]
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        faults.extend(_told(detail) for detail in error.errors(include_input=False))
    if faults:
        raise InvalidSettings("\n".join(faults))
    return settings


def example() -> str:
    """The file of example settings: every variable, its meaning and its default."""
    lines = ["# Settings of fengqiao. Generated from services/workflow/settings.py: make generate"]
    for name, field in Settings.model_fields.items():
        value = _written(field.default)
        lines += ["", f"# {field.description}", f"#{PREFIX}{name.upper()}={value}"]
    return "\n".join(lines) + "\n"


def _written(default: Any) -> str:
    if isinstance(default, tuple):
        return json.dumps(default)
    return "" if default is None else str(default)


def _unknown() -> list[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_OURS
    return [
        f"{name}: 没有这个设置项 / no such setting"
        for name in sorted(os.environ)
        if name.upper().startswith(PREFIX) and name.upper() not in known
    ]


def _refused() -> list[str]:
    return [
        f"{name}: {zh} / {en}"
        for name, (zh, en) in REFUSED.items()
        if os.environ.get(name, "").lower() not in _OFF
    ]


def _told(detail: Any) -> str:
    name = "".join(str(part) for part in detail["loc"][:1])
    place = f"{PREFIX}{name.upper()}: " if name else ""
    return place + str(detail["msg"]).removeprefix("Value error, ")

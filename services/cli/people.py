"""The people of the examples: who they are, whom they act for, and their ready tokens."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from joserfc.jwk import OKPKey

from services.cli.example import FOLDER, Example
from services.kit.clock import Clock
from services.kit.tokens import (
    OUTSIDE_TYPES,
    OWN_TYPES,
    FetchedKeys,
    FixedKeys,
    JoinedKeys,
    KeySource,
    Standing,
    TokenIssuer,
    TokenVerifier,
    load_or_create_key,
)
from services.workflow.application.registry import mediator_id, organisation_id
from services.workflow.http.identity import Caller, caller_from
from services.workflow.settings import InvalidSettings, Mode, Settings

_FILES = {Example.SHUIMOGOU: "people.toml", Example.YUYAO: "people-yuyao.toml"}
TOKEN_DAYS = 30
_DAY_SECONDS = 86_400


class OwnKeys(msgspec.Struct, frozen=True):
    """What verifies the tokens that we issue ourselves."""

    keys: KeySource
    stands: Standing


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One account of the example."""

    account: str
    zh: str
    en: str
    role: str
    organisation: str | None = None
    """Code of the body the person acts for."""
    region: str | None = None
    certificate: str | None = None
    """Certificate of a mediator."""


def people(place: Example = Example.SHUIMOGOU) -> dict[str, Person]:
    """The people of an example by role."""
    read = tomllib.loads((FOLDER / _FILES[place]).read_text("utf-8"))["person"]
    return {person.role: person for person in msgspec.convert(read, list[Person])}


def example_tokens(
    settings: Settings, clock: Clock, place: Example = Example.SHUIMOGOU
) -> Iterator[tuple[Person, str]]:
    """A token for each. Raises InvalidSettings where tokens come from outside."""
    if settings.mode is Mode.PRODUCTION or settings.token_jwks is not None:
        raise InvalidSettings(
            "令牌由外部身份系统签发（FENGQIAO_TOKEN_JWKS 或 production 模式），此处不能签发 / "
            "tokens come from the identity provider; none are issued here"
        )
    issuer = _issuer(settings, clock)
    for person in people(place).values():
        claims = {
            "role": person.role,
            "org": str(organisation_id(person.organisation)) if person.organisation else None,
            "region": person.region,
            "mediator": str(mediator_id(person.certificate)) if person.certificate else None,
        }
        yield (
            person,
            issuer.issue(person.account, claims, lifetime_seconds=TOKEN_DAYS * _DAY_SECONDS),
        )


def verifier(settings: Settings, clock: Clock, own: OwnKeys | None = None) -> TokenVerifier[Caller]:
    """Verifies callers' tokens with the keys that the settings name, or with our own."""
    is_own = settings.token_jwks is None
    return TokenVerifier(
        _keys(settings, clock, own.keys if own else None),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        algorithms=settings.token_algorithms,
        clock=clock,
        read=caller_from,
        # The ready tokens of a trial may be from before ours had a type.
        types=OWN_TYPES if is_own and settings.mode is Mode.PRODUCTION else OUTSIDE_TYPES,
        stands=own.stands if own and is_own else None,
    )


def _keys(settings: Settings, clock: Clock, own: KeySource | None) -> KeySource:
    """In a trial the key of the ready tokens counts as well; in production there is none."""
    named = settings.token_jwks
    if named is None:
        of_trial = settings.mode is Mode.DEVELOPMENT
        ready = (_issuer(settings, clock).public_keys(),) if of_trial else ()
        return JoinedKeys(*ready, *((own,) if own else ()))
    if named.startswith("https://"):
        return FetchedKeys(named, clock)
    if named.startswith("http://"):
        raise InvalidSettings(
            "FENGQIAO_TOKEN_JWKS: 须为 https 地址或文件 / must be https or a file"
        )
    try:
        return FixedKeys.from_file(Path(named))
    except (OSError, ValueError) as error:
        raise InvalidSettings(f"FENGQIAO_TOKEN_JWKS: {error}") from error


def _issuer(settings: Settings, clock: Clock) -> TokenIssuer:
    key: OKPKey = load_or_create_key(settings.data_dir / "token-key.json")
    return TokenIssuer(
        key, issuer=settings.token_issuer, audience=settings.token_audience, clock=clock
    )

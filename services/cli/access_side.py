"""Puts together who calls: clients, keys, accounts, sessions, the way to an identity provider."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Protocol

import msgspec
from fastapi import APIRouter

from services.access import token_endpoint
from services.access.accounts import Accounts
from services.access.area import code_of
from services.access.client import PartnerStanding
from services.access.clients import Clients
from services.access.discovery import discovery_router
from services.access.issuing import OwnTokens
from services.access.passwords import Passwords
from services.access.provider import Provider, ProviderSettings
from services.access.provider_claims import ClaimNames
from services.access.sessions import Sessions
from services.access.shared_secret import shared_secret
from services.access.signing_keys import SigningKeys
from services.access.standing import StandingCallers
from services.access.token_endpoint import PartnerOf, TokenEndpoint, token_router
from services.cli.people import OwnKeys
from services.console.signing_in import CALLBACK
from services.console.signing_in_forms import Forms
from services.console.signing_in_parts import SignInParts
from services.kit.clock import Clock
from services.kit.database import create_pool
from services.partners.profiles.store import Profiles
from services.workflow.settings import Settings
from services.workflow.storage.master_key import MasterKey


class Side(Protocol):
    """What it needs of the write side; that of production and that of the tests have it."""

    @property
    def clock(self) -> Clock: ...
    @property
    def master(self) -> MasterKey: ...


class AccessSide(msgspec.Struct, frozen=True, kw_only=True):
    """What the app needs of it."""

    clients: Clients
    accounts: Accounts
    keys: SigningKeys
    standing: StandingCallers
    sign_in: SignInParts
    routers: tuple[APIRouter, ...]
    """Where tokens are got and keys are published; none where tokens come from outside."""
    answers: tuple[type, ...]
    """What they answer with, for the OpenAPI document."""


@asynccontextmanager
async def access_side(
    settings: Settings,
    dsn: str,
    side: Side,
    profiles: Profiles,
    passwords: Passwords | None = None,
) -> AsyncIterator[AccessSide]:
    """Connect and put together; `dsn` is that of the log as fengqiao_app."""
    clock, hashes = side.clock, passwords or Passwords()
    async with (
        Clients.open(dsn, clock) as clients,
        Accounts.open(dsn, hashes, clock) as accounts,
        Sessions.open(dsn, clock) as sessions,
        SigningKeys.open(dsn, side.master, clock) as keys,
        AsyncExitStack() as open_,
    ):
        open_.callback(hashes.close)
        pool: Any = await create_pool(dsn, name="fengqiao forms", size=1)
        open_.push_async_callback(pool.close)
        tokens = own_tokens(settings, keys, clock)
        provider = _provider(settings)
        routers = _routers(settings, clients, tokens, partner_of(profiles)) if tokens else ()
        yield AccessSide(
            clients=clients,
            accounts=accounts,
            keys=keys,
            standing=StandingCallers(clients, accounts),
            sign_in=SignInParts(
                accounts=accounts,
                sessions=sessions,
                forms=Forms(await shared_secret(pool, side.master, "forms")),
                tokens=tokens,
                provider=(
                    await open_.enter_async_context(Provider.open(dsn, provider, clock))
                    if provider
                    else None
                ),
            ),
            routers=routers,
            answers=token_endpoint.ANSWERS if tokens else (),
        )


def own_tokens(settings: Settings, keys: SigningKeys, clock: Clock) -> OwnTokens | None:
    """Tokens of our own; none where an outside issuer is named."""
    if settings.token_jwks is not None:
        return None
    issuer, audience = settings.token_issuer, settings.token_audience
    return OwnTokens(keys, issuer=issuer, audience=audience, clock=clock)


def own_keys(access: AccessSide) -> OwnKeys:
    """What verifies the tokens issued here."""
    return OwnKeys(access.keys, access.standing.stands)


def described() -> tuple[APIRouter, ...]:
    """The routers over nothing at all, for the OpenAPI document."""
    nothing: Any = None
    return (token_router(TokenEndpoint(nothing, nothing, nothing)),)


def partner_of(profiles: Profiles) -> PartnerOf:
    """What a partner lends its clients, by its profile as it is now."""

    async def standing(code: str) -> PartnerStanding | None:
        partner = await profiles.find(code)
        if partner is None or not partner.is_active:
            return None
        actor = partner.actor
        return PartnerStanding(
            role=actor.role,
            organisation=actor.organisation,
            # A profile has the digits of an area, a token the code of one.
            region=code_of(actor.region),
            scopes=partner.scopes,
        )

    return standing


def _routers(
    settings: Settings, clients: Clients, tokens: OwnTokens, partner: PartnerOf
) -> tuple[APIRouter, ...]:
    return (
        token_router(TokenEndpoint(clients, tokens, partner)),
        discovery_router(tokens, public_url=settings.public_url),
    )


def _provider(settings: Settings) -> ProviderSettings | None:
    if settings.oidc_issuer is None:
        return None
    secret = settings.oidc_client_secret
    return ProviderSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id or "",
        client_secret=secret.get_secret_value() if secret else None,
        redirect_uri=(settings.public_url or "") + CALLBACK,
        claims=ClaimNames(
            role=settings.oidc_role_claim,
            organisation=settings.oidc_organisation_claim,
            region=settings.oidc_region_claim,
            mediator=settings.oidc_mediator_claim,
        ),
    )

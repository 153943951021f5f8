"""What signing in is made from: handed in once, at the start."""

import msgspec
from starlette.requests import Request

from services.access.accounts import Accounts
from services.access.issuing import OwnTokens
from services.access.provider import Provider
from services.access.sessions import Sessions, SignedIn
from services.console.signing_in_cookies import session_of
from services.console.signing_in_forms import Forms


class SignInParts(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts and sessions, the forms, and where people come from."""

    accounts: Accounts
    sessions: Sessions
    forms: Forms
    tokens: OwnTokens | None = None
    """With which people are given tokens for the API; none where those come from outside."""
    provider: Provider | None = None
    """The identity provider, which then is the only way in."""

    async def who(self, request: Request) -> SignedIn | None:
        """Who is signed in by this request's cookie, if anybody."""
        said = session_of(request)
        found = await self.sessions.find(said) if said else None
        is_from_here = found is not None and found.is_local == (self.provider is None)
        return found if is_from_here else None

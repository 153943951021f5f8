"""A small OpenID provider on a port of this machine: real HTTP, real signatures, one user who agrees."""

import base64
import contextlib
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeyParameters, RSAKey

from services.kit.clock import Clock

CLIENT, SECRET = "fengqiao-console", "sec:ret/+"


def _key() -> RSAKey:
    key = RSAKey.generate_key(2048, parameters={"use": "sig", "alg": "RS256"})
    key.ensure_kid()
    return key


@dataclass
class IdentityProvider:
    """The provider; `claims` are those of its user, `lies` replace what it should say."""

    clock: Clock
    claims: dict[str, Any]
    url: str = ""
    key: RSAKey = field(default_factory=_key)
    lies: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refuses: bool = False

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        }

    def authorized(self, query: dict[str, str]) -> str:
        """Where the browser goes after the user has agreed, or has not."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        told = {"state": query["state"], "iss": self.url}
        if self.refuses:
            told["error"] = "access_denied"
        else:
            told["code"] = secrets.token_urlsafe(16)
            self.codes[told["code"]] = query
        return f"{query['redirect_uri']}?{urlencode(told)}"

    def token(self, authorization: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """The id token for a code, once, for whoever knows secret and verifier."""
        said = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        begun = self.codes.pop(form.get("code", ""), None)
        if said not in (f"{CLIENT}:{SECRET}", f"{CLIENT}:sec%3Aret%2F%2B") or begun is None:
            return 400, {"error": "invalid_grant"}
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if proven != begun["code_challenge"] or form["redirect_uri"] != begun["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": begun["nonce"],
            **self.claims,
            **{name: value for name, value in self.lies.items() if name != "key"},
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": self.key.kid}
        signed = jwt.encode(header, kept, self.lies.get("key", self.key), algorithms=["RS256"])
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": signed}


def other_key(like: RSAKey) -> RSAKey:
    """A stranger's key that calls itself like the provider's."""
    parameters: KeyParameters = {"use": "sig", "alg": "RS256", "kid": str(like.kid)}
    return RSAKey.generate_key(2048, parameters=parameters)


@contextlib.contextmanager
def identity_provider(clock: Clock, **claims: Any) -> Iterator[IdentityProvider]:
    """Serve until the end of the block."""
    provider = IdentityProvider(clock, claims)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(provider: IdentityProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            if address.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(address.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorized(query))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif address.path == "/jwks":
                self._json(200, {"keys": [provider.key.as_dict(private=False)]})
            else:
                assert address.path == "/.well-known/openid-configuration"
                self._json(200, provider.discovery())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._json(*provider.token(self.headers["Authorization"], dict(parse_qsl(body))))

        def _json(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler

"""Tokens, problems, idempotency: what every call rests on."""

import json
from pathlib import Path
from uuid import uuid4

from contract.calling import Partner, claims_of
from contract.checking import Check, needed, require, require_problem, require_status

_LISTED = "/v1/feed"


def token_by_header(partner: Partner) -> None:
    """Basic authentication gives a bearer token that ends, and that nobody keeps on the way."""
    answer = require_status(partner.token_answer(partner.client_secret), 200)
    told = answer.json
    require(told["token_type"].lower() == "bearer", f"token_type is {told['token_type']}")
    require(0 < told["expires_in"] <= 86_400, f"expires_in is {told['expires_in']}")  # noqa: PLR2004
    require("no-store" in answer.headers.get("cache-control", ""), "Cache-Control is not no-store")
    claims = claims_of(told["access_token"])
    for name in ("iss", "aud", "sub", "exp", "iat", "jti", "client_id", "scope"):
        require(name in claims, f"no claim {name} (RFC 9068)")


def token_by_form(partner: Partner) -> None:
    """Id and secret in the form do as well."""
    require_status(partner.token_answer(partner.client_secret, in_form=True), 200)


def wrong_secret(partner: Partner) -> None:
    """A wrong secret is told as RFC 6749 wants it."""
    answer = require_status(partner.token_answer("fqs_" + "x" * 43), 401)
    require(answer.json["error"] == "invalid_client", f"error is {answer.json}")


def keys_published(partner: Partner) -> None:
    """The key that signed the token is published."""
    told = require_status(partner.call("GET", "/.well-known/jwks.json", None, {}), 200).json
    require(told["keys"], "no keys")
    require(all("kid" in key and "d" not in key for key in told["keys"]), "a key is not public")


def no_token(partner: Partner) -> None:
    """Without a token nothing is told."""
    answer = partner.call("GET", _LISTED, None, {})
    require_problem(answer, 401)
    require("www-authenticate" in answer.headers, "no WWW-Authenticate")


def garbled_token(partner: Partner) -> None:
    """A token that was changed is none."""
    headers = {"Authorization": f"Bearer {partner.token()[:-4]}AAAA"}
    require_problem(partner.call("GET", _LISTED, None, headers), 401)


def faults_at_their_fields(partner: Partner) -> None:
    """Bad input is told at its field, in the language that was asked for."""
    body = {"region": "65", "parties": [], "claims": [{"kind": "remuneration", "amount": "much"}]}
    answer = partner.post("/v1/disputes", body, str(uuid4()), **{"Accept-Language": "en"})
    told = require_problem(answer, 422)
    errors = told.get("errors") or ()
    require(errors, f"no errors in {answer}")
    require(all("pointer" in each for each in errors), f"an error without a place: {answer}")


def no_key(partner: Partner) -> None:
    """A command without an Idempotency-Key is not taken."""
    require_problem(partner.post("/v1/disputes", {}, ""), 400, "idempotency-key-missing")


def unknown_address(partner: Partner) -> None:
    """What does not exist is told as a problem, too."""
    require_problem(partner.get(f"/v1/disputes/{uuid4()}"), 404)


def repeats_add_nothing(partner: Partner) -> None:
    """The same key gives the first answer; with another body it is refused."""
    application = json.loads(Path(needed(partner.application, "--application")).read_text("utf-8"))
    key = f"contract-kit-{uuid4()}"
    first = require_status(partner.post("/v1/disputes", application, key), 201)
    again = require_status(partner.post("/v1/disputes", application, key), 201)
    require(first.json["dispute"] == again.json["dispute"], "a repeat registered another dispute")
    require("idempotency-replayed" in again.headers, "a repeat is not marked as one")
    application["region"] = str(application["region"])[:6]
    changed = application | {"is_oral": not application.get("is_oral", False), "matter": "另一事项"}
    require_problem(partner.post("/v1/disputes", changed, key), 422)


CHECKS = (
    Check(zh="领取令牌（Basic）", en="a token by Basic authentication", run=token_by_header),
    Check(zh="领取令牌（表单）", en="a token by form", run=token_by_form),
    Check(zh="密钥错误被拒绝", en="a wrong secret is refused", run=wrong_secret),
    Check(zh="签名公钥已公布", en="public keys are published", run=keys_published),
    Check(zh="没有令牌被拒绝", en="no token, no answer", run=no_token),
    Check(zh="改动过的令牌被拒绝", en="a changed token is refused", run=garbled_token),
    Check(zh="错误指到字段", en="faults are told at their fields", run=faults_at_their_fields),
    Check(zh="缺少幂等键被拒绝", en="a command without its key is refused", run=no_key),
    Check(zh="不存在的争议", en="an unknown dispute is a problem", run=unknown_address),
    Check(zh="重复登记只登记一次", en="a repeated application is one", run=repeats_add_nothing),
)

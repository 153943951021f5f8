"""Requests that are wrong in every way that a network, a bad client or an attacker makes them."""

import base64
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

HUGE = 10_000_000
_DEEP = 5_000
_SELDOM = 0.2
_ODD_PLACES = (
    "/v1/inbox-messages?since=0001-01-01T00:00:00%2B14:00",
    "/v1/inbox-messages?since=9999-12-31T23:59:59-14:00",
    "/v1/inbox-messages/a%00b",
    "/v1/partners/a%00b",
)
_NAMES = (
    "阿依古丽",
    "\u202egpj.exe",
    "e\u0301" * 50,
    "👩‍👩‍👧‍👦",
    "\ufeff",
    "a\u0000b",
    "'; DROP TABLE events;--",
)


@dataclass(frozen=True)
class Wrong:
    """One request; `body` goes as it is."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Malformed:
    """An endless supply, the same for the same seed."""

    def __init__(self, seed: int, application: dict[str, Any], dispute: str) -> None:
        self._random = random.Random(seed)
        self._application = application
        self._dispute = dispute
        self._kinds: tuple[Callable[[], Wrong], ...] = (
            self._truncated,
            self._flipped,
            self._deep,
            self._not_json,
            self._doubled_key,
            self._wrong_types,
            self._odd_texts,
            self._wrong_place,
            self._wrong_query,
            self._wrong_headers,
            self._forged,
            self._wrong_credentials,
        )

    def take(self, count: int, *, huge: int) -> Iterator[Wrong]:
        """So many requests, of which a few are too large by far."""
        large = set(self._random.sample(range(count), huge))
        for n in range(count):
            yield self._huge() if n in large else self._random.choice(self._kinds)()

    def _good(self) -> bytes:
        return json.dumps(self._application).encode()

    def _registration(self, body: bytes) -> Wrong:
        return Wrong("POST", "/v1/disputes", body, {"Content-Type": "application/json"})

    def _truncated(self) -> Wrong:
        good = self._good()
        return self._registration(good[: self._random.randrange(1, len(good))])

    def _flipped(self) -> Wrong:
        good = bytearray(self._good())
        for _ in range(3):
            good[self._random.randrange(len(good))] = self._random.randrange(128, 256)
        return self._registration(bytes(good))

    def _deep(self) -> Wrong:
        opened = self._random.choice(["[", '{"a":'])
        return self._registration(opened.encode() * _DEEP)

    def _not_json(self) -> Wrong:
        texts = (
            b"", b"null", b"[]", b'"a"', b"NaN", b'{"region": NaN}', b'{"region": 1e999}',
            b'{"region": "\\ud800"}', b'{"region": "\\u0000"}', b"\xff\xfe{\x00}\x00",
            b"<xml/>", b"region=650105", b'{"region": 123456789012345678901234567890}',
        )  # fmt: skip
        return self._registration(self._random.choice(texts))

    def _doubled_key(self) -> Wrong:
        return self._registration(self._good()[:-1] + b', "region": "650105013"}')

    def _wrong_types(self) -> Wrong:
        values: tuple[Any, ...] = (None, True, -1, 1.5, "", [], {}, "x" * 300, [[]], 2**70)
        changed = dict(self._application)
        changed[self._random.choice(list(changed))] = self._random.choice(values)
        changed[self._random.choice(["regio", "__proto__", "claims ", "領域"])] = 1
        return self._registration(json.dumps(changed).encode())

    def _odd_texts(self) -> Wrong:
        parties = [dict(each) for each in self._application["parties"]]
        parties[0] |= {
            "name": self._random.choice(_NAMES),
            "document": {"type": "x", "number": "1"},
        }
        return self._registration(json.dumps({**self._application, "parties": parties}).encode())

    def _wrong_place(self) -> Wrong:
        moves = ("acceptance", "terms", "seal", "signatures", "confirmation/ruling", "nothing")
        dispute = self._random.choice([self._dispute, f"/v1/disputes/{uuid4()}", "/v1/disputes/x"])
        path = f"{dispute}/{self._random.choice(moves)}"
        body = self._random.choice([b"{}", b"[1]", b'{"other_side_consented_on": "2026-13-45"}'])
        method = self._random.choice(["POST", "PUT", "PATCH", "DELETE"])
        return Wrong(method, path, body, {"Content-Type": "application/json"})

    def _wrong_query(self) -> Wrong:
        if self._random.random() < _SELDOM:
            return Wrong("GET", self._random.choice(_ODD_PLACES))
        paths = ("/v1/disputes", "/v1/deadlines", "/v1/figures/area_resolution@1", self._dispute)
        asked = (
            "min_position=-1", "limit=9999999999999", "cursor=%00", "state=🙂", "version=1e9",
            "at=yesterday", "after=%ff%fe", "q=" + "a" * 3_000, "region=%25%27",
        )  # fmt: skip
        return Wrong("GET", f"{self._random.choice(paths)}?{self._random.choice(asked)}")

    def _wrong_headers(self) -> Wrong:
        headers: tuple[dict[str, str], ...] = (
            {"Idempotency-Key": ""}, {"Idempotency-Key": "x" * 4_000}, {"If-Match": "W/x"},
            {"Content-Type": "text/plain"}, {"Accept": "image/png"}, {"Authorization": "Bearer x"},
            {"Authorization": "Basic AAAA"}, {"Content-Encoding": "gzip"}, {"Range": "bytes=9-1"},
            {"Accept-Language": "zh;q=x,,," * 50}, {"X-Request-Id": "../../etc"},
        )  # fmt: skip
        chosen = {"Content-Type": "application/json", **self._random.choice(headers)}
        # The last kinds of headers are harmless, so the body is wrong too.
        return Wrong("POST", "/v1/disputes", b'{"region": 1}', chosen)

    def _forged(self) -> Wrong:
        signed = {
            "webhook-id": self._random.choice(["msg_1", "", "x" * 2_000]),
            "webhook-timestamp": self._random.choice(["0", "-1", "1e309", "99999999999999", "x"]),
            "webhook-signature": self._random.choice(["v1,AAAA", "v1", "v1,!!", "v2,x y z", ","]),
        }
        partner = self._random.choice(["court", "nobody", "%2e%2e", "A" * 500])
        body = self._random.choice([b"{}", b"\x00" * 100, self._good()])
        return Wrong("POST", f"/v1/inbox/{partner}", body, signed)

    def _wrong_credentials(self) -> Wrong:
        form = self._random.choice(
            [b"", b"grant_type=password", b"grant_type=client_credentials&client_id=x", b"%%%=%"]
        )
        kind = self._random.choice(["application/x-www-form-urlencoded", "application/json"])
        basic = self._random.choice(["=", base64.b64encode(b"a%00b:x").decode()])
        return Wrong(
            "POST", "/oauth/token", form, {"Content-Type": kind, "Authorization": f"Basic {basic}"}
        )

    def _huge(self) -> Wrong:
        return self._registration(b'{"region": "' + b"6" * HUGE + b'"}')

"""Webhooks: an address is subscribed, and what arrives there is signed, and is the feed's very event."""

import json
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from contract.calling import Partner, signed
from contract.checking import Check, LeftOut, needed, require, require_status

_SUBSCRIPTIONS = "/v1/subscriptions"
_PATIENCE = 30
_TOLERANCE = 300
Arrived = tuple[dict[str, str], bytes]


@contextmanager
def receiving(partner: Partner) -> Iterator["queue.Queue[Arrived]"]:
    """Keep what comes in at the address of --listen."""
    arrived: queue.Queue[Arrived] = queue.Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            arrived.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002
            """Say nothing."""

    host, _, port = needed(partner.listen, "--listen").rpartition(":")
    with ThreadingHTTPServer((host or "127.0.0.1", int(port)), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield arrived
        server.shutdown()


@contextmanager
def subscribed(partner: Partner, after: int | None) -> Iterator[dict[str, Any]]:
    """A subscription for as long."""
    url = partner.webhook_url or f"http://{partner.listen}/"
    wanted = {"url": url, "kinds": ["*"]} | ({} if after is None else {"after": after})
    made = require_status(partner.post(_SUBSCRIPTIONS, wanted, str(uuid4())), 201).json
    try:
        yield made
    finally:
        partner.post(
            f"{_SUBSCRIPTIONS}/{made['id']}/closure", {"reason": "contract kit"}, str(uuid4())
        )


def require_signed(partner: Partner, headers: dict[str, str], body: bytes) -> None:
    """By Standard Webhooks, now, over the bytes that came."""
    at, message_id = headers["webhook-timestamp"], headers["webhook-id"]
    require(abs(time.time() - int(at)) < _TOLERANCE, f"timestamp {at} is not now")
    expected = signed(partner.webhook_secret, message_id, at, body)
    require(expected in headers["webhook-signature"].split(), "the signature does not fit")


def answers_a_ping(partner: Partner) -> None:
    """A test message arrives, signed, and the service tells how it was answered."""
    needed(partner.webhook_secret, "--webhook-secret")
    with receiving(partner) as arrived, subscribed(partner, None) as subscription:
        path = f"{_SUBSCRIPTIONS}/{subscription['id']}/ping"
        told = require_status(partner.post(path, {}, str(uuid4())), 200).json
        require(told["status"] == 204, f"the service was not answered: {told}")  # noqa: PLR2004
        require_signed(partner, *arrived.get(timeout=_PATIENCE))


def brings_the_feed(partner: Partner) -> None:
    """What is pushed is what the feed has, byte for byte, and the log of deliveries tells of it."""
    needed(partner.webhook_secret, "--webhook-secret")
    head = require_status(partner.get("/v1/feed/head"), 200).json
    if not head["sequence"]:
        raise LeftOut("事件流还没有内容 / there is nothing in the feed yet")
    page = require_status(partner.get("/v1/feed", after=0), 200).json
    fed = {each["event"]["id"]: written(each["event"]) for each in page["items"]}
    with receiving(partner) as arrived, subscribed(partner, 0) as subscription:
        headers, body = arrived.get(timeout=_PATIENCE)
        require_signed(partner, headers, body)
        # Disputes do not wait for one another: any of them may be the first to arrive.
        of_feed = fed.get(json.loads(body)["id"])
        require(of_feed in {body, None}, f"arrived: {body!r}, the feed has {of_feed!r}")
        log = partner.get("/v1/deliveries", subscription=subscription["id"]).json["items"]
        require(headers["webhook-id"] in {each["id"] for each in log}, "it is not in the log")


def written(event: dict[str, Any]) -> bytes:
    """The bytes of an event, which are canonical JSON (RFC 8785)."""
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


CHECKS = (
    Check(zh="测试消息到达并签名", en="a test message arrives, signed", run=answers_a_ping),
    Check(zh="推送与事件流一致", en="webhooks bring the feed's events", run=brings_the_feed),
)

"""The feed: no gap, no change, and a proof of both."""

import hashlib
import json
import time
from collections.abc import Iterator
from typing import Any

from contract.calling import Partner
from contract.checking import Check, require, require_status

_PAGE = 200
_WAIT = 1
_SLACK = 8


def items(partner: Partner) -> Iterator[dict[str, Any]]:
    """Every item of the feed, page by page."""
    after = 0
    while True:
        page = require_status(partner.get("/v1/feed", after=after, limit=_PAGE), 200).json
        yield from page["items"]
        if not page["items"]:
            return
        after = page["next"]


def link(before: bytes, item: dict[str, Any]) -> bytes:
    """The chain after one more item."""
    event = json.dumps(item["event"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    numbers = item["sequence"].to_bytes(8, "big") + item["position"].to_bytes(8, "big")
    return hashlib.sha256(before + numbers + hashlib.sha256(event.encode()).digest()).digest()


def proven(partner: Partner) -> None:
    """From the first item to the last: counted, linked to the one before, and chained."""
    chain, sequence, position = bytes(32), 0, 0
    for item in items(partner):
        at = f"item {item['sequence']}"
        require(item["sequence"] == sequence + 1, f"{at} follows item {sequence}")
        require(item["previous"] == position, f"{at}: previous is {item['previous']}")
        chain = link(chain, item)
        require(chain.hex() == item["chain"], f"{at} is not what was chained")
        sequence, position = item["sequence"], item["position"]
    head = require_status(partner.get("/v1/feed/head"), 200).json
    is_longer = head["sequence"] > sequence
    require(is_longer or head["chain"] == chain.hex(), "the head has another chain")


def the_same_again(partner: Partner) -> None:
    """A page that was read is the same, byte for byte, when it is read again."""
    first = require_status(partner.get("/v1/feed", after=0, limit=2), 200)
    again = require_status(partner.get("/v1/feed", after=0, limit=2), 200)
    is_full = len(first.json["items"]) == 2  # noqa: PLR2004
    require(not is_full or first.body == again.body, "the page changed")


def waits(partner: Partner) -> None:
    """Where there is nothing new, a long poll waits as long as it was asked to, and no longer."""
    head = require_status(partner.get("/v1/feed/head"), 200).json
    began = time.monotonic()
    page = require_status(partner.get("/v1/feed", after=head["position"], wait=_WAIT), 200).json
    took = time.monotonic() - began
    is_on_time = page["items"] or _WAIT - 0.5 <= took <= _WAIT + _SLACK
    require(is_on_time, f"answered after {took:.1f} s")


def named(partner: Partner) -> None:
    """Every item is a CloudEvent 1.0 that names its dispute and its place in the log."""
    for item in items(partner):
        event = item["event"]
        require(event["specversion"] == "1.0", f"no CloudEvent: {event}")
        require(event["type"].startswith("fengqiao.event."), f"type is {event['type']}")
        require(event["id"] == str(item["position"]), f"id {event['id']} is not the position")
        require(event["subject"] == event["data"]["dispute"], "subject is not the dispute")


CHECKS = (
    Check(zh="事件流无缺漏、可证明", en="the feed has no gap, and proves it", run=proven),
    Check(zh="重读逐字节相同", en="read again it is the same bytes", run=the_same_again),
    Check(zh="事件格式", en="items are CloudEvents", run=named),
    Check(zh="长轮询按时返回", en="a long poll ends in time", run=waits),
)

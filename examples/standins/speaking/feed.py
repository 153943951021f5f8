"""Proves that the feed left nothing out and changed nothing: positions and bodies are chained."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

_START = "00" * 32


class BrokenFeed(Exception):
    """An item is missing, or is not what it was."""


@dataclass
class Chain:
    """How far the feed was read, and the link that all of it comes to."""

    position: int = 0
    sequence: int = 0
    link: str = _START

    @classmethod
    def remembered(cls, told: dict[str, Any] | None) -> Self:
        """Where reading ended the last time."""
        return cls(**told) if told else cls()

    def told(self) -> dict[str, Any]:
        """What is to be remembered."""
        return asdict(self)

    def proven(self, page: dict[str, Any]) -> list[dict[str, Any]]:
        """The events of a page, once each item is shown to follow the one before. Raises BrokenFeed."""
        events = []
        for item in page["items"]:
            self._follow(item)
            events.append(item["event"])
        return events

    def _follow(self, item: dict[str, Any]) -> None:
        sequence, position = item["sequence"], item["position"]
        if sequence != self.sequence + 1 or item["previous"] != self.position:
            raise BrokenFeed(
                f"after {self.sequence} comes {sequence}, after {self.position} {position}"
            )
        told = bytes.fromhex(self.link) + sequence.to_bytes(8, "big") + position.to_bytes(8, "big")
        link = hashlib.sha256(told + hashlib.sha256(as_signed(item["event"])).digest()).hexdigest()
        if link != item["chain"]:
            raise BrokenFeed(f"item {sequence} is not what was chained")
        self.position, self.sequence, self.link = position, sequence, link


def as_signed(event: dict[str, Any]) -> bytes:
    """The bytes of an event: canonical JSON (RFC 8785), which for these values is sorted and compact."""
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

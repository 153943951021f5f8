"""How a stand-in is told to misbehave, by `POST /control`; without orders it behaves."""

import time
from dataclasses import dataclass, field
from typing import Any

FORGERIES = ("signature", "stale", "unknown_dispute", "changed_body")
"""What can be forged: a wrong secret, an old timestamp, a dispute nobody knows, another body under
an id that was used."""


class UnknownOrder(ValueError):
    """What was asked for is none of the orders."""


@dataclass
class Orders:
    """What it is told to do wrong."""

    delay: float = 0.0
    """Seconds for which every message is held back."""
    double: int = 1
    """How often every message is sent."""
    reorder: bool = False
    """Whether of several messages on one dispute the last goes first."""
    forge: list[str] = field(default_factory=list)
    """Forged messages that go out beside each true one."""
    fail: dict[str, Any] = field(default_factory=dict)
    """`{"status": 500, "times": 3}`: how webhooks are answered; `"hang": seconds` first."""
    down: float = 0.0
    """Seconds for which it neither receives nor sends."""
    pull: bool = True
    """Whether it reads the feed, or waits for webhooks alone."""
    silent: bool = False
    """Whether it answers nothing of its own accord; what comes meanwhile is never answered."""

    _down_until: float = 0.0

    def take(self, told: dict[str, Any]) -> None:
        """Take new orders. Raises UnknownOrder; then none of them counts."""
        known = self.told()
        if unknown := sorted(set(told) - set(known)):
            raise UnknownOrder(f"{', '.join(unknown)}: know {', '.join(sorted(known))}")
        if not set(told.get("forge", ())) <= set(FORGERIES):
            raise UnknownOrder(f"forge: know {', '.join(FORGERIES)}")
        for name, value in told.items():
            setattr(self, name, value)
        if "down" in told:
            self._down_until = time.monotonic() + float(told["down"])

    def forget(self) -> None:
        """Behave again."""
        self.__init__()  # type: ignore[misc]

    def told(self) -> dict[str, Any]:
        """The orders as they stand."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    @property
    def is_down(self) -> bool:
        """Whether it is down now."""
        return time.monotonic() < self._down_until

    def failure(self) -> tuple[int, float] | None:
        """The status, and the seconds to hang first, with which the next webhook is answered."""
        if not self.fail or self.fail.get("times", 1) < 1:
            return None
        self.fail = self.fail | {"times": self.fail.get("times", 1) - 1}
        return int(self.fail.get("status", 500)), float(self.fail.get("hang", 0))

"""What every event of every aggregate says."""

from datetime import date, datetime
from typing import Any, ClassVar

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """The day it happened (Asia/Shanghai), and the instant where known."""

    class_version: ClassVar[int] = 1
    occurred_on: date
    occurred_at: datetime | None = None


def unchanged(_event: dict[str, Any]) -> None:
    """The upcast between two versions that differ only in fields added with a default, or widened."""

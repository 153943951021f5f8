"""What every event of every aggregate says."""

from datetime import date, datetime
from typing import ClassVar

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """The day it happened (Asia/Shanghai), and the instant where known."""

    class_version: ClassVar[int] = 1
    occurred_on: date
    occurred_at: datetime | None = None

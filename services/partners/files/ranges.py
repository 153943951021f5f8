"""One range of bytes as a request asks for it (RFC 9110, 14)."""

import re
from typing import Final

from services.kit.problem_details import Problem
from services.workflow.http.problems import RANGE

_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First and last byte, both included; None for the whole. Raises a Problem (416).

    Several ranges, or another unit, are answered with the whole, as the standard allows.
    """
    asked = _RANGE.fullmatch((header or "").replace(" ", ""))
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if first == "":
        begin, end = max(0, size - int(last)), size - 1
        is_there = int(last) > 0
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < begin:
            return None
        is_there = begin < size
    if not is_there:
        raise Problem(RANGE, headers={"Content-Range": f"bytes */{size}"})
    return begin, end

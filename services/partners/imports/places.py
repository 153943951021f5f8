"""How much may be held open at once in one process: by one importer, and by all together."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from services.kit.problem_details import Problem
from services.workflow.http.problems import TOO_MANY


class Places:
    """Counts what each holds."""

    def __init__(self, each: int, together: int, zh: str, en: str) -> None:
        self._each = each
        self._together = together
        self._zh = zh
        self._en = en
        self._held = Counter[str]()

    @contextmanager
    def taken(self, importer: str) -> Iterator[None]:
        """Take a place. Raises a Problem where there is none."""
        if self._held[importer] >= self._each or self._held.total() >= self._together:
            raise too_many(self._zh, self._en, seconds=5)
        self._held[importer] += 1
        try:
            yield
        finally:
            self._held[importer] -= 1
            if not self._held[importer]:
                del self._held[importer]


def too_many(zh: str, en: str, *, seconds: int) -> Problem:
    """What is told where nothing more is taken for now."""
    return Problem(TOO_MANY, zh=zh, en=en, headers={"Retry-After": str(seconds)})

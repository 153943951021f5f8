"""Which of the two languages of the product a caller reads: Chinese first, English when preferred."""

from functools import lru_cache
from typing import Literal

Language = Literal["zh", "en"]


@lru_cache(maxsize=512)
def preferred(accept_language: str) -> Language:
    """The language of an Accept-Language header; Chinese where it says nothing of either."""
    best: dict[str, float] = {}
    for part in accept_language.split(","):
        tag, _, parameters = part.partition(";")
        primary = tag.strip().lower().split("-")[0]
        quality = _quality(parameters)
        best[primary] = max(best.get(primary, 0.0), quality)
    return "en" if best.get("en", 0.0) > best.get("zh", 0.0) else "zh"


def _quality(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0

"""Personal values as a report may show them: enough to find the cell, not the person."""

from services.workflow.application.ledger.sheets import Value

_AREA = 6
_TAIL = 4
_PHONE_HEAD = 3
_LONGEST = 40


def name(text: str) -> str:
    """The first character, as in 张某某."""
    return text[:1] + "某" * min(max(len(text) - 1, 1), 2) if text else ""


def document(text: str) -> str:
    """Area and last characters of a number; the birth date goes."""
    if len(text) <= _AREA + _TAIL:
        return text[:2] + "*" * max(len(text) - 2, 0)
    return text[:_AREA] + "*" * (len(text) - _AREA - _TAIL) + text[-_TAIL:]


def phone(text: str) -> str:
    """The middle of a number goes."""
    if len(text) <= _PHONE_HEAD + _TAIL:
        return "*" * len(text)
    return text[:_PHONE_HEAD] + "*" * (len(text) - _PHONE_HEAD - _TAIL) + text[-_TAIL:]


def plain(value: Value) -> str:
    """A value as it stands, shortened."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

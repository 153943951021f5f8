"""A personal value as events hold it: ciphertext under the key of the person it is about."""

from uuid import UUID

import msgspec


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """Ciphertext of one personal value.

    The plaintext never enters an event. `person` names the key; destroying that key
    erases the value everywhere while the log and its hash chain stay as they are.
    """

    person: UUID
    label: str
    """What it is of its stream, such as `party/1/name`; bound into the ciphertext."""
    box: str
    """Base64 of nonce and AES-256-GCM ciphertext; opens only with stream id and label."""


Written = Sealed | str
"""Free text of an event: sealed where a person wrote it, plain where it is a phrase of our own."""


def is_blank(text: Written | None) -> bool:
    """Whether nothing is written; a sealed text always says something."""
    return text is None or (isinstance(text, str) and not text.strip())

"""What the log keeps of an answer: nothing by which a receiver could put names or numbers of people there."""

import re
from typing import Final

from services.kit.logging import MASK

KEPT: Final = 2_048
"""Bytes of an answer that are looked at, and characters that are kept."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
# Words in Chinese and all other writing, as they are or escaped for JSON, addresses or HTML.
_WORDS: Final = re.compile(
    r"(?:[^\x00-\x7f]|\\+u[0-9a-fA-F]{4}|\\+x[0-9a-fA-F]{2}|%[0-9a-fA-F]{2}|&#?[0-9a-zA-Z]{1,8};)+"
)
# So long a number may be somebody's: of a telephone, an identity document, an account.
_NUMBERS: Final = re.compile(
    r"(?P<keep>\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b)"
    r"|[0-9]{7,}[Xx]?|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}|0[0-9]{2,3}[ -][2-9][0-9]{3}[ -]?[0-9]{3,4}"
)


def cleaned(answer: bytes) -> str:
    """How an answer begins: its plain ASCII, without long numbers; ids in our form stay."""
    text = _CONTROLS.sub("", answer[:KEPT].decode("utf-8", "replace"))
    plain = _WORDS.sub(MASK, text)
    return _NUMBERS.sub(lambda found: found["keep"] or MASK, plain)[:KEPT]

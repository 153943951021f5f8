"""How a number arrives in writing: full-width digits, stray spaces, marks a spreadsheet adds."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def plain(text: str) -> str:
    """Return `text` in half-width characters without white space and invisible marks.

    A leading apostrophe, which spreadsheets use to mark text, goes too.
    """
    narrow = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return "".join(narrow.split()).removeprefix("'")

"""Keys by which one employer is found again however its name was written."""

import re
import unicodedata

_NOT_SAID = re.compile(r"[\s()\[\]{}<>【】〔〕「」『』《》〈〉·•・.,,、。:;'\"“”‘’_—–-]+")
_LEGAL_FORM = re.compile(r"(?:股份)?(?:有限责任|有限)?公司$|有限(?:责任)?$")
_LEAST = 2
"""A name of which less is left is compared as it is written."""


def employer_keys(name: str, uscc: str | None = None) -> frozenset[str]:
    """The credit code, and the name without brackets, spaces, width, case and legal form.

    `余姚某某（浙江）建筑有限责任公司` and `余姚某某(浙江) 建筑有限公司` have the same key. Two
    employers may share one: a key makes candidates for a person to look at, and decides nothing.
    """
    plain = _NOT_SAID.sub("", unicodedata.normalize("NFKC", name)).upper()
    core = _LEGAL_FORM.sub("", plain)
    key = core if len(core) >= _LEAST else plain
    return frozenset({f"name:{key}"} if key else ()) | frozenset({f"uscc:{uscc}"} if uscc else ())

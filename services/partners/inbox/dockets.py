"""Case numbers as bodies write them: one form for every way of writing one, and no name among them."""

import re
import unicodedata
from typing import Final

_OPENING, _CLOSING = "([【〔〖", ")]】〕〗"
_ONE_FORM: Final = str.maketrans(_OPENING + _CLOSING, "（" * 5 + "）" * 5)
_WRITTEN: Final = ("（）", "()", "〔〕", "[]", "【】")
_SPACE = re.compile(r"\s+")
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云黔滇藏陕秦甘陇青宁新港澳台兵军"
_OF_CASES = (
    "第字民初终再申监特督辖他撤诉前调确书行赔执异复恢保财仲裁案委托派劳人最高法知铁海商破破清"
)
_DOCKET = re.compile(
    r"(?!.*[0-9]{9})"  # no number of a person
    r"(?:(?=[^（]*[仲调法院裁委局会字])[^\W\d_]{1,40}|[\w（）·-]{0,60}劳人调)?"  # who counts; the latter is ours
    r"（[0-9]{4}）"
    rf"(?:[{_PROVINCES}{_OF_CASES}]{{0,15}}[0-9]{{1,8}}){{1,4}}(?:-[0-9]{{1,4}}){{0,2}}号"
    r"(?:之[0-9一二三四五六七八九十]{1,4})?"
    r"(?:[民事行政仲裁调解判决定通知支付令确认]{1,6}书)?"
    r"|[A-Z]{2,6}-20[0-9]{2}-[0-9]{1,8}(?:-[0-9]{1,4})?"
)
"""（2026）新0105诉前调确37号, 水劳人仲案〔2026〕34号裁决书, WLRZ-2026-0034, our own numbers."""


def docket(text: str) -> str | None:
    """A case number in the one form in which they are kept and compared; none where it is none."""
    form = _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_ONE_FORM)
    return form if _DOCKET.fullmatch(form) else None


def spellings(form: str) -> list[str]:
    """A number in the one form, as it may stand in the record, where it is kept as it was told."""
    found = (form.replace("（", o).replace("）", c) for o, c in _WRITTEN)
    return list(dict.fromkeys(found))

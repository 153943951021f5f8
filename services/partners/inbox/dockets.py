"""Case numbers as bodies write them: one form for every way of writing one, and no name among them."""

import re
import unicodedata
from typing import Final

_OPENING, _CLOSING = "([【〔〖", ")]】〕〗"
_ONE_FORM: Final = str.maketrans(_OPENING + _CLOSING, "（" * 5 + "）" * 5)
_WRITTEN: Final = ("（）", "()", "〔〕", "[]", "【】")
_YEAR = re.compile("（([0-9]{4})）")
_SPACE = re.compile(r"\s+")
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云黔滇藏陕秦甘陇青宁新港澳台兵军"
_OF_CASES = (
    "第字民刑事初终再申监特督辖他撤非诉前引先调解确书行赔执异复恢协保财仲裁审案委托派移请"
    "司惩救助破强清劳人社最高法知海商铁"
)
_OF_BODIES = "仲调法院裁委局会社字"
_DOCKET = re.compile(
    r"(?!.*[0-9]{9})"  # no number of a person
    r"(?:"  # who counts; the latter is ours
    rf"(?=[^0-9]*[{_OF_BODIES}])(?:[^\W\d_]|（[^\W\d_]{{1,6}}）){{1,40}}"
    r"|[\w（）·-]{0,60}劳人调"
    r")?"
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
    before, *year = _YEAR.split(form, maxsplit=1)
    if not year:
        return [form]
    # The name of a body may have brackets too, written otherwise than those of its years.
    names = {_bracketed(before, pair) for pair in _WRITTEN}
    return [f"{name}{pair[0]}{year[0]}{pair[1]}{year[1]}" for name in names for pair in _WRITTEN]


def _bracketed(text: str, pair: str) -> str:
    return text.replace("（", pair[0]).replace("）", pair[1])

"""Problem documents (RFC 9457): their kinds, and the exception that becomes one. No business words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from services.kit.language import Language

MEDIA_TYPE = "application/problem+json"
PROBLEM_PAGES = "/problems"
"""Where the page of each kind is served; a kind's `type` is its address."""


class Words(NamedTuple):
    """A text of a document in both languages."""

    zh: str
    en: str


class ProblemKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of problem: clients switch on its `type`, so the slug never changes."""

    slug: str
    status: int
    zh: str
    en: str
    help_zh: str
    """What to do about it."""
    help_en: str

    @property
    def type(self) -> str:
        """The stable address of the kind's page."""
        return f"{PROBLEM_PAGES}/{self.slug}"


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong at one place of a request: a JSON pointer into the body, or a parameter."""

    zh: str
    en: str
    pointer: str | None = None
    """As RFC 9457 writes it: `#/parties/0/name`; `#` is the whole body."""
    parameter: str | None = None
    """Name of a query parameter, path parameter or header."""
    code: str = "invalid"

    def document(self, language: Language) -> dict[str, str]:
        """The error as it stands in `errors`."""
        place = {"pointer": self.pointer, "parameter": self.parameter}
        told = {name: value for name, value in place.items() if value is not None}
        return {**told, "code": self.code, "detail": self.en if language == "en" else self.zh}


class Problem(Exception):
    """A request that cannot be served; the edge answers with the document.

    `members` are further members of the document, such as `code`: `Words` in them are told in
    the caller's language, and empty ones are left out.
    """

    def __init__(
        self,
        kind: ProblemKind,
        *,
        zh: str = "",
        en: str = "",
        errors: tuple[FieldError, ...] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(kind.slug)
        self.kind = kind
        self.zh = zh
        self.en = en
        self.errors = errors
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    def document(self, language: Language, instance: str = "") -> dict[str, Any]:
        """The document in a language; `instance` names this one occurrence."""
        english = language == "en"
        detail = self.en if english else self.zh
        if not detail and self.errors:
            detail = "; ".join(e.en if english else e.zh for e in self.errors[:3])
        told: dict[str, Any] = {
            "type": self.kind.type,
            "title": self.kind.en if english else self.kind.zh,
            "status": self.kind.status,
            "detail": detail,
            "instance": instance,
            **_told(self.members, language),
            "errors": [error.document(language) for error in self.errors],
        }
        return {name: value for name, value in told.items() if value not in (None, "", [], {}, ())}

    def encode(self, language: Language, instance: str = "") -> bytes:
        """The document as bytes."""
        return msgspec.json.encode(self.document(language, instance), enc_hook=_plain)


def _plain(value: Any) -> Any:
    """A value type as the number or text that it is."""
    return int(value) if isinstance(value, int) else str(value)


def _told(value: Any, language: Language) -> Any:
    match value:
        case Words():
            return value.en if language == "en" else value.zh
        case dict():
            return {name: _told(each, language) for name, each in value.items()}
        case list():
            return [_told(each, language) for each in value]
        case _:
            return value


INVALID_QUERY = ProblemKind(
    slug="invalid-query",
    status=422,
    zh="查询参数有误",
    en="A parameter is not valid",
    help_zh="按 errors 中各参数的说明改正后重新提交。",
    help_en="Correct the parameters that errors names and send the request again.",
)
NOT_FOUND = ProblemKind(
    slug="not-found",
    status=404,
    zh="没有这个资源",
    en="There is nothing here",
    help_zh="核对地址；也可能是您无权知悉其存在。",
    help_en="Check the address; it may also be that you may not know of it.",
)
FORBIDDEN = ProblemKind(
    slug="not-permitted",
    status=403,
    zh="没有这项权限",
    en="You may not do this",
    help_zh="请由有权限的身份办理；detail 说明缺少什么。",
    help_en="Someone with the permission must do it; detail says what is missing.",
)
BEHIND = ProblemKind(
    slug="read-model-behind",
    status=503,
    zh="查询数据尚未更新到所要求的位置",
    en="The read model has not reached the position asked for",
    help_zh="稍后按 Retry-After 重试，或去掉 min_position。",
    help_en="Try again after Retry-After seconds, or leave out min_position.",
)
UNAVAILABLE = ProblemKind(
    slug="unavailable",
    status=503,
    zh="暂时无法读写记录",
    en="The record cannot be read or written just now",
    help_zh="按 Retry-After 用同一 Idempotency-Key 重试；不会重复办理。",
    help_en="Try again after Retry-After with the same Idempotency-Key; nothing is done twice.",
)

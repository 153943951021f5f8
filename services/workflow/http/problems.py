"""The one table from what can go wrong to what a caller is told: status, title, what to do."""

from typing import Any

from starlette.exceptions import HTTPException

from services.kit.problem_details import (
    BEHIND,
    FORBIDDEN,
    INVALID_QUERY,
    NOT_FOUND,
    UNAVAILABLE,
    FieldError,
    Problem,
    ProblemKind,
    Words,
)
from services.workflow.application.handle import StaleVersion, TooMuchContention
from services.workflow.application.ports import KeyReused, StoreUnavailable
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.errors import (
    AlreadyExists,
    MissingPrerequisite,
    NotAllowedInThisState,
    NotPermitted,
    OutsideLegalLimit,
    Refusal,
    Unknown,
)
from services.workflow.domain.invalid import InvalidValue
from services.workflow.recorded.codec import UnknownEventType


def _kind(slug: str, status: int, zh: str, en: str, help_zh: str, help_en: str) -> ProblemKind:
    return ProblemKind(slug=slug, status=status, zh=zh, en=en, help_zh=help_zh, help_en=help_en)


REFUSALS: dict[type[Refusal], ProblemKind] = {
    NotAllowedInThisState: _kind(
        "not-allowed-in-this-state",
        409,
        "当前状态不能这样办理",
        "Not possible from the present state",
        "查看 allowed 中现在可以办理的事项；先重新读取争议。",
        "See in allowed what is possible now; read the dispute again first.",
    ),
    OutsideLegalLimit: _kind(
        "outside-legal-limit",
        409,
        "超出法定期限或限度",
        "Outside a legal period or limit",
        "rule 写明依据；按 allowed 中的其他途径办理。",
        "rule names the article; use one of the ways in allowed.",
    ),
    MissingPrerequisite: _kind(
        "missing-prerequisite",
        409,
        "缺少前提条件或与记录不符",
        "A prerequisite is missing or does not fit the record",
        "detail 写明缺少什么；补齐后用新的 Idempotency-Key 重新提交。",
        "detail says what is missing; supply it and send again under a new Idempotency-Key.",
    ),
    NotPermitted: FORBIDDEN,
    AlreadyExists: _kind(
        "already-exists",
        409,
        "已经存在",
        "It exists already",
        "读取已有的记录，不必重复登记。",
        "Read the record that is there; it need not be entered again.",
    ),
    Unknown: NOT_FOUND,
}
"""Readable requests that law, state or permission refuse."""

MALFORMED = _kind(
    "malformed-json",
    400,
    "请求正文不是有效的 JSON",
    "The body is not valid JSON",
    "errors 指出出错的位置；正文须为 UTF-8 编码的 JSON。",
    "errors names the place; the body must be JSON in UTF-8.",
)
INVALID_BODY = _kind(
    "invalid-body",
    422,
    "请求正文有不合规的字段",
    "The body has fields that are not valid",
    "逐项按 errors 中的 pointer 改正；所有错误一次列出。",
    "Correct each pointer in errors; all faults are listed at once.",
)
KEY_MISSING = _kind(
    "idempotency-key-missing",
    400,
    "缺少 Idempotency-Key 或其不合规",
    "Idempotency-Key is missing or not valid",
    "每个 POST 须带 Idempotency-Key：1 至 255 个可见 ASCII 字符；重试时用同一个值。",
    "Every POST carries an Idempotency-Key of 1 to 255 visible ASCII characters; a retry the same one.",
)
KEY_REUSED = _kind(
    "idempotency-key-reused",
    422,
    "Idempotency-Key 已用于另一请求",
    "The Idempotency-Key was used for another request",
    "新的请求须用新的 Idempotency-Key。",
    "A new request needs a new Idempotency-Key.",
)
MESSAGE_ID_REUSED = _kind(
    "message-id-reused",
    409,
    "消息编号已用于另一内容",
    "The id was used for another message",
    "重发须与原消息逐字节一致；新的消息须用新的 webhook-id 和新的事件 id。",
    "A retry sends the very same bytes; a new message has a new webhook-id and a new event id.",
)
INVALID_HEADER = _kind(
    "invalid-header",
    400,
    "请求头有误",
    "A header is not valid",
    "按 errors 中的说明改正该请求头。",
    "Correct the header as errors says.",
)
UNAUTHENTICATED = _kind(
    "unauthenticated",
    401,
    "未登录或令牌无效",
    "No token, or one that is not valid",
    "请求须带 Authorization: Bearer 令牌；令牌过期后重新取得。",
    "Send Authorization: Bearer with a token; get a new one when it has expired.",
)
METHOD = _kind(
    "method-not-allowed",
    405,
    "该地址不支持此方法",
    "The address does not know this method",
    "Allow 响应头列出可用的方法。",
    "The Allow header lists the methods.",
)
NOT_ACCEPTABLE = _kind(
    "not-acceptable",
    406,
    "只能以 JSON 应答",
    "Answers are JSON only",
    "请求头 Accept 须接受 application/json。",
    "The Accept header must take application/json.",
)
STALE = _kind(
    "stale-version",
    412,
    "争议已被他人更新",
    "The dispute has changed since you read it",
    "重新读取争议，核对后带新的 If-Match 提交。",
    "Read it again, check, and send with the new If-Match.",
)
TOO_LARGE = _kind(
    "body-too-large",
    413,
    "请求正文过大",
    "The body is too large",
    "limit_bytes 是允许的大小；批量数据请用台账导入。",
    "limit_bytes is the limit; for many records import a ledger.",
)
MEDIA = _kind(
    "unsupported-media-type",
    415,
    "请求正文须为 JSON",
    "The body must be JSON",
    "请求头 Content-Type 须为 application/json。",
    "Send Content-Type: application/json.",
)
IF_MATCH_MISSING = _kind(
    "if-match-missing",
    428,
    "须带 If-Match",
    "If-Match is required",
    "此操作修改已显示的数据：先读取争议，用其 ETag 作 If-Match。",
    "This changes data that was shown: read it first and send its ETag as If-Match.",
)
UPLOAD_OFFSET = _kind(
    "upload-offset",
    409,
    "上传位置不符",
    "The upload stands elsewhere",
    "用 HEAD 读取 Upload-Offset，从该处继续；已收到的内容不会丢失。",
    "Ask for Upload-Offset by HEAD and go on from there; nothing that came in is lost.",
)
FILE_REFUSED = _kind(
    "file-refused",
    422,
    "文件未通过检查",
    "The file was refused",
    "code 和 detail 写明原因；改正后作为新文件上传。",
    "code and detail say why; put it right and upload it as a new file.",
)
RANGE = _kind(
    "range-not-satisfiable",
    416,
    "请求的范围不在文件之内",
    "The range is not within the file",
    "Content-Range 响应头写明文件大小。",
    "The Content-Range header says how large the file is.",
)
SUBSCRIPTION_CONFLICT = _kind(
    "subscription-not-possible",
    409,
    "订阅的现状不允许此操作",
    "The subscription does not allow this as it stands",
    "detail 说明原因：没有签名密钥、订阅已满或订阅已关闭。",
    "detail says why: no secret to sign with, too many subscriptions, or one that is closed.",
)
TOO_MANY = _kind(
    "too-many-requests",
    429,
    "请求过于频繁",
    "Too many requests",
    "按 Retry-After 等待后重试；约定的频率见合作单位资料。",
    "Wait as Retry-After says; the agreed rate stands in the partner's profile.",
)
FAULT = _kind(
    "fault",
    500,
    "系统故障",
    "A fault of the service",
    "请把 instance 告知管理员；用同一 Idempotency-Key 重试是安全的。",
    "Tell the operator the instance; trying again with the same Idempotency-Key is safe.",
)
CONTENTION = _kind(
    "too-much-contention",
    503,
    "同一争议同时有太多操作",
    "Too many commands on this dispute at once",
    "按 Retry-After 用同一 Idempotency-Key 重试。",
    "Try again after Retry-After with the same Idempotency-Key.",
)
KINDS: tuple[ProblemKind, ...] = (
    *REFUSALS.values(),
    MALFORMED,
    INVALID_BODY,
    INVALID_QUERY,
    KEY_MISSING,
    KEY_REUSED,
    MESSAGE_ID_REUSED,
    INVALID_HEADER,
    UNAUTHENTICATED,
    METHOD,
    NOT_ACCEPTABLE,
    STALE,
    TOO_LARGE,
    MEDIA,
    IF_MATCH_MISSING,
    UPLOAD_OFFSET,
    FILE_REFUSED,
    RANGE,
    SUBSCRIPTION_CONFLICT,
    TOO_MANY,
    FAULT,
    CONTENTION,
    UNAVAILABLE,
    BEHIND,
)
"""Every kind, each with a page at its `type`."""
_RETRY = {"Retry-After": "1"}
_SIMPLE: dict[type[Exception], Problem] = {
    KeyReused: Problem(KEY_REUSED),
    TooMuchContention: Problem(CONTENTION, headers=_RETRY),
    StoreUnavailable: Problem(UNAVAILABLE, headers=_RETRY),
    # A newer release already writes what this one cannot read.
    UnknownEventType: Problem(UNAVAILABLE, headers=_RETRY),
}
_HTTP_STATUS = {404: NOT_FOUND, 405: METHOD, 406: NOT_ACCEPTABLE, 413: TOO_LARGE, 415: MEDIA}


def problem_of(error: Exception) -> Problem | None:
    """The problem that an expected error is told as; None for a fault of ours."""
    match error:
        case Problem():
            return error
        case Refusal():
            return _refused(error)
        case InvalidValue():
            place = FieldError(pointer="#", code=error.code, zh=error.zh, en=error.en)
            return Problem(INVALID_BODY, errors=(place,))
        case StaleVersion(current_version=version):
            members = {"current_version": version}
            return Problem(STALE, members=members, headers={"ETag": f'"{version}"'})
        case HTTPException() if kind := _HTTP_STATUS.get(error.status_code):
            return Problem(kind, headers=error.headers)
    return _SIMPLE.get(type(error))


def _refused(refusal: Refusal) -> Problem:
    rule = refusal.rule
    members: dict[str, Any] = {
        "code": refusal.code,
        "allowed": [
            {"move": move, "title": Words(MOVE[move].zh, move.replace("_", " "))}
            for move in refusal.allowed
        ],
        "data": refusal.data,
    }
    if rule is not None:
        title = Words(rule.zh, rule.en)
        members["rule"] = {"id": rule.id, "source": rule.source, "title": title}
    return Problem(REFUSALS[type(refusal)], zh=refusal.zh, en=refusal.en, members=members)

"""Coded terms of this chapter in words: kinds of evidence."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

K = p.EvidenceKind
TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    K: {
        K.IDENTITY: ("身份、主体证明", "proof of identity"),
        K.LABOUR_CONTRACT: ("劳动合同", "labour contract"),
        K.WAGE_RECORD: ("工资支付凭证", "record of wages"),
        K.ATTENDANCE_RECORD: ("考勤记录", "record of attendance"),
        K.SOCIAL_INSURANCE: ("社会保险记录", "record of social insurance"),
        K.TERMINATION: ("解除、终止劳动合同证明", "notice of termination"),
        K.WORK_INJURY: ("工伤材料", "papers on a work injury"),
        K.CORRESPONDENCE: ("往来通信", "correspondence"),
        K.AUDIOVISUAL: ("视听资料", "sound or film"),
        K.WITNESS_STATEMENT: ("证人证言", "statement of a witness"),
        K.DOCUMENT_COPY: ("文书复制件", "copy of a document"),
        K.OTHER: ("其他", "other"),
    },
}

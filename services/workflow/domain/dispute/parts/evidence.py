"""Evidence (证据材料): what a party's material is, and the stored file of it."""

from enum import StrEnum
from uuid import UUID

import msgspec


class EvidenceKind(StrEnum):
    """What a material shows, as files of labour disputes are sorted (证据材料)."""

    IDENTITY = "identity"
    """身份证明, 营业执照, 授权委托书."""
    LABOUR_CONTRACT = "labour_contract"
    WAGE_RECORD = "wage_record"
    """工资条, 工资表, 银行流水, 欠条."""
    ATTENDANCE_RECORD = "attendance_record"
    SOCIAL_INSURANCE = "social_insurance"
    TERMINATION = "termination"
    """解除、终止通知, 离职证明."""
    WORK_INJURY = "work_injury"
    """工伤认定, 劳动能力鉴定, 病历."""
    CORRESPONDENCE = "correspondence"
    """聊天记录, 邮件, 函件."""
    AUDIOVISUAL = "audiovisual"
    """视听资料."""
    WITNESS_STATEMENT = "witness_statement"
    DOCUMENT_COPY = "document_copy"
    """The scan of a document of the file, such as a signed agreement."""
    OTHER = "other"


class EvidenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """The stored file: what was checked of it when it had come in wholly."""

    id: UUID
    sha256: str
    """Of its content, in hexadecimal."""
    size: int
    """Bytes."""
    media_type: str
    """Told by its content, not by its name."""

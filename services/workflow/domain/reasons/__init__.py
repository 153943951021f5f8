"""The words of every refusal: stable code to Chinese and English. Codes are never renamed."""

from services.workflow.domain.reasons import (
    agreement,
    general,
    handover,
    intake,
    mediation,
    parties,
    record,
    reinforcement,
    tribunal,
)

CHAPTERS = (
    general,
    intake,
    parties,
    mediation,
    agreement,
    reinforcement,
    handover,
    tribunal,
    record,
)
REASONS: dict[str, tuple[str, str]] = {
    code: words for chapter in CHAPTERS for code, words in chapter.REASONS.items()
}

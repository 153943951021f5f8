"""The words of every refusal: stable code to Chinese and English. Codes are never renamed."""

from services.workflow.domain.reasons import (
    account,
    agreement,
    calendars,
    evidence,
    general,
    handover,
    intake,
    mediation,
    parties,
    record,
    reinforcement,
    tasks,
    tribunal,
)

CHAPTERS = (
    general,
    calendars,
    intake,
    parties,
    mediation,
    agreement,
    reinforcement,
    handover,
    tribunal,
    record,
    evidence,
    tasks,
    account,
)
REASONS: dict[str, tuple[str, str]] = {
    code: words for chapter in CHAPTERS for code, words in chapter.REASONS.items()
}

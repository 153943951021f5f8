"""The sentences of a timeline by event type, a chapter a file; Chinese, English.

Values in braces are filled in words by `rendering`. A sentence has no final stop.
"""

from services.projections.words.sentences import (
    agreement,
    documents,
    evidence,
    handover,
    intake,
    limitation,
    mediation,
    parties,
    record,
    reinforcement,
    review,
    tribunal,
)

CHAPTERS = (
    intake,
    parties,
    mediation,
    agreement,
    reinforcement,
    review,
    handover,
    tribunal,
    record,
    documents,
    evidence,
    limitation,
)
SENTENCES: dict[str, tuple[str, str]] = {
    key: words for chapter in CHAPTERS for key, words in chapter.SENTENCES.items()
}

"""What the parts of the figures on judicial confirmation are called: every answer with its ground."""

from services.projections.words.codes import TERMS
from services.projections.words.grounds import grounds_of
from services.workflow.recorded.views import dispute_parts as p

R = p.ReinforcementResult
ANSWERED = (R.GRANTED, R.NOT_ACCEPTED, R.REFUSED, R.WITHDRAWN, R.DEEMED_WITHDRAWN, R.ANNULLED)


def code(result: p.ReinforcementResult, ground: str) -> str:
    """The code of an answer with its ground, such as `confirmation_refused_unclear`."""
    return "_".join(part for part in ("confirmation", result.value, ground) if part)


def _words() -> dict[str, tuple[str, str]]:
    found = {"unanswered": ("尚无答复", "not answered yet")}
    for result in ANSWERED:
        zh, en = TERMS[R][result]
        found[code(result, "")] = (zh, en)
        codes = grounds_of(p.ReinforcementKind.CONFIRMATION, result)
        for ground, (ground_zh, ground_en) in (TERMS[codes] if codes else {}).items():
            found[code(result, ground)] = (f"{zh}：{ground_zh}", f"{en}: {ground_en}")
    return found


ANSWER_WORDS = _words()

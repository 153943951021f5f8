"""A filter by a rule that no pack has finds nothing for ever: it is refused, with the nearest ids."""

from difflib import get_close_matches

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http.answering import Asked

_MOST, _LIKENESS = 5, 0.4


def require_known_rule(asked: Asked) -> None:
    """Raises Problem where the rule that is asked for is in no pack."""
    wanted = asked.values.get("rule")
    if wanted is None or wanted in asked.rules:
        return
    near = get_close_matches(wanted, asked.rules, n=_MOST, cutoff=_LIKENESS)
    zh = f"；相近的有 {'、'.join(near)}" if near else ""
    en = f"; the nearest are {', '.join(near)}" if near else ""
    fault = FieldError(
        parameter="rule",
        zh=f"没有这条规则{zh}",
        en=f"there is no such rule{en}",
        code="unknown_rule",
    )
    raise Problem(INVALID_QUERY, errors=(fault,))

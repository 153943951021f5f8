"""`confirmation_granted@1`, `confirmation_refused@1`: what courts said to joint applications.

An application belongs to the organisation that made the agreement, and to the day of the court's
first answer; a grant that was annulled later is a refusal of that day.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from uuid import UUID

from services.projections.definitions.answer_words import code
from services.projections.definitions.figure import Item, Share, part
from services.projections.definitions.known import Known, Question
from services.projections.views.confirmation_facts import Confirmation
from services.projections.views.dispute_facts import Facts
from services.workflow.recorded.views import dispute_parts as p

Counted = list[tuple[Facts, Confirmation]]
_GRANTED = code(p.ReinforcementResult.GRANTED, "")


def _computed(
    known: Known, question: Question, *, is_granted: bool
) -> tuple[Share, tuple[Share, ...]]:
    counted = [
        (facts, one)
        for facts in known.facts.values()
        if facts.region.startswith(question.region)
        for one in facts.confirmations
        if question.covers(one.answered_on or one.applied_on)
    ]
    share = partial(_share, is_granted=is_granted)
    total = share("total", "", None, counted)
    if question.by is None:
        return total, ()
    rows: dict[UUID | None, Counted] = defaultdict(list)
    for facts, one in counted:
        rows[_row(facts, one, known, question)].append((facts, one))
    named = [
        share(body.code, body.name, body.id, rows[body.id])
        for body in sorted(known.bodies.values(), key=lambda body: body.code)
        if body.id in rows
    ]
    rest = [share("elsewhere", "", None, rows[None])] if None in rows else []
    return total, (*named, *rest)


Computation = Callable[[Known, Question], tuple[Share, tuple[Share, ...]]]
confirmation_granted: Computation = partial(_computed, is_granted=True)
confirmation_refused: Computation = partial(_computed, is_granted=False)


def _row(facts: Facts, one: Confirmation, known: Known, question: Question) -> UUID | None:
    if question.by == "organisation":
        return one.organisation if one.organisation in known.bodies else None
    centre = known.centre_of(facts.region, facts.entry.on)
    return centre.id if centre else None


def _share(
    name_code: str, name: str, organisation: UUID | None, counted: Counted, *, is_granted: bool
) -> Share:
    found: dict[str, list[Item]] = defaultdict(list)
    for facts, one in counted:
        found[code(one.result, one.ground) if one.result else "unanswered"].append(
            Item(
                id=facts.dispute,
                disputes=(facts.dispute,),
                events=one.positions,
                workers=facts.worker_count,
            )
        )
    waiting = found.pop("unanswered", [])
    above = [i for c, items in found.items() if (c == _GRANTED) is is_granted for i in items]
    return Share(
        code=name_code,
        name=name,
        organisation=organisation,
        numerator=part("numerator", above),
        denominator=part("denominator", (i for items in found.values() for i in items)),
        made_of=tuple(part(c, found[c]) for c in sorted(found)),
        beside=(part("unanswered", waiting),) if waiting else (),
    )

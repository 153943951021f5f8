"""`mediation_success@1`: of the mediations finished in the period, those that succeeded."""

from uuid import UUID

from services.projections.definitions.figure import Item, Share, part
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Matter, matters, within
from services.projections.views.dispute_facts import Act, Deed, Facts

_FINISHED = frozenset({Act.FAILED, Act.WITHDRAWN})

_OF_SEVERAL = (
    "failed",
    "undone",
    "cut_short",
    "never_mediated",
    "resolved",
    "withdrawn",
    "declined",
)
"""How a matter counts whose parts finished apart: a success only where no part failed."""

Counted = list[tuple[Matter, str, Item]]


def mediation_success(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """The region's share, and each organisation's or each centre's area's when asked."""
    counted = [
        (matter, code, _item(matter, deeds))
        for matter in within(matters(known.facts), question.region)
        for code, deeds in [_outcome_of(matter)]
        if code and any(question.covers(deed.on) for deed in deeds[:1])
    ]
    total = _share("total", "", None, counted)
    if question.by is None:
        return total, ()
    rows: dict[UUID | None, Counted] = {}
    for entry in counted:
        rows.setdefault(_row(entry[0], known, question), []).append(entry)
    named = [
        _share(body.code, body.name, body.id, rows[body.id])
        for body in sorted(known.bodies.values(), key=lambda body: body.code)
        if body.id in rows
    ]
    rest = _share("elsewhere", "", None, rows.get(None, []))
    return total, (*named, rest) if rest.denominator.count else tuple(named)


def _outcome_of(matter: Matter) -> tuple[str, tuple[Deed, ...]]:
    """How the mediation of a matter finished: of its parts that differ, the one that counts first.

    It is finished when every part is, with the last of them.
    """
    each = [_outcome(facts) for facts in matter.counted]
    if any(not code for code, _ in each):
        return "", ()
    code = min((code for code, _ in each), key=_OF_SEVERAL.index)
    deeds = [deed for _, found in each for deed in found]
    last = max((found[0] for _, found in each), key=lambda deed: (deed.on, deed.position))
    return code, (last, *(deed for deed in deeds if deed is not last))


def _outcome(facts: Facts) -> tuple[str, tuple[Deed, ...]]:
    """How the mediation finished, by code, and the acts that say so, the finishing one first."""
    if facts.resolution:
        return ("undone" if facts.undone else "resolved"), _present(facts.resolution, facts.undone)
    if facts.ending and facts.ending.act in _FINISHED:
        return facts.ending.act.value, (facts.ending,)
    if facts.organisation is None:
        return "never_mediated", (facts.entry,)
    if facts.filed:
        return "cut_short", (facts.filed,)
    if facts.ending:
        return "declined", (facts.ending,)
    return "", ()


def _present(*deeds: Deed | None) -> tuple[Deed, ...]:
    return tuple(deed for deed in deeds if deed)


def _item(matter: Matter, deeds: tuple[Deed, ...]) -> Item:
    return Item(
        id=matter.leader.dispute,
        disputes=tuple(member.dispute for member in matter.members),
        events=matter.events(*deeds),
        workers=matter.leader.worker_count,
    )


def _row(matter: Matter, known: Known, question: Question) -> UUID | None:
    if question.by == "organisation":
        return matter.leader.resolved_by or matter.leader.organisation
    centre = known.centre_of(matter.region, matter.dated_on)
    return centre.id if centre else None


def _share(code: str, name: str, organisation: UUID | None, counted: Counted) -> Share:
    found: dict[str, list[Item]] = {}
    for _, outcome, item in counted:
        found.setdefault(outcome, []).append(item)
    inside = ("resolved", "undone", "failed", "withdrawn")
    outside = ("never_mediated", "cut_short", "declined")
    return Share(
        code=code,
        name=name,
        organisation=organisation,
        numerator=part("numerator", found.get("resolved", ())),
        denominator=part("denominator", (i for c in inside for i in found.get(c, ()))),
        made_of=tuple(part(c, found[c]) for c in inside if c in found),
        excluded=tuple(part(c, found[c]) for c in outside if c in found),
    )

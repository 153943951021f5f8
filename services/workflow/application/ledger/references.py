"""Which disputes of a ledger are the same matter (重复于): found, and kept to one step."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from services.workflow.application.ledger.bodies import Bodies
from services.workflow.application.ledger.drafts import Draft, dispute_id
from services.workflow.application.ledger.faults import Fault


def named(draft: Draft) -> str | None:
    """What a dispute is said to repeat."""
    return next((e.duplicate_of for e in draft.entries if e.duplicate_of), None)


def candidates(draft: Draft, bodies: Bodies) -> Iterator[UUID]:
    """The disputes that a reference may mean: a number of its own ledger, or 组织/编号."""
    word = named(draft)
    if word is None:
        return
    assert draft.organisation.id is not None
    yield dispute_id(draft.organisation.id, word)
    for at, character in enumerate(word):
        if character in "/／":
            organisation = bodies.find(word[:at].strip())
            if organisation is not None and organisation.id is not None:
                yield dispute_id(organisation.id, word[at + 1 :].strip())


def leader_of(draft: Draft, bodies: Bodies, known: Iterable[UUID]) -> UUID | None:
    """The first candidate that is known, in this file or in the log."""
    on_file = set(known)
    return next((one for one in candidates(draft, bodies) if one in on_file), None)


def faults(
    leaders: Mapping[UUID, UUID | None], drafts: Mapping[UUID, Draft], followers: Iterable[UUID]
) -> Iterator[tuple[UUID, Fault]]:
    """References that lead nowhere, in a circle, or to a dispute that itself repeats another.

    Each with its dispute. `leaders` has every draft with a reference; `followers` are disputes
    of the log that are merged already.
    """
    follows = set(followers) - drafts.keys()
    for follower, leader in leaders.items():
        entry = drafts[follower].at("duplicate_of")
        if leader is None:
            words = (
                "reference_unknown",
                f"台账和系统里都没有“{entry.shown.get('duplicate_of', '')}”，或该行未能导入",
                "no such dispute in the ledger or on file, or its row was refused",
            )
        elif follower in _chain(leader, leaders):
            words = (
                "reference_circle",
                "重复关系成了循环，没有主案",
                "the references form a circle; none of them leads",
            )
        elif leader in leaders or leader in follows:
            words = (
                "reference_chain",
                "所指的争议自己又重复于另一件；请直接写主案",
                "the dispute named repeats another itself; name the leading one",
            )
        else:
            continue
        yield follower, entry.fault("duplicate_of", *words)


def _chain(start: UUID, leaders: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    seen: set[UUID] = set()
    step: UUID | None = start
    while step is not None and step not in seen:
        yield step
        seen.add(step)
        step = leaders.get(step)

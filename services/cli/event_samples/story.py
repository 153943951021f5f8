"""The story: the bodies are entered, then disputes end in every way of the main path."""

from . import (
    bodies,
    calendars,
    confirmed,
    desk,
    evidence,
    filed,
    handed_over,
    late_entry,
    limitation,
    many_people,
    mediated,
    ordered,
    other_ends,
    passed_on,
    reinforced,
    tried,
)

ACTS = (
    *bodies.ACTS,
    *confirmed.ACTS,
    *filed.ACTS,
    *handed_over.ACTS,
    *many_people.ACTS,
    *mediated.ACTS,
    *other_ends.ACTS,
    *passed_on.ACTS,
    *tried.ACTS,
    *ordered.ACTS,
    *reinforced.ACTS,
    *limitation.ACTS,
    *desk.ACTS,
    *calendars.ACTS,
    *late_entry.ACTS,
    *evidence.ACTS,
)

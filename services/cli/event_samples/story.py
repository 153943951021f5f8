"""The story: the bodies are entered, then disputes end in every way of the main path."""

from . import bodies, confirmed, filed, handed_over, mediated, other_ends, tried

ACTS = (
    *bodies.ACTS,
    *confirmed.ACTS,
    *filed.ACTS,
    *handed_over.ACTS,
    *mediated.ACTS,
    *other_ends.ACTS,
    *tried.ACTS,
)

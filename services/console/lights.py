"""How near a last day is, in words and tone; never by colour alone."""

from typing import Final

from services.projections.queries.open_deadlines import Light

LIGHTS: Final[dict[Light, tuple[str, str]]] = {
    Light.RED: ("已逾期", "overdue"),
    Light.AMBER: ("临近", "near"),
    Light.GREEN: ("未到", "ahead"),
}
_TONES: Final = {Light.RED: "label-unmet", Light.AMBER: "label-note", Light.GREEN: "label-met"}


def tone_of(light: Light) -> str:
    """The label's class."""
    return _TONES[light]

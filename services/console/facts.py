"""Facts of a dispute as a page lists them: a name and the lines that tell it."""

from services.console.language import Say
from services.kit.language import Language
from services.projections.words.rendering import rendered
from services.workflow.recorded.views import Fen

Fact = tuple[str, tuple[str, ...]]
"""What is told, and the lines that tell it."""
Section = tuple[str, str, tuple[Fact, ...]]
"""Name in addresses, heading, facts."""

__all__ = ["Fact", "Say", "Section", "amount", "filled"]


def filled(message: str, language: Language, **values: object) -> str:
    """A message with its values in words."""
    return message % {name: rendered(value, language) for name, value in values.items()}


def amount(fen: int) -> Fen | str:
    """An amount; nought is no amount of money, and stands as a figure."""
    return Fen(fen) if fen else "0"

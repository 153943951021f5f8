"""An invented log in which every kind of event happens: what the committed samples are taken from.

Nothing here reaches a database. A sample once written to `schemas/samples` stays as it is; to give
a new event type its sample, let it happen here and run `make generate`.
"""

from .recording import Row, record
from .story import ACTS

__all__ = ["Row", "sample_log"]


def sample_log() -> list[Row]:
    """The whole log, as the application would have recorded it."""
    return record(ACTS)

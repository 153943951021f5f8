"""Which recorded facts can be corrected: how each is read, written, and what was computed from it.

A field is named as in `region`; a fact of one of several items by the item's number, as in
`claims/2/amount`, or by that of an item within it, as in `suits/1/parties/2/judgment_served_on`.
The names stand in events for ever: add, never rename.
"""

from services.workflow.domain.dispute.guards.correctable.correctable import Correctable
from services.workflow.domain.dispute.guards.correctable.table import (
    CORRECTABLE,
    corrected,
    found,
    kind_of,
)

__all__ = ["CORRECTABLE", "Correctable", "corrected", "found", "kind_of"]

"""One file per question; every read model there is, by name."""

from services.projections.view import View
from services.projections.views.dispute_facts import DISPUTE_FACTS
from services.projections.views.dispute_list import DISPUTE_LIST
from services.projections.views.dispute_timeline import DISPUTE_TIMELINE
from services.projections.views.mediators import MEDIATORS
from services.projections.views.organisations import ORGANISATIONS
from services.projections.views.tasks import TASKS

__all__ = ["VIEWS"]

VIEWS: dict[str, View] = {
    view.name: view
    for view in (DISPUTE_LIST, DISPUTE_TIMELINE, DISPUTE_FACTS, ORGANISATIONS, MEDIATORS, TASKS)
}

"""Who keeps which calendar: the supervising bureau of a region its own, its regions' too."""

from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.holiday_calendar.state import NATIONAL


def may_keep(actor: Actor, region: str) -> bool:
    """Whether the caller may enter and withdraw notices for `CN` or for a region's first digits.

    The national calendar is kept by a supervisor who answers for `CN` and for no disputes.
    """
    if actor.role is Role.SYSTEM:
        return True
    if actor.role not in TABLE["enter_holiday_notice"] or not actor.region:
        return False
    if NATIONAL in {actor.region, region}:
        return actor.region == region
    return region.startswith(actor.region)


def require_keeper(actor: Actor, region: str) -> None:
    """Raise NotPermitted for anybody else."""
    if not may_keep(actor, region):
        raise NotPermitted("calendar_not_permitted", role=actor.role.value, region=region)

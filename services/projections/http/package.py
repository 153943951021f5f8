"""The package of a dispute, for the bodies of an offer or hand-over."""

from services.kit.problem_details import FORBIDDEN, Problem
from services.projections.http.answering import Answer, Asked, Read, dispute_in_path, not_found
from services.projections.package import package_of
from services.projections.packed import Package
from services.projections.queries import dispute_list, dispute_timeline
from services.projections.queries.dispute_list import Listed
from services.projections.views.handovers import HandoverState
from services.projections.withholding import tell_without
from services.projections.words.naming import names_of


async def get_package(asked: Asked) -> Answer:
    """The shared record that travels with a hand-over.

    For the bodies between which an offer is in flight or was accepted. Nothing of the privileged
    record is in it.
    """
    dispute = dispute_in_path(asked)
    listed = await dispute_list.one(asked.pool, dispute, asked.scope)
    if listed is None:
        raise not_found()
    _require_part(listed, asked)
    events = await dispute_timeline.history(asked.pool, dispute)
    opened = asked.reader.open_names
    names = await names_of(asked.pool, events, asked.scope, opened, opened)
    withheld = await asked.reader.withheld()
    told = tell_without(events, names, asked.language, withheld)
    digests = await dispute_timeline.digests(asked.pool, dispute)
    return package_of(events, told, names, digests, withheld), {}


READS = (
    Read(
        name="get_package",
        path="/v1/disputes/{dispute_id}/package",
        zh="移送材料",
        en="What travels with a hand-over",
        answers=Package,
        answer=get_package,
        statuses=(404,),
    ),
)


def _require_part(listed: Listed, asked: Asked) -> None:
    bodies = {
        body
        for one in listed.entry.handovers
        if one.is_open or one.state is HandoverState.ACCEPTED
        for body in (one.sender, one.receiver)
    }
    own = asked.reader.organisation if asked.reader.may_have_packages else None
    if own is None or own not in bodies:
        raise Problem(
            FORBIDDEN,
            zh="移送材料只给移送和接收的机构",
            en="the package is for the bodies of an offer or hand-over",
        )

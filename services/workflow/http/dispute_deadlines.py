"""The deadlines of one dispute by HTTP: the same answer as `fengqiao deadlines --json`."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.workflow.application.dispute_deadlines import (
    DeadlineReader,
    DeadlinesAsked,
    NotYetDay,
)
from services.workflow.http.answers import dispute_in_path, json_response
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.query_values import invalid, parameter, require_known

_KNOWN = ("version", "as_of", "explain", "min_position")


class DisputeDeadlineReads:
    """The endpoint; what it answers with is `DisputeDeadlines`."""

    def __init__(self, dependencies: Dependencies) -> None:
        self._reader = DeadlineReader(dependencies.reader, dependencies.rulebook)

    async def list_deadlines(self, request: Request) -> Response:
        """Every deadline, what the dispute waits for, and why each day is what it is."""
        require_json_taken(request.headers)
        asked = _asked(request)
        dispute, actor = dispute_in_path(request), caller_of(request).actor
        try:
            response = json_response(await self._reader.of_dispute(dispute, asked, actor))
        except NotYetDay:
            raise invalid("as_of", "不得晚于今天", "must not be later than today") from None
        # The day is part of the answer: the tag of the content, not of the version.
        response.headers["ETag"] = etag.of_content(bytes(response.body))
        return response


def _asked(request: Request) -> DeadlinesAsked:
    require_known(request, *_KNOWN)
    version, as_of = parameter(request, "version", int), parameter(request, "as_of", date)
    if version is not None and as_of is not None:
        raise invalid("version", "version 与 as_of 只能用一个", "give version or as_of, not both")
    is_explained = parameter(request, "explain", bool)
    return DeadlinesAsked(
        version=version, as_of=as_of, is_explained=True if is_explained is None else is_explained
    )

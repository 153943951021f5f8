"""Paging, the same for every list: the cursor, the size of a page, the count, the Link header."""

from urllib.parse import urlencode

from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Asked
from services.projections.http.parameters import Parameter

PAGE_SIZE, LARGEST_PAGE = 50, 200


def paging(cursor: Parameter, of_what: str) -> tuple[Parameter, ...]:
    """The parameters of a list of these things."""
    return (
        cursor,
        p.number("limit", f"{of_what} on a page.", least=1, most=LARGEST_PAGE),
        p.truth("total", "Count all that fit."),
    )


def link(cursor: str | None, asked: Asked) -> dict[str, str]:
    """The address of the next page, with everything that was asked; nothing on the last."""
    if cursor is None:
        return {}
    query = [(k, v) for k, v in asked.request.query_params.multi_items() if k != p.CURSOR.name]
    path = asked.request.url.path
    return {"Link": f'<{path}?{urlencode([*query, (p.CURSOR.name, cursor)])}>; rel="next"'}

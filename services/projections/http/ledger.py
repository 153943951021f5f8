"""The ledger as a file: what the caller may read of it, with people as the caller may see them."""

import asyncio
from urllib.parse import quote

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, File, Read
from services.projections.http.read_side import RESULTS
from services.projections.ledger.files import MEDIA, Format, written
from services.projections.ledger.gathering import lines
from services.projections.queries import dispute_list
from services.projections.queries.filters import Filters

PARAMETERS = (
    p.region(),
    p.identity("organisation", "Registered by this mediation organisation."),
    p.legal_day("from", "Received on this day or later."),
    p.legal_day("to", "Received on this day or earlier."),
    p.code("format", Format, "The kind of file; csv where nothing is said."),
)


async def export_ledger(asked: Asked) -> Answer:
    """The table that the import takes, a row for each claimant, as csv (UTF-8 with a mark) or xlsx.

    For at most 5,000 disputes. Persons are named to those who may see names, others read 张某某;
    identity and telephone numbers are whole for those who may see contacts.
    """
    filters = _filters(asked)
    count = await dispute_list.count(asked.pool, filters, asked.scope)
    if count > asked.most_exported:
        raise _too_many(count, asked.most_exported)
    rows = await lines(asked.pool, filters, asked.scope, asked.reader.discretion)
    asked.request.scope[RESULTS] = count
    form = asked.values.get("format", Format.CSV)
    body = await asyncio.to_thread(written, rows, form, asked.today)
    name = quote(f"台账-{asked.today}.{form}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return File(body=body, media=MEDIA[form]), headers


READS = (
    Read(
        name="export_ledger",
        path="/v1/ledger",
        zh="导出台账",
        en="The ledger as a file",
        media=tuple(MEDIA.values()),
        answer=export_ledger,
        parameters=PARAMETERS,
    ),
)


def _filters(asked: Asked) -> Filters:
    first, last = asked.values.get("from"), asked.values.get("to")
    if first is not None and last is not None and last < first:
        fault = FieldError(parameter="to", zh="早于 from", en="is before from")
        raise Problem(INVALID_QUERY, errors=(fault,))
    return Filters(
        region=asked.values.get("region"),
        organisation=asked.values.get("organisation"),
        received_from=first,
        received_to=last,
    )


def _too_many(count: int, most: int) -> Problem:
    fault = FieldError(
        parameter="from",
        zh=f"共{count}件，一个文件至多{most}件；请用 from、to 缩短期间",
        en=f"{count} disputes, {most} at most in one file; shorten the period by from and to",
        code="too_many",
    )
    return Problem(INVALID_QUERY, errors=(fault,))

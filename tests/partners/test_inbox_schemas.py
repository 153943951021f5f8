"""Every report that the issue's bodies make has a type, a schema, and an example that both take."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from services.partners.inbox import schemas
from services.partners.inbox.event import Unusable, read_report
from services.partners.inbox.kinds import Kind, kinds, type_of

ROOT = Path(__file__).parents[2]
COURT = """confirmation_docketed confirmation_not_accepted confirmation_supplement_asked
confirmation_granted confirmation_refused confirmation_withdrawn confirmation_deemed_withdrawn
confirmation_annulled mediation_delegated mediation_entrusted litigation_filed judgment_given
judgment_effective"""
COMMISSION = """referral_received referral_delivered referral_accepted referral_refused
arbitration_accepted arbitration_not_accepted mediation_suggested mediation_entrusted hearing_listed
hearing_held arbitration_extended arbitration_stayed award_issued award_served
arbitral_statement_served arbitration_withdrawn"""


@pytest.mark.parametrize("move", [*COURT.split(), *COMMISSION.split()])
def test_each_fact_of_courts_and_commissions_has_a_schema(move: str) -> None:
    assert (ROOT / schemas.FOLDER / f"{type_of(move)}.json").is_file()


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.move)
async def test_the_example_fits_the_committed_schema_and_is_read(kind: Kind) -> None:
    written = (ROOT / schemas.FOLDER / f"{kind.type}.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(written)
    example = schemas.example(kind)
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    validator.validate(example)
    assert (await read_report(json.dumps(example).encode())).move == kind.move
    assert not validator.is_valid({**example, "data": {"nothing": 1}})


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"specversion": "0.3"}, "#/specversion"),
        ({"time": "2026-07-01T10:00:00"}, "#/time"),
        ({"type": "fengqiao.report.register_dispute.v1"}, "#/type"),
        ({"type": "fengqiao.report.confirmation_docketed.v2"}, "#/type"),
        ({"subject": "张三"}, "#/subject"),
        ({"data": {}}, "#/data/number"),
        ({"data": {"number": "1", "judge": "某"}}, "#/data/judge"),
        ({"data": [1]}, "#/data"),
        ({"data": {"number": "a\0b"}}, "#/data/number"),
    ],
)
async def test_what_is_wrong_is_told_at_its_place(change: dict[str, Any], pointer: str) -> None:
    event = schemas.example(kinds()["confirmation_docketed"]) | change
    with pytest.raises(Unusable) as told:
        await read_report(json.dumps(event).encode())
    assert [fault.pointer for fault in told.value.faults] == [pointer]


async def test_an_event_is_the_same_however_it_is_written() -> None:
    event = schemas.example(kinds()["award_issued"])
    other = dict(reversed(event.items()))
    raws = (json.dumps(event).encode(), json.dumps(other, ensure_ascii=False, indent=1).encode())
    first, second = [await read_report(raw) for raw in raws]
    assert first == second


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"a":1,"a":2}', b"\xff{}", b"[" * 9_999])
async def test_what_is_no_json_object_is_told_so(raw: bytes) -> None:
    with pytest.raises(Unusable) as told:
        await read_report(raw)
    assert [fault.pointer for fault in told.value.faults] == ["#"]

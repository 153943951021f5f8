"""The OpenAPI document says all there is: every operation, limit, answer and problem."""

from typing import Any

import pytest

from services.workflow.http import openapi
from services.workflow.http.entries import ENTRIES
from services.workflow.http.operations import OPERATIONS
from services.workflow.http.problems import KINDS
from tests.support.api import Api


@pytest.fixture
def document(api: Api) -> dict[str, Any]:
    return openapi.document(api.app)


async def test_the_document_is_served_to_everybody(api: Api) -> None:
    answer = await api.client.get("/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"


def test_every_operation_is_named_after_its_move(document: dict[str, Any]) -> None:
    named = {
        operation["operationId"]: path
        for path, methods in document["paths"].items()
        if path.startswith("/v1/")
        for operation in methods.values()
    }

    for row in OPERATIONS:
        assert named[row.move] == row.path
    for entry in ENTRIES:
        assert named[entry.id] == entry.path


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*(references(each) for each in part.values()))
        if isinstance(part, list):
            return set().union(*(references(each) for each in part))
        return set()

    for reference in references(document):
        found: Any = document
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found, reference


def test_fields_are_explained_by_the_texts_under_them_in_the_code(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    term = schemas["AgreementTerms"]["properties"]["ability_to_perform"]

    assert "履约能力评估" in term["description"]
    assert "签署" not in schemas["SignAgreement"]["properties"]
    assert schemas["RecordPerformance"]["properties"]["amount"]["minimum"] == 1
    assert "source" not in schemas["CorrectFact"]["properties"]


def test_every_kind_of_problem_is_documented(document: dict[str, Any]) -> None:
    told = str(document["components"]["responses"])

    assert all(kind.type in told for kind in KINDS)

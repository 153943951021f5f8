"""Evidence is handed in by parties on their claims, once each, and stays on file when taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import DocumentKind, EvidenceFile, EvidenceKind
from services.workflow.domain.dispute.stages.record.documents import IssueDocument
from services.workflow.domain.dispute.stages.record.evidence import (
    FileEvidence,
    WithdrawEvidence,
    of_file,
    standing_with,
)
from services.workflow.domain.errors import AlreadyExists, Unknown
from tests.support.builders import ON, in_mediation
from tests.support.given_when_then import only

LATER = date(2026, 3, 6)
SCAN = EvidenceFile(
    id=UUID("8d3f2a10-1111-5111-8111-111111111111"),
    sha256="ab" * 32,
    size=120_000,
    media_type="application/pdf",
)


def filed(**changes: Any) -> FileEvidence:
    values: dict[str, Any] = {"kind": EvidenceKind.WAGE_RECORD, "party": 1, "file": SCAN}
    return FileEvidence(**(values | changes))


def test_a_material_is_filed_by_a_party_on_its_claims() -> None:
    scenario = in_mediation()
    event = only(scenario.when(filed(claims=(1, 1), title="工资条"), ON), e.EvidenceFiled)
    assert (event.evidence, event.party, event.claims) == (1, 1, (1,))
    (evidence,) = scenario.dispute.evidence
    assert (evidence.file, evidence.title, evidence.filed_on) == (SCAN, "工资条", ON)
    assert evidence.stands
    assert scenario.stands(State.IN_MEDIATION)


def test_a_material_on_paper_has_no_file() -> None:
    scenario = in_mediation().after(filed(file=None), filed(file=None, party=None), on=ON)
    assert [(one.no, one.party, one.file) for one in scenario.dispute.evidence] == [
        (1, 1, None),
        (2, None, None),
    ]


def test_a_copy_names_the_document_it_is_of() -> None:
    issued = IssueDocument(kind=DocumentKind.SESSION_NOTICE, recipients=(2,))
    scenario = in_mediation().after(issued, on=ON)
    copy = filed(kind=EvidenceKind.DOCUMENT_COPY, party=None, document=1)
    assert only(scenario.when(copy, ON), e.EvidenceFiled).document == 1
    refusal = scenario.refuses(filed(document=7, file=None), "unknown_document", ON)
    assert isinstance(refusal, Unknown)


def test_evidence_is_of_parties_and_claims_that_are_there() -> None:
    in_mediation().refuses(filed(party=9), "unknown_party", ON)
    in_mediation().refuses(filed(claims=(1, 9)), "unknown_claim", ON)


def test_the_same_file_is_filed_once_while_it_stands() -> None:
    scenario = in_mediation().after(filed(), on=ON)
    refusal = scenario.refuses(filed(party=2), "evidence_filed_already", ON)
    assert isinstance(refusal, AlreadyExists)
    scenario.after(WithdrawEvidence(evidence=1, reason="误交"), filed(party=2), on=LATER)
    found = standing_with(SCAN.sha256, scenario.dispute)
    assert found is not None
    assert (found.no, found.party) == (2, 2)


def test_what_is_taken_back_stays_on_file() -> None:
    scenario = in_mediation().after(filed(), filed(file=None), on=ON)
    event = only(
        scenario.when(WithdrawEvidence(evidence=1, reason="误交"), LATER), e.EvidenceWithdrawn
    )
    assert (event.evidence, event.reason) == (1, "误交")
    first, second = scenario.dispute.evidence
    assert (first.stands, first.withdrawn_on, first.file) == (False, LATER, SCAN)
    assert second.stands
    assert of_file(SCAN.id, scenario.dispute) == first
    assert standing_with(SCAN.sha256, scenario.dispute) is None


def test_evidence_is_taken_back_once_with_a_reason_and_after_it_was_filed() -> None:
    scenario = in_mediation().after(filed(), on=LATER)
    scenario.refuses(WithdrawEvidence(evidence=2, reason="误交"), "unknown_evidence", LATER)
    scenario.refuses(
        WithdrawEvidence(evidence=1, reason=" "), "evidence_withdrawal_needs_reason", LATER
    )
    scenario.refuses(
        WithdrawEvidence(evidence=1, reason="误交"), "evidence_withdrawn_before_filed", ON
    )
    again = WithdrawEvidence(evidence=1, reason="误交")
    scenario.after(again, on=LATER)
    scenario.refuses(again, "evidence_withdrawn_already", LATER)

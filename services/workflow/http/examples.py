"""One example body per operation, shown in the OpenAPI document and decoded by a test. Invented."""

from typing import Any

from services.workflow.http import (
    examples_agreement,
    examples_handover,
    examples_intake,
    examples_mediation,
    examples_record,
    examples_tribunal,
)

CENTRE = "3fc0f9a4-8a43-5a55-a6a5-0c8f5d2b1e01"

EXAMPLES: dict[str, dict[str, Any]] = {
    **examples_intake.EXAMPLES,
    **examples_agreement.EXAMPLES,
    **examples_mediation.EXAMPLES,
    **examples_handover.EXAMPLES,
    **examples_tribunal.EXAMPLES,
    **examples_record.EXAMPLES,
    "register_organisation": {
        "code": "SMG-HGJ",
        "name": "华光街片区管委会劳动人事争议调解中心",
        "short_name": "水磨沟华光街",
        "kind": "mediation_centre",
        "tier": "township",
        "region": "650105",
    },
    "set_area": {"regions": ["650105001"], "from_on": "2018-01-01"},
    "record_legal_basis": {
        "is_article_10": True,
        "basis": "乡镇、街道设立的具有劳动争议调解职能的组织",
        "from_on": "2018-01-01",
    },
    "register_mediator": {
        "name": "李某",
        "certificate_no": "新调0001",
        "valid_from": "2026-01-01",
        "valid_until": "2028-12-31",
        "organisations": [CENTRE],
    },
}
"""Operation id to a body that decodes."""

"""The generated contracts of the edge: the OpenAPI document, the problem types, the example settings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from services.access import token_endpoint
from services.access.reads.http import ReadEndpoints
from services.cli import access_side
from services.cli.handoff_side import described_handoff
from services.cli.partner_side import served
from services.projections.http.read_side import ReadSide
from services.projections.http.router import ANSWERS, create_router
from services.workflow.http import openapi
from services.workflow.http.app import create_app
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.problems import KINDS
from services.workflow.settings import example

OPENAPI = Path("schemas/openapi/workflow.json")
PROBLEMS = Path("schemas/problems.json")
ENVIRONMENT = Path("deploy/env/example.env")
_NOTHING: Any = None
"""Stands where a described app would call something."""


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every contract with its contents, from the code as it is."""
    yield root / OPENAPI, _text(openapi.document(described()))
    yield root / PROBLEMS, _text(problem_types())
    yield root / ENVIRONMENT, example()


def described() -> Any:
    """The app as it is described; it answers nothing."""
    parts = served(
        profiles=_NOTHING,
        feeds=_NOTHING,
        files=_NOTHING,
        imports=_NOTHING,
        inbox=_NOTHING,
        handoff=described_handoff(),
        deliveries=_NOTHING,
        read_record=ReadEndpoints(_NOTHING, _NOTHING),
    )
    return create_app(
        Dependencies(
            handler=_NOTHING,
            reader=_NOTHING,
            registry=_NOTHING,
            tasks=_NOTHING,
            feeds=_NOTHING,
            notices=_NOTHING,
            calendars=_NOTHING,
            rulebook=_NOTHING,
            verifier=_NOTHING,
            routers=(
                create_router(ReadSide(pool=_NOTHING, reader_of=_NOTHING)),
                *access_side.described(),
                *(part.router for part in parts),
            ),
            bodies=tuple(body for part in parts for body in part.bodies),
            answers=(
                *ANSWERS,
                *token_endpoint.ANSWERS,
                *(answer for part in parts for answer in part.answers),
            ),
        )
    )


def problem_types() -> list[dict[str, object]]:
    """Every type of problem that clients may switch on."""
    return [
        {
            "type": kind.type,
            "status": kind.status,
            "title": {"zh": kind.zh, "en": kind.en},
            "help": {"zh": kind.help_zh, "en": kind.help_en},
        }
        for kind in KINDS
    ]


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

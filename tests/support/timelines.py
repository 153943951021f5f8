"""The worked timelines as questions that the engine, the command line and the API can be asked."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.workflow.rules.packs import pack_for

REGIONS = {"CN": "330281", "CN-65": "650105"}
"""A region for each calendar; the pack of the first has MED.15.ZJ beside the national rules."""
ONE_STOP = "one_stop_centre"
_VECTORS = Path(__file__).parents[1] / "rules/timelines.json"


@dataclass(frozen=True)
class Worked:
    """One step, as it is asked, and what must come out."""

    id: str
    rule: str
    start: str
    region: str
    org_kind: str
    extension: int
    suspended: str
    due: str
    natural: str
    counted: list[str]
    provisional: bool
    naive: str

    @property
    def query(self) -> dict[str, str]:
        """As parameters of an address, those left out that say nothing."""
        said = {
            "rule": self.rule,
            "from": self.start,
            "region": self.region,
            "org_kind": self.org_kind,
            "extension": str(self.extension or ""),
            "suspended": self.suspended,
        }
        return {name: text for name, text in said.items() if text}

    @property
    def arguments(self) -> list[str]:
        """As words of a command line."""
        query = self.query
        options = [
            word
            for name, text in query.items()
            if name != "rule"
            for word in (f"--{name.replace('_', '-')}", text)
        ]
        return [query["rule"], *options]

    def comes_out(self, told: dict[str, Any]) -> None:
        """Hold an answer to what was worked out by hand."""
        assert told["due_rolled"] == self.due
        assert told["due_natural"] == self.natural
        assert told["counted"] == self.counted
        assert told["provisional"] is self.provisional
        assert told["start"] == self.start
        assert told["basis"]
        assert all(step["zh"] and step["en"] for step in told["explanation"])


def worked() -> list[Worked]:
    """Every step of every vector."""
    vectors = json.loads(_VECTORS.read_text("utf-8"))["vectors"]
    return [
        _worked(f"{vector['id']}-{place}-{step['rule']}", step)
        for vector in vectors
        for place, step in enumerate(vector["steps"])
    ]


def _worked(name: str, step: dict[str, Any]) -> Worked:
    rule = _asked_of(step)
    kind = ONE_STOP if rule == "MED.ONESTOP" else ""
    region = REGIONS[step.get("calendar", "CN")]
    known = pack_for(region, kind).rule(rule)
    assert known.length is not None
    return Worked(
        id=name,
        rule=rule,
        start=step["start"],
        region=region,
        org_kind=kind,
        extension=step.get("n", known.length) - known.length,
        suspended="..".join(step.get("suspended", ())),
        due=step["due"],
        natural=step.get("natural", step["due"]),
        counted=step.get("counted", []),
        provisional=step.get("provisional", False),
        naive=step.get("naive_mon_fri", ""),
    )


def _asked_of(step: dict[str, Any]) -> str:
    """The hard limit of confirmation is a rule of its own; LIM.SUSPEND suspends the one year."""
    if "hard limit" in step.get("variant", ""):
        return f"{step['rule']}.HARD"
    rule: str = step["rule"]
    return "LIM.1Y" if rule == "LIM.SUSPEND" else rule

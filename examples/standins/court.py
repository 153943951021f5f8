"""A stand-in court: dockets and rules on the applications for confirmation that reach it (司法确认)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from speaking.messages import Report, days_after
from speaking.orders import UnknownOrder
from speaking.running import main
from speaking.standin import StandIn

OUTCOMES = ("granted", "refused", "not_accepted", "supplement", "none")
"""What becomes of an application: confirmed, refused, not taken up, material asked for, no answer."""
_NUMBER = "（{year}）新0105民特{count}号"
_SUPPLEMENT = timedelta(days=15)


class Court:
    """Its rulings follow its orders: which outcome, on what ground, after how many days."""

    def __init__(self) -> None:
        self.ruling: dict[str, Any] = {
            "outcome": "granted",
            "ground": "other",
            "docket_days": 3,
            "ruling_days": 13,
        }

    def bind(self, standin: StandIn) -> None:
        """Be told with what to speak."""
        self.standin = standin

    async def decide(self, event: dict[str, Any]) -> Sequence[Report]:
        """An application for confirmation at this court is docketed and ruled on."""
        data, kind, dispute = event["data"], event["type"].split(".")[2], event["subject"]
        number = self.standin.store.noted(f"docket {dispute}")
        match kind:
            case "ConfirmationApplied":
                own = await self.standin.service.organisation()
                is_ours = data["event"].get("court") == own
                return self._answers(dispute, data["occurred_on"]) if is_ours else ()
            case "ConfirmationSupplied" if number:
                return [self._granted(data["occurred_on"], number)]
        return ()

    async def take(self, told: dict[str, Any]) -> dict[str, Any] | None:
        """`{"ruling": {"outcome": …}}`, and `{"report": {"move": …, "subject": …, "data": …}}`."""
        ruling = told.pop("ruling", {})
        if not set(ruling) <= set(self.ruling):
            raise UnknownOrder(f"ruling: know {', '.join(self.ruling)}")
        if ruling.get("outcome", "granted") not in OUTCOMES:
            raise UnknownOrder(f"outcome: know {', '.join(OUTCOMES)}")
        self.ruling |= ruling
        return self.standin.ordered(told) or {"ruling": self.ruling}

    def _answers(self, dispute: str, applied_on: str) -> Sequence[Report]:
        day = days_after(applied_on, self.ruling["docket_days"])
        ground = {"ground": self.ruling["ground"]}
        if self.ruling["outcome"] == "none":
            return ()
        if self.ruling["outcome"] == "not_accepted":
            return [Report(move="confirmation_not_accepted", day=day, data=ground)]
        number = self._number(day.year)
        self.standin.store.note(f"docket {dispute}", number)
        docketed = Report(move="confirmation_docketed", day=day, data={"number": number})
        match self.ruling["outcome"]:
            case "refused":
                ruled_on = days_after(applied_on, self.ruling["ruling_days"])
                data = {**ground, "number": number}
                return [docketed, Report(move="confirmation_refused", day=ruled_on, data=data)]
            case "supplement":
                data = {"items": "双方身份证明", "due_on": (day + _SUPPLEMENT).isoformat()}
                return [docketed, Report(move="confirmation_supplement_asked", day=day, data=data)]
        return [docketed, self._granted(applied_on, number)]

    def _granted(self, since: str, number: str) -> Report:
        ruled_on = days_after(since, self.ruling["ruling_days"])
        return Report(move="confirmation_granted", day=ruled_on, data={"ruling_number": number})

    def _number(self, year: int) -> str:
        """The next number of the year."""
        name = f"numbers of {year}"
        count = self.standin.store.noted(name, 0) + 1
        self.standin.store.note(name, count)
        return _NUMBER.format(year=year, count=count)


if __name__ == "__main__":
    main("court", "一个用于联调的法院 / a court to try things out with", Court)

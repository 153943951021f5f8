"""A stand-in arbitration commission: receipts for referrals, accepts or refuses them, hears and awards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from speaking.messages import Report, days_after
from speaking.orders import UnknownOrder
from speaking.package import Fetched, verified
from speaking.running import main
from speaking.standin import StandIn

DECISIONS = ("accept", "refuse", "wait")
STAGES = ("accepted", "hearing", "award")
"""How far it goes by itself with what it has taken over."""
_NOT_FOR_US = (403, 404)
_ENDED = ("refused", "recalled", "expired")
_NUMBER = "水劳人仲字〔{year}〕{count}号"


class Commission:
    """What it does with a referral follows its orders."""

    def __init__(self) -> None:
        self.handling: dict[str, Any] = {
            "decision": "accept",
            "ground": "wrong_jurisdiction",
            "until": "accepted",
            "acceptance_days": 2,
            "hearing_days": 20,
            "award_days": 30,
        }

    def bind(self, standin: StandIn) -> None:
        """Be told with what to speak."""
        self.standin = standin

    async def decide(self, event: dict[str, Any]) -> Sequence[Report]:
        """A referral to this commission is received, checked and answered; what it took over, heard."""
        data, kind = event["data"], event["type"].split(".")[2]
        own = await self.standin.service.organisation()
        if kind == "ReferralOffered" and data["event"].get("to") == own:
            return await self._received(event)
        if kind == "ReferralAccepted" and data["event"].get("by") == own:
            return await self._heard(event)
        return ()

    async def take(self, told: dict[str, Any]) -> dict[str, Any] | None:
        """`{"handling": {"decision": …, "until": …}}`, and `{"report": {…}}`."""
        handling = told.pop("handling", {})
        if not set(handling) <= set(self.handling):
            raise UnknownOrder(f"handling: know {', '.join(self.handling)}")
        if handling.get("decision", "accept") not in DECISIONS:
            raise UnknownOrder(f"decision: know {', '.join(DECISIONS)}")
        if handling.get("until", "accepted") not in STAGES:
            raise UnknownOrder(f"until: know {', '.join(STAGES)}")
        self.handling |= handling
        return self.standin.ordered(told) or {"handling": self.handling}

    async def _received(self, event: dict[str, Any]) -> Sequence[Report]:
        """The receipt says that the package is here and whole; it does not say that we take it over."""
        data, dispute = event["data"], event["subject"]
        offer, day = data["event"]["offer"], date.fromisoformat(data["occurred_on"])
        path = f"/v1/disputes/{dispute}/referrals/{offer}"
        answer = await self.standin.service.get(f"{path}/package")
        if answer.status_code in _NOT_FOR_US and not await self._is_open(path):
            return []
        fetched = Fetched(dispute=dispute, offer=offer, receiver=data["event"]["to"])
        content = answer.raise_for_status().content
        package = verified(content, await self.standin.service.keys(), fetched)
        self.standin.store.note(f"package {dispute}/{offer}", package)
        receipt = {"offer": offer, "receipt_number": self._number("收", day.year)}
        received = Report(move="referral_received", day=day, data=receipt)
        match self.handling["decision"]:
            case "accept":
                return [received, Report(move="referral_accepted", day=day, data={"offer": offer})]
            case "refuse":
                refusal = {"offer": offer, "ground": self.handling["ground"]}
                return [received, Report(move="referral_refused", day=day, data=refusal)]
        return [received]

    async def _is_open(self, path: str) -> bool:
        """Whether the offer still waits for an answer: it may have been recalled meanwhile."""
        answer = await self.standin.service.get(path)
        if answer.status_code in _NOT_FOR_US:
            return False
        return answer.raise_for_status().json()["step"] not in _ENDED

    async def _heard(self, event: dict[str, Any]) -> Sequence[Report]:
        since, handling = event["data"]["occurred_on"], self.handling
        accepted_on = days_after(since, handling["acceptance_days"])
        number = {"number": self._number("", accepted_on.year)}
        steps = [Report(move="arbitration_accepted", day=accepted_on, data=number)]
        if handling["until"] == "accepted":
            return steps
        dispute = (await self.standin.service.get(f"/v1/disputes/{event['subject']}")).json()
        parties = [party["no"] for party in dispute["parties"]]
        held_on = days_after(since, handling["hearing_days"])
        steps.append(Report(move="hearing_held", day=held_on, data={"present": parties}))
        if handling["until"] == "award":
            day = days_after(since, handling["award_days"])
            items = [
                {"no": no, "claim": claim["no"], "amount": claim.get("amount")}
                for no, claim in enumerate(dispute["claims"], start=1)
            ]
            steps.append(Report(move="award_issued", day=day, data={**number, "items": items}))
            steps += [
                Report(move="award_served", day=day, data={"party": party}) for party in parties
            ]
        return steps

    def _number(self, kind: str, year: int) -> str:
        """The next number of the year and kind."""
        name = f"numbers of {kind}{year}"
        count = self.standin.store.noted(name, 0) + 1
        self.standin.store.note(name, count)
        return kind + _NUMBER.format(year=year, count=count)


if __name__ == "__main__":
    main("commission", "一个用于联调的仲裁委 / a commission to try things out with", Commission)

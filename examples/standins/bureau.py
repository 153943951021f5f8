"""A stand-in bureau: hands disputes in when it is told to, and follows what becomes of them."""

from collections.abc import Sequence
from typing import Any

from speaking.messages import Report
from speaking.running import main
from speaking.standin import StandIn

_CREATED = 201


class Bureau:
    """Its own number of a matter is the key under which it registers it: a repeat adds nothing."""

    def bind(self, standin: StandIn) -> None:
        """Be told with what to speak."""
        self.standin = standin

    async def decide(self, event: dict[str, Any]) -> Sequence[Report]:
        """Note how the dispute stands now; a bureau decides nothing."""
        disputes = self.standin.store.noted("disputes", {})
        known = disputes.get(event["subject"], {})
        data = event["data"]
        if data["version"] > known.get("version", 0):
            now = {"state": data["state"], "version": data["version"], "on": data["occurred_on"]}
            disputes[event["subject"]] = known | now | {"case_number": data.get("case_number")}
            self.standin.store.note("disputes", disputes)
        return ()

    async def take(self, told: dict[str, Any]) -> dict[str, Any] | None:
        """`{"register": {"number": "…", "application": {…}}}`, and `{"disputes": true}`."""
        if register := told.pop("register", None):
            return await self._registered(register["number"], register["application"])
        if told.pop("disputes", None):
            found: dict[str, Any] = self.standin.store.noted("disputes", {})
            return found
        return self.standin.ordered(told)

    async def _registered(self, number: str, application: dict[str, Any]) -> dict[str, Any]:
        sent = {"channel": "partner_transfer", **application}
        answer = await self.standin.service.post("/v1/disputes", sent, key=f"bureau-{number}")
        told: dict[str, Any] = answer.json()
        if answer.status_code == _CREATED:
            self.standin.store.note(f"number {number}", told["dispute"])
        return {"status": answer.status_code, **told}


if __name__ == "__main__":
    main("bureau", "一个用于联调的转办单位 / a bureau to try things out with", Bureau)

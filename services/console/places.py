"""Which regions and centres there are to choose from: those of the bodies on file."""

from typing import Any

import msgspec

from services.console.parts import ConsoleParts
from services.console.shown import Choice
from services.projections.queries import directories
from services.workflow.recorded.views import Organisation

_DISTRICT_DIGITS = 6


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Regions by code with their names, each district followed by its townships; the centres."""

    regions: dict[str, str]
    centres: tuple[Organisation, ...]

    def name(self, code: str) -> str:
        """The name of a region that may be chosen."""
        return self.regions.get(code, code)

    def having(self, code: str, name: str) -> "Places":
        """The places with one more region, where it was not among them."""
        return msgspec.structs.replace(
            self, regions=dict(sorted({**self.regions, code: name}.items()))
        )

    def choices(self, chosen: str) -> tuple[Choice, ...]:
        """The regions as a chooser shows them; townships under their district."""
        return tuple(
            Choice(
                value=code,
                name=name if len(code) == _DISTRICT_DIGITS else f"　{name}",
                is_chosen=code == chosen,
            )
            for code, name in self.regions.items()
        )


async def places(connection: Any, parts: ConsoleParts) -> Places:
    """What bodies with an area cover, within what the reader may see."""
    within = parts.caller.region
    bodies = await directories.organisations(connection, region=within)
    centres = tuple(body for body in bodies if body.areas)
    townships = {code for centre in centres for _, area in centre.areas for code in area}
    districts = {code[:_DISTRICT_DIGITS] for code in townships}
    codes = sorted(code for code in townships | districts if code.startswith(within or ""))
    return Places(
        regions={code: parts.region_name(code) or code for code in codes}, centres=centres
    )

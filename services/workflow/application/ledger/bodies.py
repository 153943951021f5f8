"""The organisations and mediators that a ledger names, found among those on file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from services.workflow.application.ports import Keyring
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.organisation import Organisation, OrganisationKind
from services.workflow.domain.values.region import RegionCode


class Directory(Protocol):
    """All bodies and mediators on file; a few hundred, read once for an import."""

    async def organisations(self) -> list[Organisation]:
        """Every organisation as it is now."""
        ...

    async def mediators(self) -> list[Mediator]:
        """Every mediator as it is now."""
        ...


class Bodies:
    """Organisations by code and name; commissions and courts by region; mediators by name."""

    def __init__(
        self, organisations: Iterable[Organisation], mediators: dict[tuple[str, UUID], Mediator]
    ) -> None:
        self._by_word: dict[str, Organisation] = {}
        self._seats: dict[tuple[OrganisationKind, str], list[Organisation]] = defaultdict(list)
        self._mediators = mediators
        for organisation in organisations:
            self.add(organisation)

    def add(self, organisation: Organisation) -> None:
        """Know one more body."""
        for word in (organisation.code, organisation.name):
            self._by_word.setdefault(word, organisation)
        self._seats[organisation.kind, organisation.region].append(organisation)

    def find(self, word: str) -> Organisation | None:
        """The body of this code or full name."""
        return self._by_word.get(word)

    def seat(self, kind: OrganisationKind, region: RegionCode) -> Organisation | None:
        """The one commission or court of the district, else of the city, of a region."""
        for area in (region.district, region.city):
            found = self._seats.get((kind, area), []) if area else []
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def upper_court(self, region: RegionCode) -> Organisation | None:
        """The one intermediate court of the region's city, which sets awards aside."""
        found = self._seats.get((OrganisationKind.COURT, region.city), []) if region.city else []
        return found[0] if len(found) == 1 else None

    def mediator(self, name: str, organisation: Organisation) -> Mediator | None:
        """The mediator of this name whom the organisation may, or once might, use."""
        assert organisation.id is not None
        return self._mediators.get((name, organisation.id))


async def load(directory: Directory, keyring: Keyring) -> Bodies:
    """All that is on file; the mediators' names are opened for it."""
    mediators = [m for m in await directory.mediators() if m.id and m.name]
    names = await keyring.open_all([(m.id, m.name) for m in mediators if m.id and m.name])
    return Bodies(await directory.organisations(), _by_name(mediators, names))


def _by_name(
    mediators: Sequence[Mediator], names: Sequence[str | None]
) -> dict[tuple[str, UUID], Mediator]:
    found: dict[tuple[str, UUID], Mediator | None] = {}
    for mediator, name in zip(mediators, names, strict=True):
        for organisation in {term.organisation for term in mediator.terms}:
            if name is not None:
                # Of two people with one name in one organisation the ledger does not say which.
                key = (name, organisation)
                found[key] = None if key in found else mediator
    return {key: mediator for key, mediator in found.items() if mediator}

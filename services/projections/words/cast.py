"""Who and what a dispute's sentences speak of, by name, in one language."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from services.kit.language import Language
from services.projections.words.phrases import PARTS
from services.projections.words.rendering import filled
from services.workflow.recorded.views import Claim, Party, PartyKind, Written


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """Names as far as they are known; None stands for one that was erased or is not to be seen."""

    parties: Mapping[int, str | None] = {}
    """Persons by the party's number; an employer's name is no secret and stands in the event."""
    bodies: Mapping[UUID, str] = {}
    mediators: Mapping[UUID, str | None] = {}
    disputes: Mapping[UUID, str] = {}
    """Case numbers of other disputes."""
    texts: Mapping[str, str | None] = {}
    """Free texts that were opened, by their box."""
    are_withheld: bool = False
    """Whether nobody is named, though a name is known, and nothing quoted that people wrote."""


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What later sentences need of earlier events."""

    returns: frozenset[int] = frozenset()
    """Numbers of the offers that were returns."""
    is_wholly_final: bool | None = None
    """Whether every item of the award is final, or none is; None: both, or not known."""


class Cast(msgspec.Struct, frozen=True):
    """The parties of a dispute, and the names of all that take part."""

    parties: tuple[Party, ...]
    names: Names
    language: Language
    before: Before = Before()

    def say(self, part: str, **values: object) -> str:
        """A part of a sentence."""
        return filled(PARTS[part][0 if self.language == "zh" else 1], values, self.language)

    def party(self, no: int | None) -> str:
        """A party by side and name; with its number where the side has several."""
        found = next((party for party in self.parties if party.no == no), None)
        if found is None:
            return self.say("a_party")
        name = self.named(found.name, self.names.parties.get(found.no))
        is_alone = sum(party.side is found.side for party in self.parties) == 1
        part = "party" if is_alone else "party_of_several"
        return self.say(part, side=found.side, name=name, no=found.no)

    def people(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Several parties."""
        return tuple(self.party(no) for no in numbers) or (self.say("nobody"),)

    def offer(self, no: int) -> str:
        """An offer by its number, as what it is: a hand-over or a return."""
        return self.say("the_return" if no in self.before.returns else "the_offer", offer=no)

    def remedy(self, no: int) -> str:
        """What a party may do against the award: only an employer asks to have it set aside."""
        party = next((party for party in self.parties if party.no == no), None)
        is_worker = party is not None and party.kind is PartyKind.WORKER
        if is_worker or self.before.is_wholly_final is False:
            return self.say("to_sue")
        return self.say("to_set_aside" if self.before.is_wholly_final else "to_go_to_court")

    def body(self, body: UUID) -> str:
        """A body by its name."""
        return self.names.bodies.get(body) or self.say("a_body")

    def mediator(self, mediator: UUID) -> str:
        """A mediator by name."""
        name = self.names.mediators.get(mediator)
        return self.say("the_mediator", name=name) if name else self.say("a_mediator")

    def dispute(self, dispute: UUID) -> str:
        """Another dispute by its case number."""
        return self.names.disputes.get(dispute) or self.say("a_dispute")

    def claims(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """What is claimed."""
        return tuple(
            self.say("claim", kind=claim.kind, amount=claim.amount)
            if claim.amount is not None
            else self.say("claim_alone", kind=claim.kind)
            for claim in claims
        )

    def written(self, written: Written) -> str:
        """Free text, or words for there being one that is not to be seen."""
        if self.names.are_withheld:
            return self.say("withheld") if written else ""
        if isinstance(written, str):
            return written
        return self.names.texts.get(written.box) or self.say("withheld")

    def named(self, name: Written, opened: str | None) -> str:
        """A name, or words for somebody who was erased or is not to be seen."""
        known = name if isinstance(name, str) else opened
        return (not self.names.are_withheld and known) or self.say("somebody")

    def number(self, number: str) -> str:
        """A reference number, or words for there being none."""
        return number or self.say("no_number")

"""From rows to disputes: every check that needs no log, and the history each dispute tells."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from services.workflow.application.ledger import checks, drafts
from services.workflow.application.ledger.bodies import Bodies
from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.entries import Entry, Reading
from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.application.ports import Rulebook
from services.workflow.application.registry import OrganisationDetails, organisation_id
from services.workflow.domain.dispute.history.record import Remark, Untellable
from services.workflow.domain.dispute.history.telling import Told, tell
from services.workflow.domain.given import Actor, Given, Role
from services.workflow.domain.organisation import Organisation, OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode

LEDGER: Final = Actor(account="ledger-import", role=Role.SYSTEM)
NO_COLUMN: Final = frozenset({"confirmation_on_assumed", "review_on_assumed"})
"""Remarks about days that no ledger has a column for: nobody need look at the row."""


Allowed = Callable[[Entry, Organisation], bool]
"""Whether whoever imports may enter this row for this organisation."""


def everything(_entry: Entry, _organisation: Organisation) -> bool:
    """What the operator of this machine may enter."""
    return True


class Prepared(msgspec.Struct, kw_only=True):
    """What a file asks for, and what is wrong with it."""

    drafts: dict[UUID, Draft]
    told: dict[UUID, tuple[Told, ...]]
    faults: list[Fault]
    unverified: list[OrganisationDetails]
    """Bodies nobody has entered, to be entered as unverified."""


class Preparation:
    """Checks the rows of one file against the day, the rules and the bodies on file."""

    def __init__(
        self,
        bodies: Bodies,
        today: date,
        rulebook: Rulebook,
        *,
        creates_unknown: bool,
        allowed: Allowed = everything,
    ) -> None:
        self._bodies = bodies
        self._today = today
        self._rulebook = rulebook
        self._creates_unknown = creates_unknown
        self._allowed = allowed
        self._unverified: dict[str, OrganisationDetails] = {}

    def prepare(self, reading: Reading) -> Prepared:
        """The disputes of the good rows; the faults of all."""
        prepared = Prepared(drafts={}, told={}, faults=list(reading.faults), unverified=[])
        broken = {(one.organisation, one.number): one.place.row for one in reading.broken}
        for (word, number), group in _by_number(reading.entries).items():
            faults = [
                f for entry in group for f in checks.check(entry, self._today, self._rulebook)
            ]
            if (row := broken.get((word, number))) is not None:
                faults.append(_companion(group[0], row))
            organisation = self._organisation(group[0], faults)
            if organisation is not None:
                faults.extend(drafts.faults(group, organisation, self._bodies))
            if organisation is not None and not any(fault.is_error for fault in faults):
                self._tell(drafts.draft(group, organisation, self._bodies), prepared, faults)
            prepared.faults.extend(faults)
            prepared.faults.extend(_companions(group, faults))
        prepared.unverified.extend(self._unverified.values())
        return prepared

    def given(self, region: RegionCode | str) -> Given:
        """What the judge is given for history: guards do not bind."""
        return Given(
            actor=LEDGER,
            today=self._today,
            occurred_on=self._today,
            rules=self._rulebook.pack(region),
            calendar=self._rulebook.calendar(region),
            is_binding=False,
        )

    def _tell(self, draft: Draft, prepared: Prepared, faults: list[Fault]) -> None:
        try:
            told = tell(draft.record, self.given(draft.record.region))
        except Untellable as untellable:
            faults.append(_remarked(draft, untellable.remark, Severity.ERROR))
            return
        prepared.drafts[draft.id] = draft
        prepared.told[draft.id] = told
        for remark in (remark for one in told for remark in one.remarks):
            severity = Severity.NOTICE if remark.code in NO_COLUMN else Severity.WARNING
            faults.append(_remarked(draft, remark, severity))

    def _organisation(self, entry: Entry, faults: list[Fault]) -> Organisation | None:
        found = self._bodies.find(entry.organisation)
        if found is None and self._creates_unknown:
            found = self._enter(entry)
        if found is None:
            faults.append(
                entry.fault(
                    "organisation",
                    "unknown_organisation",
                    f"没有登记“{entry.organisation}”这个机构；先登记，或导入时加 --create-unknown",
                    f"no organisation '{entry.organisation}' is on file; enter it first, or import with --create-unknown",
                )
            )
        elif not self._allowed(entry, found):
            faults.append(
                entry.fault(
                    "organisation",
                    "not_your_body",
                    "您只能导入本机构或者本辖区的台账",
                    "you may import for your own body or region only",
                )
            )
            return None
        elif not found.is_verified:
            faults.append(
                entry.fault(
                    "organisation",
                    "unverified_organisation",
                    "该机构由导入建立，尚未核实",
                    "this organisation was entered by an import and is not verified",
                    Severity.WARNING,
                )
            )
        return found

    def _enter(self, entry: Entry) -> Organisation:
        name = entry.organisation
        region = RegionCode(entry.region.township or entry.region)
        details = OrganisationDetails(
            code=name,
            name=name,
            short_name=name,
            kind=OrganisationKind.MEDIATION_CENTRE,
            tier=Tier.TOWNSHIP,
            region=region,
            is_verified=False,
            established_on=entry.registered_on,
        )
        organisation = Organisation(
            id=organisation_id(name), code=name, name=name, short_name=name, region=region
        )
        self._bodies.add(organisation)
        self._unverified[name] = details
        return organisation


def _by_number(entries: list[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Rows by organisation and number; claimants in an order that does not hang on the file's."""
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.organisation, entry.number), []).append(entry)
    for group in groups.values():
        group.sort(key=_claimant)
    return groups


def _claimant(entry: Entry) -> tuple[str, str]:
    return entry.applicant, entry.document.number if entry.document else ""


def _remarked(draft: Draft, remark: Remark, severity: Severity) -> Fault:
    about = remark.about
    if about == "commission":
        about = "referred_on" if draft.record.referred_on else "arbitration_accepted_on"
    return draft.at(about).fault(about, remark.code, remark.zh, remark.en, severity)


def _companion(entry: Entry, row: int) -> Fault:
    return entry.fault(
        "number",
        "companion_refused",
        f"同一登记编号的第{row}行有误，整件未导入",
        f"row {row} of the same number is at fault, so the whole dispute was left out",
    )


def _companions(group: list[Entry], faults: list[Fault]) -> Iterator[Fault]:
    """For rows that are right themselves: which row of their dispute keeps it out."""
    wrong = {fault.place.row: fault for fault in faults if fault.is_error}
    for entry in group:
        if wrong and entry.place.row not in wrong:
            yield _companion(entry, min(wrong))

"""The facts that partners may report: every outside fact of the table of moves, and answers to offers."""

from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec

from services.partners.profiles.partner import Partner, PartnerKind
from services.workflow.application.requests import DisputeApplication, Request
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.moves import CHAPTERS, MOVE
from services.workflow.domain.dispute.parts import CHANNEL_OF, Mandate
from services.workflow.http.operations import OPERATIONS, Operation
from services.workflow.http.operations.operation import wire_of

PREFIX: Final = "fengqiao.report."
SUFFIX: Final = ".v1"
_HANDOVER = frozenset(move.name for move in CHAPTERS["handover"][1])
_MANDATES: Final[dict[str, tuple[Mandate, Mandate]]] = {
    "mediation_delegated": (Mandate.COURT_DELEGATED, Mandate.COURT_DELEGATED),
    "mediation_entrusted": (Mandate.COURT_ENTRUSTED, Mandate.ARBITRATION_ENTRUSTED),
    "mediation_suggested": (Mandate.ARBITRATION_SUGGESTED, Mandate.ARBITRATION_SUGGESTED),
}
"""Move to the mandate that it is, given by a court and by a commission."""
_OURS = frozenset(
    {
        "organisation",
        "channel",
        "mandate",
        "seised_body",
        "seised_reference",
        "occurred_on",
        "occurred_at",
    }
)
"""What of an application follows from the message that it comes in."""
MandatedApplication: type[msgspec.Struct] = wire_of(DisputeApplication, _OURS)


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of report."""

    operation: Operation
    wire: type[msgspec.Struct]
    """What `data` says."""

    @property
    def move(self) -> str:
        return self.operation.move

    @property
    def type(self) -> str:
        """The type of its CloudEvents."""
        return type_of(self.move)

    @property
    def registers(self) -> bool:
        """Whether it may bring a dispute that is not on file yet."""
        return self.move in _MANDATES


def type_of(move: str) -> str:
    """The CloudEvents type that reports a move."""
    return f"{PREFIX}{move}{SUFFIX}"


def kind_of(event_type: str) -> Kind | None:
    """The kind of a CloudEvents type; none for one that is not reported."""
    is_ours = event_type.startswith(PREFIX) and event_type.endswith(SUFFIX)
    return kinds().get(event_type[len(PREFIX) : -len(SUFFIX)]) if is_ours else None


@cache
def kinds() -> dict[str, Kind]:
    """By move, in the order of the operations."""
    return {
        operation.move: Kind(operation=operation, wire=_wire(operation))
        for operation in OPERATIONS
        if _is_reported(operation)
    }


def command_of(kind: Kind, data: msgspec.Struct, happened_at: datetime) -> Command | Request:
    """The command that a report stands for; its day is that of `data` where it says one."""
    fields: dict[str, Any] = msgspec.structs.asdict(data)
    fields.pop("application", None)
    if fields.get("occurred_on") is None and fields.get("occurred_at") is None:
        fields["occurred_at"] = happened_at
    return kind.operation.body(**fields)


def registration_of(
    kind: Kind, data: Any, partner: Partner, happened_at: datetime
) -> DisputeApplication | None:
    """The application that puts a mandated dispute on file; none where the data do not allow it."""
    application: msgspec.Struct | None = getattr(data, "application", None)
    if application is None or partner.organisation is None:
        return None
    by_court, by_commission = _MANDATES[kind.move]
    mandate = by_court if partner.kind is PartnerKind.COURT else by_commission
    organisation: UUID = data.organisation
    return DisputeApplication(
        **msgspec.structs.asdict(application),
        organisation=organisation,
        channel=CHANNEL_OF[mandate],
        mandate=mandate,
        seised_body=partner.organisation,
        seised_reference=data.reference,
        occurred_at=happened_at,
    )


def _is_reported(operation: Operation) -> bool:
    is_told = MOVE[operation.move].is_outside_fact or operation.move in _HANDOVER
    return is_told and not operation.is_edit


def _wire(operation: Operation) -> type[msgspec.Struct]:
    """As by HTTP, with what an address would name, and with the application behind a mandate."""
    plain = wire_of(operation.body, frozenset({"source"}))
    if operation.move not in _MANDATES:
        return plain
    return msgspec.defstruct(
        plain.__name__, [("application", MandatedApplication | None, None)], bases=(plain,),
        frozen=True, kw_only=True, forbid_unknown_fields=True, module=plain.__module__,
        namespace={"__doc__": plain.__doc__, "documented_as": plain},
    )  # fmt: skip

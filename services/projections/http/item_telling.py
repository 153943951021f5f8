"""Offers, sessions, documents and applications as lists tell them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.kit.language import Language
from services.projections.http import item_answers as a
from services.projections.http.answers import BodyNamed
from services.projections.http.item_lists import Listing
from services.projections.queries.items import Found
from services.projections.views.documents import Delivery
from services.projections.views.handovers import Handover
from services.projections.views.reinforcements import Application
from services.projections.views.sittings import Sitting
from services.projections.words.codes import term
from services.projections.words.grounds import ground_name
from services.workflow.recorded.views import dispute_parts as parts


def handover(row: Found[Handover], found: Listing[Handover]) -> a.HandoverListed:
    """An offer as it is told."""
    one = row.item
    return a.HandoverListed(
        dispute=row.dispute,
        case_number=row.case_number,
        offer=int(one.key),
        kind=one.kind,
        kind_name=found.words(one.kind),
        state=one.state,
        state_name=found.words(one.state),
        sender=found.body(one.sender),
        receiver=found.known_body(one.receiver),
        offered_on=one.on,
        age_days=((one.ended_on or found.today) - one.on).days,
        expires_on=one.expires_on,
        delivered_on=one.delivered_on,
        received_on=one.received_on,
        ended_on=one.ended_on,
        ended_by=found.body(one.ended_by),
        ground=one.ground,
        ground_name=found.name(one.ground),
        overtaken_by=one.overtaken_by,
        overtaken_name=found.name(one.overtaken_by),
    )


def session(row: Found[Sitting], found: Listing[Sitting]) -> a.SessionListed:
    """A session or hearing as it is told."""
    one = row.item
    return a.SessionListed(
        dispute=row.dispute,
        case_number=row.case_number,
        kind=one.kind,
        kind_name=found.words(one.kind),
        number=one.no,
        state=one.state,
        state_name=found.words(one.state),
        day=one.on,
        starts_at=one.starts_at,
        mode=one.mode,
        mode_name=found.name(one.mode),
        organisation=found.body(one.organisation),
        mediator=one.mediator,
    )


def document(row: Found[Delivery], found: Listing[Delivery]) -> a.DocumentListed:
    """A document as it is told."""
    one = row.item
    is_due = one.awaits_reply and one.reply_by is not None
    return a.DocumentListed(
        dispute=row.dispute,
        case_number=row.case_number,
        document=one.no,
        kind=one.kind,
        kind_name=found.words(one.kind),
        recipient=one.recipient,
        issued_on=one.on,
        served_on=one.served_on,
        attempts=one.attempts,
        outcome=one.outcome,
        outcome_name=found.name(one.outcome),
        awaits_reply=one.awaits_reply,
        reply_by=one.reply_by,
        is_overdue=is_due and one.reply_by is not None and one.reply_by < found.today,
    )


def reinforcement(row: Found[Application], found: Listing[Application]) -> a.ReinforcementListed:
    """An application as it is told."""
    one, language = row.item, found.asked.language
    return a.ReinforcementListed(
        dispute=row.dispute,
        case_number=row.case_number,
        kind=one.kind,
        kind_name=found.words(one.kind),
        version=one.version,
        body=found.known_body(one.body),
        applied_on=one.on,
        result=one.result,
        result_name=found.name(one.result),
        ground=one.ground or None,
        ground_name=ground_name(one.kind, one.result, one.ground, language),
        answered_on=one.answered_on,
        granted_on=one.granted_on,
        number=one.number,
        organisation=found.body(one.organisation),
        mediator=one.mediator,
    )


def count(
    row: tuple[Any, ...], names: Mapping[UUID, str], language: Language
) -> a.ReinforcementCount:
    """A line of the counts, from the fields as text and the number."""
    organisation, mediator, kind, result, ground, number = row
    maker = UUID(organisation) if organisation else None
    asked = parts.ReinforcementKind(kind)
    answer = parts.ReinforcementResult(result) if result else None
    return a.ReinforcementCount(
        organisation=BodyNamed(id=maker, name=names.get(maker, "")) if maker else None,
        mediator=UUID(mediator) if mediator else None,
        kind=asked,
        result=answer,
        result_name=term(answer, language) if answer else None,
        ground=ground or None,
        ground_name=ground_name(asked, answer, ground, language),
        count=number,
    )

"""Compares what a side believes of an offer with what the log says. Pure; changes nothing."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from services.partners.handoff.steps import (
    BY_RECEIVER,
    RANK,
    Conversation,
    Handover,
    ReferralMessage,
    ReferralStep,
)


class BeliefResult(StrEnum):
    """How the two sides stand to each other on one offer."""

    AGREE = "agree"
    WE_ARE_AHEAD = "we_are_ahead"
    """The other side has missed what `missed` holds."""
    YOU_ARE_AHEAD = "you_are_ahead"
    """We never got what `send_again` names: please send it again under its first key."""
    CONTRADICTION = "contradiction"
    """Both cannot be true: a person looks at it, and nothing is changed."""
    UNKNOWN = "unknown"
    """There is no such dispute, or none in which the caller is a side."""


class Belief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far the caller believes an offer to be."""

    dispute: UUID
    offer: Annotated[int, msgspec.Meta(ge=1, le=999_999_999)]
    step: ReferralStep
    custodian: UUID | None = None
    """Who has the dispute, by the caller's record; not compared where it is not said."""
    chain: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Of the last message that the caller has of this offer."""


class BeliefCompared(msgspec.Struct, frozen=True, kw_only=True):
    """One belief beside our own."""

    dispute: UUID
    offer: int
    result: BeliefResult
    believed: ReferralStep
    step: ReferralStep | None = None
    """Ours; none where we know of no such offer."""
    custodian: UUID | None = None
    position: int | None = None
    """In the log, of the last message of the offer."""
    missed: tuple[ReferralMessage, ...] = ()
    send_again: tuple[ReferralStep, ...] = ()
    why: str = ""
    """Of a contradiction: `step`, `custodian` or `chain`."""
    contradiction: UUID | None = None
    """Under which it can be followed."""


def compared(belief: Belief, said: Conversation | None, body: UUID) -> BeliefCompared:
    """How a belief of a body stands to what was said."""
    bare = BeliefCompared(
        dispute=belief.dispute,
        offer=belief.offer,
        believed=belief.step,
        result=BeliefResult.UNKNOWN,
    )
    if said is None or not (said.custodian == body or any(h.is_of(body) for h in said.handovers)):
        return bare
    ours = said.handover(belief.offer)
    if ours is None:
        return _of_no_offer(bare, belief, said, body)
    if not ours.is_of(body):
        return bare
    if not ours.may_fetch(body):
        # It did not go to this body: where the dispute went instead is not its matter.
        said = msgspec.structs.replace(said, custodian=None)
    known = msgspec.structs.replace(
        bare, step=ours.last.step, custodian=said.custodian, position=ours.last.position
    )
    return _of_offer(known, belief, ours, said, body)


def _of_no_offer(
    bare: BeliefCompared, belief: Belief, said: Conversation, body: UUID
) -> BeliefCompared:
    """Who has the dispute may have offered it on in a message that we never got."""
    is_next = belief.offer == len(said.handovers) + 1
    if is_next and said.custodian == body and not any(h.is_open for h in said.handovers):
        return _ahead(bare, ReferralStep.OFFERED)
    return _contradicting(bare, "step")


def _of_offer(
    known: BeliefCompared, belief: Belief, ours: Handover, said: Conversation, body: UUID
) -> BeliefCompared:
    step, believed = ours.last.step, belief.step
    if believed is step:
        return _of_same_step(known, belief, ours, said)
    if RANK[believed] < RANK[step]:
        if (why := _differing_chain(belief, ours)) is not None:
            return _contradicting(known, why)
        missed = tuple(m for m in ours.messages if RANK[m.step] > RANK[believed])
        return msgspec.structs.replace(known, result=BeliefResult.WE_ARE_AHEAD, missed=missed)
    if RANK[believed] > RANK[step] and _may_have_said(believed, ours, body):
        return _ahead(known, believed)
    return _contradicting(known, "step")


def _of_same_step(
    known: BeliefCompared, belief: Belief, ours: Handover, said: Conversation
) -> BeliefCompared:
    is_last = said.handovers[-1] is ours
    is_compared = belief.custodian is not None and said.custodian is not None and is_last
    if is_compared and belief.custodian != said.custodian:
        return _contradicting(known, "custodian")
    if (why := _differing_chain(belief, ours)) is not None:
        return _contradicting(known, why)
    return msgspec.structs.replace(known, result=BeliefResult.AGREE)


def _may_have_said(step: ReferralStep, ours: Handover, body: UUID) -> bool:
    """Whether a step that we do not know of is this body's own to take; delivery either's."""
    if step is ReferralStep.DELIVERED:
        return True
    return body == (ours.receiver if step in BY_RECEIVER else ours.sender)


def _differing_chain(belief: Belief, ours: Handover) -> str | None:
    """Whether what was said up to the believed step is something else here."""
    if belief.chain is None or belief.chain in {m.chain for m in ours.messages}:
        return None
    return "chain"


def _ahead(known: BeliefCompared, step: ReferralStep) -> BeliefCompared:
    return msgspec.structs.replace(known, result=BeliefResult.YOU_ARE_AHEAD, send_again=(step,))


def _contradicting(known: BeliefCompared, why: str) -> BeliefCompared:
    return msgspec.structs.replace(known, result=BeliefResult.CONTRADICTION, why=why)

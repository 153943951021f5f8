"""Compares what a side believes of an offer with what the log says. Pure; changes nothing."""

from collections.abc import Iterable
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
    """We never got what `send_again` names: please send again, in this order and under its first
    key, what of it you said."""
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
    """Of the message by which the offer came to this step; of one that we never got, that of the last
    one which the caller has from us."""


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
    """Of a contradiction: `step`, `custodian`, `chain`, or `offer`: there is none of that number."""
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
    if not is_next or said.custodian != body or any(h.is_open for h in said.handovers):
        return _contradicting(bare, "offer")
    if not _is_told(belief.chain, (m for one in said.handovers for m in one.messages)):
        return _contradicting(bare, "chain")
    is_own = belief.step not in (ReferralStep.OFFERED, *BY_RECEIVER)
    return _ahead(bare, ReferralStep.OFFERED, *([belief.step] if is_own else []))


def _of_offer(
    known: BeliefCompared, belief: Belief, ours: Handover, said: Conversation, body: UUID
) -> BeliefCompared:
    step, believed = ours.last.step, belief.step
    if believed is step:
        return _of_same_step(known, belief, ours, said)
    if RANK[believed] < RANK[step]:
        if not _is_told(belief.chain, _upto(believed, ours)[-1:]):
            return _contradicting(known, "chain")
        missed = tuple(m for m in ours.messages if RANK[m.step] > RANK[believed])
        return msgspec.structs.replace(known, result=BeliefResult.WE_ARE_AHEAD, missed=missed)
    if RANK[believed] == RANK[step] or not _may_have_said(believed, ours, body):
        return _contradicting(known, "step")
    if not _is_told(belief.chain, ours.messages):
        return _contradicting(known, "chain")
    return _ahead(known, *_missing(believed, ours, body))


def _of_same_step(
    known: BeliefCompared, belief: Belief, ours: Handover, said: Conversation
) -> BeliefCompared:
    is_last = said.handovers[-1] is ours
    is_compared = belief.custodian is not None and said.custodian is not None and is_last
    if is_compared and belief.custodian != said.custodian:
        return _contradicting(known, "custodian")
    if not _is_told(belief.chain, ours.messages[-1:]):
        return _contradicting(known, "chain")
    return msgspec.structs.replace(known, result=BeliefResult.AGREE)


def _may_have_said(step: ReferralStep, ours: Handover, body: UUID) -> bool:
    """Whether a step that we do not know of is this body's own to take; delivery either's."""
    if step is ReferralStep.DELIVERED:
        return True
    return body == (ours.receiver if step in BY_RECEIVER else ours.sender)


def _missing(believed: ReferralStep, ours: Handover, body: UUID) -> tuple[ReferralStep, ...]:
    """The steps from ours up to the believed one that are this body's own to take."""
    ranks = range(RANK[ours.last.step] + 1, RANK[believed])
    between = (s for s in ReferralStep if RANK[s] in ranks and _may_have_said(s, ours, body))
    return (*between, believed)


def _upto(believed: ReferralStep, ours: Handover) -> tuple[ReferralMessage, ...]:
    """What was said up to a step, also where that step itself was not taken."""
    return tuple(m for m in ours.messages if RANK[m.step] <= RANK[believed])


def _is_told(chain: str | None, messages: Iterable[ReferralMessage]) -> bool:
    """Whether a chain is that of one of these; where none is told, nothing is compared."""
    return chain is None or chain in {message.chain for message in messages}


def _ahead(known: BeliefCompared, *steps: ReferralStep) -> BeliefCompared:
    return msgspec.structs.replace(known, result=BeliefResult.YOU_ARE_AHEAD, send_again=steps)


def _contradicting(known: BeliefCompared, why: str) -> BeliefCompared:
    return msgspec.structs.replace(known, result=BeliefResult.CONTRADICTION, why=why)

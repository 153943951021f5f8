"""The lifecycle as data: states, moves, and the `transitions` machine built once from them.

The machine is a definition: it draws the diagram and yields the index that guards commands.
Conditions stand in the stages, where they can explain a refusal; `evolve` never asks here.
"""

from enum import StrEnum
from functools import cache

import msgspec
from transitions import Machine

from services.workflow.domain.errors import NotAllowedInThisState


class State(StrEnum):
    """Where a dispute stands."""

    UNREGISTERED = "unregistered"
    REGISTERED = "registered"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    IN_MEDIATION = "in_mediation"
    AGREED = "agreed"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    CONFIRMATION_PENDING = "confirmation_pending"
    ENFORCEABLE = "enforceable"
    MEDIATION_FAILED = "mediation_failed"
    ARBITRATION_FILED = "arbitration_filed"
    IN_ARBITRATION = "in_arbitration"
    IN_LITIGATION = "in_litigation"
    CLOSED = "closed"


STATE_NAMES: dict[State, str] = {
    State.UNREGISTERED: "未登记",
    State.REGISTERED: "已登记",
    State.DECLINED: "不予受理",
    State.ACCEPTED: "已受理",
    State.IN_MEDIATION: "调解中",
    State.AGREED: "已达成合意",
    State.AGREEMENT_EFFECTIVE: "协议生效",
    State.CONFIRMATION_PENDING: "司法确认中",
    State.ENFORCEABLE: "可执行",
    State.MEDIATION_FAILED: "调解不成",
    State.ARBITRATION_FILED: "仲裁待受理",
    State.IN_ARBITRATION: "仲裁审理中",
    State.IN_LITIGATION: "诉讼中",
    State.CLOSED: "已结案",
}


class Custody(StrEnum):
    """Who is custodian after a move."""

    SAME = "same"
    ORGANISATION = "the organisation"
    BODY = "that body"
    RECEIVER = "the receiver"
    COMMISSION = "the commission"


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table. No `to`: the state stays."""

    name: str
    zh: str
    sources: tuple[State, ...]
    to: tuple[State, ...] = ()
    rules: tuple[str, ...] = ()
    """Legal rules its guards rest on."""
    custody: Custody = Custody.SAME
    is_outside_fact: bool = False
    """Another body decided it: checked for sequence and identity, a breach is a warning."""


S = State
ANY = tuple(state for state in State if state is not State.UNREGISTERED)
OFFERABLE = (S.REGISTERED, S.DECLINED, S.ACCEPTED, S.IN_MEDIATION, S.MEDIATION_FAILED)
ANSWERABLE = (*OFFERABLE, S.AGREED)
"""An offer made before the terms were fixed can still be answered or recalled."""
PERFORMABLE = (S.AGREEMENT_EFFECTIVE, S.CONFIRMATION_PENDING, S.ENFORCEABLE)

MOVES: tuple[Move, ...] = (
    # Intake
    Move(
        name="register_dispute",
        zh="登记",
        sources=(S.UNREGISTERED,),
        to=(S.REGISTERED,),
        custody=Custody.ORGANISATION,
    ),
    Move(
        name="record_direct_filing",
        zh="登记直接仲裁或起诉",
        sources=(S.UNREGISTERED,),
        to=(S.ARBITRATION_FILED, S.IN_LITIGATION),
        custody=Custody.BODY,
        is_outside_fact=True,
    ),
    Move(
        name="accept_application",
        zh="受理",
        sources=(S.REGISTERED,),
        to=(S.ACCEPTED,),
        rules=("MED.ACCEPT", "MED.CONSENT"),
    ),
    Move(
        name="decline_application",
        zh="不予受理",
        sources=(S.REGISTERED,),
        to=(S.DECLINED,),
        rules=("MED.ACCEPT",),
    ),
    Move(
        name="withdraw_application",
        zh="撤回申请",
        sources=(S.REGISTERED, S.ACCEPTED, S.IN_MEDIATION, S.AGREED),
        to=(S.CLOSED,),
    ),
    # Mediation
    Move(
        name="assign_mediator",
        zh="指派调解员",
        sources=(S.ACCEPTED, S.IN_MEDIATION),
        to=(S.IN_MEDIATION,),
        rules=("MEDIATOR.CERTIFIED",),
    ),
    Move(name="hold_session", zh="记录调解会", sources=(S.IN_MEDIATION,)),
    Move(
        name="note_in_confidence",
        zh="记录保密内容",
        sources=(S.ACCEPTED, S.IN_MEDIATION, S.AGREED),
        rules=("MED.CONFIDENTIAL",),
    ),
    Move(
        name="record_failure",
        zh="调解不成",
        sources=(S.ACCEPTED, S.IN_MEDIATION, S.AGREED),
        to=(S.MEDIATION_FAILED,),
    ),
    # Agreement
    Move(
        name="record_terms",
        zh="记录协议条款",
        sources=(S.IN_MEDIATION,),
        to=(S.AGREED,),
    ),
    Move(
        name="sign_agreement",
        zh="签署协议",
        sources=(S.AGREED,),
        to=(S.AGREED, S.AGREEMENT_EFFECTIVE),
        rules=("MED.EFFECT",),
    ),
    Move(
        name="seal_agreement",
        zh="加盖调解组织印章",
        sources=(S.AGREED,),
        to=(S.AGREED, S.AGREEMENT_EFFECTIVE),
        rules=("MED.EFFECT",),
    ),
    Move(
        name="settle_on_the_spot",
        zh="当场履行",
        sources=(S.IN_MEDIATION,),
        to=(S.CLOSED,),
    ),
    Move(name="record_performance", zh="记录履行", sources=PERFORMABLE),
    Move(
        name="annul_agreement",
        zh="协议无效或撤销",
        sources=(S.AGREEMENT_EFFECTIVE, S.CONFIRMATION_PENDING, S.CLOSED),
        to=(S.MEDIATION_FAILED,),
        is_outside_fact=True,
    ),
    # Judicial confirmation
    Move(
        name="apply_for_confirmation",
        zh="申请司法确认",
        sources=(S.AGREEMENT_EFFECTIVE,),
        to=(S.CONFIRMATION_PENDING,),
        rules=("CONF.APPLY", "CONF.JOINT", "CONF.CONTENT", "CONF.COURT", "REINFORCE.ONE"),
    ),
    Move(
        name="confirmation_docketed",
        zh="司法确认立案",
        sources=(S.CONFIRMATION_PENDING,),
        is_outside_fact=True,
    ),
    Move(
        name="confirmation_granted",
        zh="司法确认有效",
        sources=(S.CONFIRMATION_PENDING,),
        to=(S.ENFORCEABLE,),
        is_outside_fact=True,
    ),
    # Referral and arbitration
    Move(
        name="offer_referral",
        zh="移送仲裁",
        sources=OFFERABLE,
        rules=("REFERRAL.APPLICATION",),
    ),
    Move(name="referral_delivered", zh="移送已送达系统", sources=ANSWERABLE),
    Move(name="referral_received", zh="移送已签收", sources=ANSWERABLE),
    Move(
        name="referral_accepted",
        zh="接收移送",
        sources=OFFERABLE,
        to=(S.ARBITRATION_FILED,),
        rules=("ARB.ACCEPT",),
        custody=Custody.RECEIVER,
    ),
    Move(name="referral_refused", zh="拒收移送", sources=ANSWERABLE),
    Move(name="referral_recalled", zh="撤回移送", sources=ANSWERABLE),
    Move(
        name="arbitration_filed",
        zh="当事人自行申请仲裁",
        sources=(
            S.REGISTERED,
            S.DECLINED,
            S.ACCEPTED,
            S.IN_MEDIATION,
            S.AGREED,
            S.AGREEMENT_EFFECTIVE,
            S.MEDIATION_FAILED,
            S.CLOSED,
        ),
        to=(S.ARBITRATION_FILED,),
        custody=Custody.COMMISSION,
        is_outside_fact=True,
    ),
    Move(
        name="arbitration_accepted",
        zh="仲裁受理",
        sources=(S.ARBITRATION_FILED,),
        to=(S.IN_ARBITRATION,),
        rules=("ARB.ACCEPT",),
        is_outside_fact=True,
    ),
    # Closing, the matter, corrections
    Move(
        name="close_dispute",
        zh="结案",
        sources=(S.AGREEMENT_EFFECTIVE, S.ENFORCEABLE, S.MEDIATION_FAILED, S.DECLINED),
        to=(S.CLOSED,),
        rules=("CLOSE.OPEN_WINDOW",),
    ),
    Move(name="merge_matter", zh="并案", sources=ANY, rules=("MATTER.ONCE",)),
    Move(name="unlink_matter", zh="撤销并案", sources=ANY),
    Move(name="correct_fact", zh="更正事实", sources=ANY),
)

MOVE: dict[str, Move] = {move.name: move for move in MOVES}


@cache
def machine() -> Machine:
    """The whole lifecycle as one `transitions` machine without a model."""
    return Machine(
        model=None,
        states=[state.value for state in State],
        initial=State.UNREGISTERED.value,
        auto_transitions=False,
        transitions=[
            {"trigger": move.name, "source": source.value, "dest": dest.value}
            for move in MOVES
            for source in move.sources
            for dest in (move.to or (source,))
        ],
    )


@cache
def _index() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for trigger, event in machine().events.items():
        for source, transitions in event.transitions.items():
            found.setdefault((trigger, source), set()).update(str(t.dest) for t in transitions)
    return {key: frozenset(dests) for key, dests in found.items()}


def destinations(move: str, state: State) -> frozenset[str]:
    """The states that a move may lead to from a state; empty where it is not in the table."""
    return _index().get((move, state.value), frozenset())


@cache
def allowed_moves(state: State) -> tuple[str, ...]:
    """The moves that the table has from a state, in the order of the procedure."""
    return tuple(move.name for move in MOVES if destinations(move.name, state))


def check(move: str, state: State) -> None:
    """Raise NotAllowedInThisState, with the moves allowed instead, for a move not in the table."""
    if not destinations(move, state):
        raise NotAllowedInThisState(
            "not_in_this_state",
            allowed=allowed_moves(state),
            move=move,
            move_zh=MOVE[move].zh,
            state=state.value,
            state_zh=STATE_NAMES[state],
        )

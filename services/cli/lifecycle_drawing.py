"""Draws the lifecycle: the stages and the ways between them, and every state in its stage."""

from collections.abc import Iterator

from services.workflow.domain.dispute.lifecycle import MOVES, STATE_NAMES, Move, State, destinations

S = State
STAGES: dict[str, tuple[str, tuple[State, ...]]] = {
    "intake": ("受理阶段", (S.REGISTERED, S.AWAITING_CORRECTION, S.DECLINED)),
    "mediation": ("调解阶段", (S.ACCEPTED, S.IN_MEDIATION, S.MEDIATION_SUSPENDED, S.AGREED)),
    "agreement": ("协议阶段", (S.AGREEMENT_EFFECTIVE, S.MEDIATION_FAILED)),
    "reinforcement": (
        "确认、审查与支付令",
        (S.CONFIRMATION_PENDING, S.REVIEW_PENDING, S.PAYMENT_ORDER_PENDING),
    ),
    "arbitration": ("仲裁阶段", (S.ARBITRATION_FILED, S.IN_ARBITRATION, S.AWARD_ISSUED)),
    "court": ("诉讼阶段", (S.SUIT_OPEN, S.IN_LITIGATION)),
    "enforcement": ("执行阶段", (S.ENFORCEABLE, S.IN_ENFORCEMENT)),
    "ended": ("结案", (S.CLOSED, S.ARCHIVED)),
}
"""Stage to its Chinese name and its states, in the order of the procedure."""
DRAWN_BACK = frozenset({"mandate_returned", "reopen_dispute"})
"""They lead to where the dispute stood before, which may be almost anywhere."""
GOING_BACK: dict[str, tuple[str, ...]] = {
    "intake": ("退回委托",),
    "mediation": ("退回委托", "接收退回"),
    "agreement": ("退回委托",),
    "arbitration": ("接收退回",),
    "ended": ("恢复办理",),
}
"""By stage: what leads back to where the dispute stood before."""
RECEIVED_IN = frozenset({S.ACCEPTED, S.ARBITRATION_FILED})
"""Where an accepted hand-over puts a dispute; an accepted return puts it where it stood before."""
MOST_NAMED = 3
Edge = tuple[str, str]


def overview() -> str:
    """The stages and what leads from one to the next, as a Mermaid flow chart."""
    stage_of = {state: stage for stage, (_, states) in STAGES.items() for state in states}
    arrows: dict[Edge, list[str]] = {}
    for move, source, target in _changes():
        begin = "start" if source is S.UNREGISTERED else stage_of[source]
        if begin != stage_of[target]:
            arrows.setdefault((begin, stage_of[target]), []).append(move.zh)
    names = [f'  {stage}["{zh}"]' for stage, (zh, _) in STAGES.items()]
    return _chart(["  start((登记))", *names, *_arrows(arrows)])


def of_stage(stage: str) -> str:
    """The states of a stage, and every move that leaves one of them; other stages' states rounded.

    A move that leads from each state of the stage to the same one is drawn from the stage.
    """
    zh, states = STAGES[stage]
    arrows: dict[Edge, list[str]] = {}
    for move in MOVES:
        for begin, target in _leaving(move, stage):
            arrows.setdefault((begin, target), []).append(move.zh)
    inside = [f"    {_named(state, '[', ']')}" for state in states]
    beside = sorted({State(target) for _, target in arrows} - set(states))
    outside = [f"  {_named(state, '([', '])')}" for state in beside]
    back = [f"  {stage} -. {zh} .-> before([此前的状态])" for zh in GOING_BACK.get(stage, ())]
    return _chart(
        [f'  subgraph {stage}["{zh}"]', *inside, "  end", *outside, *_arrows(arrows), *back]
    )


def _named(state: State, opening: str, closing: str) -> str:
    return f'{state.value}{opening}"{STATE_NAMES[state]}<br>{state.value}"{closing}'


def _changes() -> Iterator[tuple[Move, State, State]]:
    for move in MOVES:
        for source, target in sorted(_edges(move)):
            yield move, source, target


def _edges(move: Move) -> set[tuple[State, State]]:
    if move.name in DRAWN_BACK:
        return set()
    return {
        (source, State(target))
        for source in move.sources
        for target in destinations(move.name, source)
        if target != source.value and (move.name != "referral_accepted" or target in RECEIVED_IN)
    }


def _leaving(move: Move, stage: str) -> Iterator[Edge]:
    states = STAGES[stage][1]
    edges = {(source, target) for source, target in _edges(move) if source in states}
    for target in sorted({target for _, target in edges}):
        of_all = {(state, target) for state in states}
        if len(states) > 1 and target not in states and of_all <= edges:
            edges -= of_all
            yield stage, target.value
    for source, target in sorted(edges):
        yield source.value, target.value


def _arrows(arrows: dict[Edge, list[str]]) -> Iterator[str]:
    for (begin, target), labels in arrows.items():
        said = list(dict.fromkeys(labels))
        more = f"等{len(said)}项" if len(said) > MOST_NAMED else ""
        yield f'  {begin} -- "{"、".join(said[:MOST_NAMED])}{more}" --> {target}'


def _chart(lines: list[str]) -> str:
    return "\n".join(["```mermaid", "flowchart TB", *lines, "```"])

"""Random commands on random days: what is always true of a dispute (its invariants, 1 to 8)."""

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.workflow.application.given import named_body
from services.workflow.domain import privileged
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.liveness import is_alive
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.grants import PERMISSIONS
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import (
    MOVE,
    Custody,
    State,
    allowed_moves,
    destinations,
)
from services.workflow.domain.dispute.parts import Mandate
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import PENDING
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Role
from services.workflow.domain.legal import RulePack
from services.workflow.domain.mediator import Mediator
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata
from services.workflow.rules.packs import national, pack_for
from tests.support.builders import (
    CENTRE,
    CERTIFIED,
    COMMISSION,
    COURT,
    MEDIATOR,
    ON,
    direct_filing,
    register,
)
from tests.support.deadlines import all_of, basis_on, check
from tests.support.given_when_then import DISPUTE, given_on
from tests.support.main_paths import STEPS_ON
from tests.support.random_commands import BODIES, OTHER_DISPUTE, command_of, commands_by_move
from tests.support.way_out import next_step

META = Metadata(
    actor="clerk",
    role="clerk",
    command_id=DISPUTE,
    correlation_id=DISPUTE,
    rule_pack="CN-2026.3",
    calendar="CN-2026",
)
FIRST = (
    register(),
    register(),
    direct_filing(),
    direct_filing(body=COURT),
    register(mandate=Mandate.COURT_ENTRUSTED, seised_body=COURT),
    register(mandate=Mandate.ARBITRATION_SUGGESTED, seised_body=COMMISSION),
    register(mandate=Mandate.COURT_DELEGATED, seised_body=COURT),
)
PACKS = (national(), pack_for("330281001"), pack_for("650105013", "one_stop_centre"))
"""National rules, those of Zhejiang, and a centre whose extensions have a cap."""
LONGEST_WAY_OUT = 12
MOST_LAPSES = 30
TITLED = (State.ENFORCEABLE, State.IN_ENFORCEMENT, State.CLOSED, State.ARCHIVED)
SEISED = (State.ARBITRATION_FILED, State.IN_ARBITRATION, State.IN_LITIGATION)
NOT_SHARED = (privileged.Event, e.DisputeSplitOff)
"""These go to streams of their own."""


class DisputeMachine(RuleBasedStateMachine):
    """Drives one dispute with commands and passing days."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: list[tuple[str, bytes]] = []
        self.dispute = Dispute()
        self.today = ON
        self.pack = national()
        self.said: list[privileged.Event] = []
        self.last: tuple[Command, Dispute, privileged.Talks] | None = None

    @initialize(first=st.sampled_from(FIRST), pack=st.sampled_from(PACKS))
    def begin(self, first: Command, pack: RulePack) -> None:
        self.pack = pack
        self.send(first)

    @rule(days=st.sampled_from([1, 3, 16, 31]))
    def days_pass(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2026, 12, 1))

    @rule(data=st.data())
    def send_something_allowed(self, data: st.DataObject) -> None:
        """A random command of a move that the table has from here."""
        move = data.draw(st.sampled_from(allowed_moves(self.dispute.state)))
        kind = data.draw(st.sampled_from(commands_by_move()[move]))
        self.send(data.draw(command_of(kind)))

    @rule(data=st.data())
    def send_anything(self, data: st.DataObject) -> None:
        """A random command, whatever the state."""
        move = data.draw(st.sampled_from(sorted(MOVE)))
        self.send(data.draw(command_of(commands_by_move()[move][0])))

    @rule(data=st.data())
    def lead_on(self, data: st.DataObject) -> None:
        """Take a step that leads on, so that late stages are reached often."""
        steps = STEPS_ON.get(self.dispute.state, ())
        if steps:
            for command in data.draw(st.sampled_from(steps)):
                self.send(command)

    @rule()
    def record_what_has_lapsed(self) -> None:
        """Take what has lapsed down, one after another, as a sweep does."""
        for _ in range(MOST_LAPSES):
            lapses = (lapse_of(deadline, self.dispute) for deadline in self.deadlines)
            command = next((lapse for lapse in lapses if lapse is not None), None)
            if command is None:
                return
            before = self.dispute
            self.send(command)
            assert self.dispute != before, command
        raise AssertionError("the same lapses come up again and again")

    def send(self, command: Command) -> None:
        before, kept = self.dispute, len(self.stored)
        self.last = (command, before, self.talks)
        try:
            events = self.decide(command, before, self.talks)
        except Refusal as refusal:
            self.check_refusal(refusal, command, before)
            return
        shared = [event for event in events if not isinstance(event, NOT_SHARED)]
        self.said.extend(event for event in events if isinstance(event, privileged.Event))
        for event in shared:
            self.stored.append(codec.encode(event, META))
        self.dispute = fold((codec.decode_state(*row)[0] for row in self.stored), DISPUTE)
        # Invariant 5: no move outside the table. Invariant 4: nothing stored ever changes.
        assert self.dispute.state in destinations(command.move, before.state), command
        assert len(self.stored) == kept + len(shared)
        self.check_custody(command, before)

    @property
    def talks(self) -> privileged.Talks:
        """What was said in confidence so far, as far as a decision may know of it."""
        talks = privileged.Talks()
        for event in self.said:
            talks = privileged.evolve(talks, event, DISPUTE)
        return talks

    def decide(
        self, command: Command, dispute: Dispute, talks: privileged.Talks
    ) -> tuple[Any, ...]:
        given = given_on(self.today, command.move, today=self.today, rules=self.pack)
        named = named_body(command)
        given.organisation = BODIES.get(named) if named else None
        seised = getattr(command, "seised_body", None)
        given.seised = BODIES.get(seised) if seised else None
        handler = dispute.organisation
        given.handler = BODIES.get(handler) if handler else BODIES[CENTRE]
        mediator = getattr(command, "mediator", None)
        known = CERTIFIED if mediator in {MEDIATOR, None} else Mediator(id=mediator)
        given.mediator = known
        given.talks = talks
        given.leader = Dispute(id=OTHER_DISPUTE, state=State.ACCEPTED)
        given.new_dispute = OTHER_DISPUTE
        given.case_number = "1号"
        return decide(command, dispute, given)

    def check_refusal(self, refusal: Refusal, command: Command, before: Dispute) -> None:
        """Every refusal has words, its rule, and what is allowed instead."""
        assert refusal.zh
        assert refusal.rule is not None
        assert refusal.allowed or not allowed_moves(before.state)[1:]
        assert self.dispute == before
        if refusal.code == "not_in_this_state":
            assert refusal.allowed == allowed_moves(before.state)
            assert command.move not in refusal.allowed

    def check_custody(self, command: Command, before: Dispute) -> None:
        """Custody passes only with a move that the table says passes it."""
        if self.dispute.custodian != before.custodian and before.custodian is not None:
            assert MOVE[command.move].custody is not Custody.SAME, command.move

    @invariant()
    def replay_gives_the_same(self) -> None:
        events = [codec.decode_state(*row)[0] for row in self.stored]
        assert fold(events, DISPUTE) == self.dispute

    @invariant()
    def one_custodian_and_somebody_who_acts(self) -> None:
        is_on_file = self.dispute.state is not State.UNREGISTERED
        assert (self.dispute.custodian is not None) is is_on_file
        assert (self.dispute.handler is not None) is is_on_file

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline on the machine's day."""
        return tuple(all_of(self.dispute, self.today, self.pack).values())

    @invariant()
    def somebody_looks_after_what_is_open(self) -> None:
        """Invariant 2: a role that may act, and a next clock or a stated reason."""
        assert is_alive(self.dispute, self.deadlines), self.dispute.state

    @invariant()
    def every_deadline_ends_when_its_rule_says_and_explains_itself(self) -> None:
        """Invariant 6: by a recount day by day, or on the day that was set; never beyond a cap."""
        basis = basis_on(self.today, self.pack)
        for deadline in self.deadlines:
            check(deadline, basis)

    @invariant()
    def what_has_lapsed_can_be_recorded_on_that_day(self) -> None:
        """Every command that records a lapse is accepted."""
        for deadline in self.deadlines:
            command = lapse_of(deadline, self.dispute)
            if command is not None:
                self.decide(command, self.dispute, self.talks)

    @invariant()
    def what_is_open_has_somebody_who_is_responsible(self) -> None:
        for deadline in self.deadlines:
            if deadline.is_open:
                assert responsible(deadline, self.dispute).body is not None

    @invariant()
    def one_slot_and_no_title_without_an_instrument(self) -> None:
        if self.dispute.state in {State.ENFORCEABLE, State.IN_ENFORCEMENT}:
            assert self.dispute.title is not None
        if self.dispute.state in PENDING:
            assert self.dispute.reinforcement is not None
            assert self.dispute.title is None

    @invariant()
    def the_state_has_what_it_speaks_of(self) -> None:
        dispute, state = self.dispute, self.dispute.state
        if state in {State.AGREEMENT_EFFECTIVE, *PENDING}:
            assert dispute.effective_agreement is not None
        if state is State.AGREED:
            assert dispute.agreement is not None
        if state in {State.ARBITRATION_FILED, State.IN_ARBITRATION}:
            assert dispute.arbitration is not None
        if state is State.AWARD_ISSUED:
            assert dispute.arbitration is not None
            assert dispute.arbitration.award is not None
        if state is State.IN_LITIGATION:
            assert dispute.open_suit is not None
        if state is State.IN_ENFORCEMENT:
            assert dispute.enforcement is not None

    @invariant()
    def a_lapse_that_can_be_taken_back_led_to_where_it_stands(self) -> None:
        known = self.dispute.ended_by_lapse
        if known is not None:
            assert self.dispute.state in {known.led_to, State.CLOSED, State.ARCHIVED}

    @invariant()
    def no_offer_outlives_the_dispute(self) -> None:
        if self.dispute.state in {State.CLOSED, State.ARCHIVED}:
            assert self.dispute.offer is None
            assert self.dispute.outcome is not None

    @invariant()
    def a_title_stands_where_it_is_used_or_waits_for_a_body(self) -> None:
        """Nowhere but at its end, or while a body decides once more or has it mediated."""
        is_seised = self.dispute.state in SEISED or self.dispute.pending_before is not None
        assert self.dispute.title is None or self.dispute.state in TITLED or is_seised

    @invariant()
    def deciding_is_pure(self) -> None:
        """The last command, decided twice more on what was known then, comes to the same.

        That a repeated key adds nothing is held by tests of the handler on the real log.
        """
        if self.last is not None:
            assert self.outcome(*self.last) == self.outcome(*self.last)

    def outcome(self, command: Command, dispute: Dispute, talks: privileged.Talks) -> object:
        try:
            events = self.decide(command, dispute, talks)
            return [msgspec.to_builtins(event, enc_hook=int) for event in events]
        except Refusal as refusal:
            return refusal.code

    def teardown(self) -> None:
        """Invariant 8: from wherever it got to, it can be closed."""
        self.today = max(self.today, self.dispute.last_on or self.today)
        for _ in range(LONGEST_WAY_OUT):
            if self.dispute.state in {State.CLOSED, State.ARCHIVED, State.UNREGISTERED}:
                return
            command, before = next_step(self.dispute), self.dispute
            assert set(PERMISSIONS[command.move]) - {Role.SYSTEM}, command.move
            self.send(command)
            assert self.dispute != before, (before.state, command)
        raise AssertionError(self.dispute.state)


TestDisputeMachine = DisputeMachine.TestCase
TestDisputeMachine.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)

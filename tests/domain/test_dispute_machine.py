"""Random commands on random days: what is always true of a dispute (invariants 1 to 5)."""

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.workflow.domain.dispute import (
    agreement,
    arbitration,
    closing,
    confirmation,
    correction,
    intake,
    matter,
    mediation,
    referral,
)
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.lifecycle import (
    MOVE,
    Custody,
    State,
    allowed_moves,
    destinations,
)
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    DeclineGround,
    FailureCode,
    FailureReason,
    Outcome,
    Withdrawal,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotAllowedInThisState, Refusal
from services.workflow.domain.values.money import Fen
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata
from tests.support.builders import (
    CENTRE_BODY,
    CERTIFIED,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    accept,
    apply,
    assign,
    direct_filing,
    register,
    terms,
)
from tests.support.given_when_then import DISPUTE, given_on

META = Metadata(
    actor="clerk",
    role="clerk",
    command_id=DISPUTE,
    correlation_id=DISPUTE,
    rule_pack="CN-2026.1",
    calendar="CN-2026",
)
parties = st.sampled_from([1, 2, 9])
offers = st.integers(1, 3)
FIXED: tuple[Command, ...] = (
    register(),
    direct_filing(),
    accept(),
    intake.AcceptApplication(),
    intake.DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance="可向法院起诉"),
    assign(),
    mediation.HoldSession(place="调解室", present=(1, 2)),
    mediation.RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=2),)),
    terms(600, 600),
    terms(claims=(9,)),
    agreement.SignAgreement(),
    agreement.SealAgreement(),
    agreement.SettleOnTheSpot(amount=Fen(100)),
    agreement.AnnulAgreement(kind=AnnulmentKind.VOID, by="法院", ground="无效"),
    apply(),
    apply(1),
    confirmation.ReportConfirmationDocketed(number="1号"),
    confirmation.ReportConfirmationGranted(ruling_number="1号"),
    referral.OfferReferral(to=COMMISSION, reason="调解不成", applicant=1),
    arbitration.ReportArbitrationFiled(commission=COMMISSION, by_party=1),
    arbitration.ReportArbitrationAccepted(number="2号"),
    matter.UnlinkMatter(reason="误并"),
)
commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(FIXED),
    st.builds(intake.WithdrawApplication, reason=st.sampled_from(Withdrawal)),
    st.builds(agreement.SignAgreement, party=parties),
    st.builds(
        agreement.RecordPerformance,
        amount=st.integers(1, 900).map(Fen),
        instalment=st.sampled_from([None, 1, 2, 3]),
    ),
    st.builds(closing.CloseDispute, outcome=st.sampled_from(Outcome), reason=st.just("双方要求")),
    st.builds(referral.ReportReferralDelivered, offer=offers),
    st.builds(referral.ReportReferralReceived, offer=offers),
    st.builds(referral.AcceptReferral, offer=offers),
    st.builds(referral.RefuseReferral, offer=offers, reason=st.just("材料不全")),
    st.builds(referral.RecallReferral, offer=offers, reason=st.just("申请人撤回")),
    st.builds(matter.MergeMatter, leader=st.just(COURT), reason=st.just("同一争议")),
    st.builds(
        correction.CorrectFact,
        field=st.sampled_from(["worker_count", "registered_on", "region", "effective_on"]),
        new=st.one_of(
            st.integers(0, 4).map(str),
            st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat),
            st.sampled_from(["330281002", "110101001"]),
        ),
        reason=st.just("录入错误"),
    ),
)
BODIES = {
    "register_dispute": CENTRE_BODY,
    "record_direct_filing": COMMISSION_BODY,
    "apply_for_confirmation": COURT_BODY,
    "offer_referral": COMMISSION_BODY,
    "arbitration_filed": COMMISSION_BODY,
}


class DisputeMachine(RuleBasedStateMachine):
    """Drives one dispute with commands and passing days."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: list[tuple[str, bytes]] = []
        self.dispute = Dispute()
        self.today = ON

    @initialize(first=st.sampled_from([register(), direct_filing()]))
    def begin(self, first: Command) -> None:
        self.send(first)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.today = min(self.today + timedelta(days=days), date(2026, 12, 1))

    @rule(command=commands)
    def send(self, command: Command) -> None:
        before, kept = self.dispute, len(self.stored)
        try:
            events = self.decide(command)
        except Refusal as refusal:
            self.check_refusal(refusal, command, before)
            return
        for event in events:
            self.stored.append(codec.encode(event, META))
        self.dispute = fold((codec.decode_state(*row)[0] for row in self.stored), DISPUTE)
        # Invariant 5: no move outside the table. Invariant 4: nothing stored ever changes.
        assert self.dispute.state in destinations(command.move, before.state)
        assert len(self.stored) == kept + len(events)
        self.check_custody(command, before)

    @rule(move_on=st.sampled_from([1, 2]))
    def lead_on(self, move_on: int) -> None:
        """Take the next step of the main path, so that late stages are reached often."""
        for _ in range(move_on):
            for command in MAIN_PATH.get(self.dispute.state, ()):
                self.send(command)

    def decide(self, command: Command) -> tuple[Any, ...]:
        given = given_on(self.today, command.move, today=self.today)
        given.organisation = BODIES.get(command.move)
        given.mediator = CERTIFIED
        given.leader = Dispute(id=COURT, state=State.ACCEPTED)
        given.case_number = "1号"
        return decide(command, self.dispute, given)

    def check_refusal(self, refusal: Refusal, command: Command, before: Dispute) -> None:
        """Every refusal has words, its rule, and what is allowed instead."""
        assert refusal.zh
        assert refusal.rule is not None
        assert refusal.allowed or not allowed_moves(before.state)[1:]
        assert self.dispute == before
        if isinstance(refusal, NotAllowedInThisState):
            assert refusal.allowed == allowed_moves(before.state)
            assert command.move not in refusal.allowed

    def check_custody(self, command: Command, before: Dispute) -> None:
        """Custody passes only with a move that the table says passes it."""
        if self.dispute.custodian != before.custodian:
            assert MOVE[command.move].custody is not Custody.SAME

    @invariant()
    def replay_gives_the_same(self) -> None:
        events = [codec.decode_state(*row)[0] for row in self.stored]
        assert fold(events, DISPUTE) == self.dispute

    @invariant()
    def one_custodian(self) -> None:
        assert (self.dispute.custodian is None) == (self.dispute.state is State.UNREGISTERED)

    @invariant()
    def enforceable_only_by_an_instrument(self) -> None:
        if self.dispute.state is State.ENFORCEABLE:
            assert self.dispute.instrument
        if self.dispute.state is State.CONFIRMATION_PENDING:
            assert self.dispute.reinforcement is not None

    @invariant()
    def no_offer_outlives_the_dispute(self) -> None:
        if self.dispute.state is State.CLOSED:
            assert self.dispute.offer is None

    @invariant()
    def deciding_is_pure(self) -> None:
        """What follows from a command does not depend on having asked before.

        That a repeated key adds nothing is held by tests of the handler on the real log.
        """
        for command in FIXED[:6]:
            first, second = self.outcome(command), self.outcome(command)
            assert first == second

    def outcome(self, command: Command) -> object:
        try:
            return [msgspec.to_builtins(e, enc_hook=int) for e in self.decide(command)]
        except Refusal as refusal:
            return refusal.code


MAIN_PATH: dict[State, tuple[Command, ...]] = {
    State.REGISTERED: (accept(),),
    State.ACCEPTED: (assign(),),
    State.IN_MEDIATION: (terms(600, 600),),
    State.AGREED: (
        agreement.SignAgreement(party=1),
        agreement.SignAgreement(party=2),
        agreement.SignAgreement(),
        agreement.SealAgreement(),
    ),
    State.AGREEMENT_EFFECTIVE: (apply(),),
    State.CONFIRMATION_PENDING: (confirmation.ReportConfirmationGranted(ruling_number="1号"),),
}

TestDisputeMachine = DisputeMachine.TestCase
TestDisputeMachine.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)

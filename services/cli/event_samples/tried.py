"""Disputes that went to commissions and courts: awards, suits, settings aside, enforcement."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    Claim,
    ClaimKind,
    EnforcementEnd,
    Forum,
    Instance,
    Instrument,
    JudgmentResult,
    Outcome,
    Served,
    StayCause,
    SuitGround,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

OTHER_COMMISSION = cast.named("commission/urumqi")
INTERMEDIATE = cast.named("court/intermediate")
ENFORCED = cast.named("dispute/award-enforced")
APPEALED = cast.named("dispute/appealed")
SETTLED = cast.named("dispute/settled-in-arbitration")
NOT_ENFORCED = cast.named("dispute/award-not-enforced")
SET_ASIDE = cast.named("dispute/award-set-aside")
SUIT_LEFT = cast.named("dispute/suit-withdrawn")
LEFT = cast.named("dispute/arbitration-withdrawn")
STAYED_AWAY = cast.named("dispute/stayed-away")


def _on(month: int, day: int) -> date:
    return date(2026, month, day)


def _at_commission(stream: UUID, *events: Fact) -> Act:
    return _act(cast.ARBITRATION, stream, *events)


def _at_court(stream: UUID, *events: Fact) -> Act:
    return _act(cast.LIAISON, stream, *events)


def _act(actor: Actor, stream: UUID, *events: Fact) -> Act:
    return Act(actor, events[0].occurred_on, tuple((stream, event) for event in events))


def _filed(stream: UUID, serial: int, on: date) -> Act:
    filed = e.DirectFilingRecorded(
        occurred_on=on,
        body=cast.COMMISSION,
        forum=Forum.ARBITRATION,
        case_number=f"水劳人仲收〔2026〕{serial}号",
        region=cast.REGION,
        parties=(cast.worker(stream, 1, f"worker/tried/{serial}"), cast.employer("某物流公司")),
        claims=(
            Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(1_800_000)),
            Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(900_000)),
        ),
    )
    return _at_commission(stream, filed)


def _accepted(stream: UUID, serial: int, on: date) -> Act:
    number = f"水劳人仲案〔2026〕{serial}号"
    return _at_commission(stream, e.ArbitrationAccepted(occurred_on=on, number=number))


def _awarded(stream: UUID, serial: int, on: date, *, is_final: bool) -> tuple[Act, ...]:
    award = e.AwardIssued(
        occurred_on=on,
        number=f"水劳人仲案〔2026〕{serial}号裁决书",
        items=(
            AwardItem(no=1, claim=1, amount=Fen(1_500_000), is_final=is_final),
            AwardItem(no=2, claim=2, is_final=is_final),
        ),
    )
    return (
        _at_commission(stream, award),
        _at_commission(stream, e.AwardServed(occurred_on=on, party=1)),
        _at_commission(stream, e.AwardServed(occurred_on=on, party=2)),
    )


def _sued(stream: UUID, number: str, on: date, ground: SuitGround) -> Act:
    suit = e.LitigationFiled(
        occurred_on=on, suit=1, court=cast.COURT, number=number, ground=ground, by=(1,)
    )
    return _at_court(stream, suit)


def _enforced(stream: UUID, number: str, on: date, instrument: Instrument) -> Act:
    applied = e.EnforcementApplied(
        occurred_on=on, court=cast.COURT, by=(1,), instrument=instrument, number=number
    )
    return _at_court(stream, applied)


_ENFORCED = (
    _filed(ENFORCED, 101, _on(3, 2)),
    _accepted(ENFORCED, 101, _on(3, 6)),
    _at_commission(
        ENFORCED,
        e.HearingListed(
            occurred_on=_on(3, 9),
            hearing=1,
            starts_at=datetime(2026, 3, 18, 2, 0, tzinfo=UTC),
            place=cast.sealed(ENFORCED, "hearing_listed/place", "worker/tried/101"),
        ),
    ),
    _at_commission(ENFORCED, e.HearingHeld(occurred_on=_on(3, 18), hearing=1, present=(1, 2))),
    _at_commission(
        ENFORCED,
        e.ArbitrationStayed(
            occurred_on=_on(3, 19),
            cause=StayCause.INJURY_DETERMINATION,
            detail=cast.sealed(ENFORCED, "arbitration_stayed/detail", "worker/tried/101"),
        ),
    ),
    _at_commission(ENFORCED, e.ArbitrationResumed(occurred_on=_on(4, 9))),
    _at_commission(
        ENFORCED,
        e.ArbitrationExtended(
            occurred_on=_on(4, 10),
            until=_on(5, 20),
            reason=cast.sealed(ENFORCED, "arbitration_extended/reason", "worker/tried/101"),
        ),
    ),
    *_awarded(ENFORCED, 101, _on(5, 12), is_final=True),
    _at_court(
        ENFORCED,
        e.SetAsideFiled(
            occurred_on=_on(5, 20), court=INTERMEDIATE, by=2, number="(2026)新01民特21号"
        ),
    ),
    _enforced(ENFORCED, "(2026)新0105执210号", _on(5, 25), Instrument.AWARD),
    _at_court(
        ENFORCED,
        e.EnforcementStayed(
            occurred_on=_on(5, 26),
            cause=StayCause.SET_ASIDE_APPLIED,
            detail=cast.sealed(ENFORCED, "enforcement_stayed/detail", "worker/tried/101"),
        ),
    ),
    _at_court(
        ENFORCED, e.SetAsideDismissed(occurred_on=_on(6, 24), number="(2026)新01民特21号民事裁定书")
    ),
    _at_court(ENFORCED, e.EnforcementResumed(occurred_on=_on(6, 26))),
    _at_court(
        ENFORCED,
        e.EnforcementConcluded(occurred_on=_on(7, 15), number="(2026)新0105执210号"),
        e.DisputeClosed(occurred_on=_on(7, 15), outcome=Outcome.AWARDED),
    ),
)

_APPEALED = (
    _filed(APPEALED, 102, _on(3, 3)),
    _at_commission(
        APPEALED,
        e.ArbitrationNotAccepted(
            occurred_on=_on(3, 9),
            ground=ArbitrationBar.WRONG_COMMISSION,
            reason=cast.sealed(APPEALED, "arbitration_not_accepted/reason", "worker/tried/102"),
            competent=OTHER_COMMISSION,
        ),
    ),
    _sued(APPEALED, "(2026)新0105民初501号", _on(3, 20), SuitGround.NOT_ACCEPTED),
    _at_court(
        APPEALED,
        e.JudgmentGiven(
            occurred_on=_on(6, 1),
            suit=1,
            instance=Instance.FIRST,
            number="(2026)新0105民初501号",
            result=JudgmentResult.UPHELD_IN_PART,
            served=(Served(party=1, on=_on(6, 3)), Served(party=2, on=_on(6, 4))),
        ),
    ),
    _at_court(APPEALED, e.JudgmentAppealed(occurred_on=_on(6, 15), suit=1, by=(2,))),
    _at_court(
        APPEALED,
        e.JudgmentGiven(
            occurred_on=_on(8, 20),
            suit=1,
            instance=Instance.SECOND,
            number="(2026)新01民终88号",
            result=JudgmentResult.UPHELD,
        ),
        e.JudgmentTookEffect(occurred_on=_on(8, 20), suit=1, number="(2026)新01民终88号"),
    ),
    _enforced(APPEALED, "(2026)新0105执333号", _on(9, 21), Instrument.JUDGMENT),
    _at_court(
        APPEALED, e.EnforcementEnded(occurred_on=_on(11, 9), ground=EnforcementEnd.NO_ASSETS)
    ),
)

_STATEMENT = "乌劳人仲案〔2026〕77号调解书"
_SETTLED = (
    _filed(SETTLED, 103, _on(3, 4)),
    _at_commission(
        SETTLED, e.ArbitrationAcceptanceLapsed(occurred_on=_on(3, 12), due_on=_on(3, 11))
    ),
    _accepted(SETTLED, 103, _on(3, 13)),
    _at_commission(
        SETTLED,
        e.ArbitrationTransferred(
            occurred_on=_on(3, 16),
            commission=OTHER_COMMISSION,
            reason=cast.sealed(SETTLED, "arbitration_transferred/reason", "worker/tried/103"),
            number="乌劳人仲案〔2026〕77号",
        ),
    ),
    _at_commission(
        SETTLED, e.ArbitralStatementServed(occurred_on=_on(4, 2), number=_STATEMENT, party=1)
    ),
    _at_commission(
        SETTLED,
        e.ArbitralStatementServed(occurred_on=_on(4, 3), number=_STATEMENT, party=2),
        e.ArbitralStatementTookEffect(occurred_on=_on(4, 3), number=_STATEMENT),
    ),
)

_NOT_ENFORCED = (
    _filed(NOT_ENFORCED, 104, _on(3, 5)),
    _accepted(NOT_ENFORCED, 104, _on(3, 9)),
    *_awarded(NOT_ENFORCED, 104, _on(4, 15), is_final=False),
    _at_commission(
        NOT_ENFORCED,
        e.AwardTookEffect(
            occurred_on=_on(5, 7),
            number="水劳人仲案〔2026〕104号裁决书",
            effective_on=_on(5, 1),
        ),
    ),
    _enforced(NOT_ENFORCED, "(2026)新0105执240号", _on(5, 11), Instrument.AWARD),
    _at_court(
        NOT_ENFORCED,
        e.EnforcementRefused(
            occurred_on=_on(6, 30),
            number="(2026)新0105执异31号",
            ground=cast.sealed(NOT_ENFORCED, "enforcement_refused/ground", "worker/tried/104"),
            served=(Served(party=1, on=_on(7, 2)), Served(party=2, on=_on(7, 2))),
        ),
    ),
    _sued(NOT_ENFORCED, "(2026)新0105民初902号", _on(7, 20), SuitGround.NOT_ENFORCED),
    _at_court(
        NOT_ENFORCED,
        e.CourtStatementServed(
            occurred_on=_on(9, 10), suit=1, number="(2026)新0105民初902号民事调解书"
        ),
    ),
)

_SET_ASIDE = (
    _filed(SET_ASIDE, 105, _on(3, 6)),
    _accepted(SET_ASIDE, 105, _on(3, 10)),
    *_awarded(SET_ASIDE, 105, _on(4, 16), is_final=True),
    _at_court(
        SET_ASIDE,
        e.SetAsideFiled(
            occurred_on=_on(5, 8), court=INTERMEDIATE, by=2, number="(2026)新01民特18号"
        ),
    ),
    _at_court(
        SET_ASIDE,
        e.SetAsideGranted(
            occurred_on=_on(6, 22),
            number="(2026)新01民特18号民事裁定书",
            served=(Served(party=1, on=_on(6, 24)), Served(party=2, on=_on(6, 24))),
        ),
    ),
    _sued(SET_ASIDE, "(2026)新0105民初871号", _on(7, 6), SuitGround.SET_ASIDE),
    _at_court(
        SET_ASIDE,
        e.LitigationDismissed(
            occurred_on=_on(8, 3),
            suit=1,
            number="(2026)新0105民初871号之一",
            reason=cast.sealed(SET_ASIDE, "litigation_dismissed/reason", "worker/tried/105"),
        ),
        e.DisputeClosed(occurred_on=_on(8, 3), outcome=Outcome.SUIT_WITHDRAWN),
    ),
)

_WITHDRAWN = (
    _filed(SUIT_LEFT, 106, _on(3, 9)),
    _accepted(SUIT_LEFT, 106, _on(3, 12)),
    *_awarded(SUIT_LEFT, 106, _on(4, 20), is_final=False),
    _sued(SUIT_LEFT, "(2026)新0105民初640号", _on(4, 30), SuitGround.AFTER_AWARD),
    _at_court(SUIT_LEFT, e.LitigationWithdrawn(occurred_on=_on(5, 22), suit=1, by=(1,))),
    _filed(LEFT, 107, _on(3, 10)),
    _at_commission(
        LEFT,
        e.ArbitrationWithdrawn(occurred_on=_on(3, 12), by=(1,)),
        e.DisputeClosed(occurred_on=_on(3, 12), outcome=Outcome.ARBITRATION_WITHDRAWN),
    ),
    _filed(STAYED_AWAY, 108, _on(3, 11)),
    _accepted(STAYED_AWAY, 108, _on(3, 16)),
    _at_commission(
        STAYED_AWAY,
        e.ArbitrationDeemedWithdrawn(
            occurred_on=_on(4, 8),
            reason=cast.sealed(
                STAYED_AWAY, "arbitration_deemed_withdrawn/reason", "worker/tried/108"
            ),
        ),
        e.DisputeClosed(occurred_on=_on(4, 8), outcome=Outcome.ARBITRATION_WITHDRAWN),
    ),
)

ACTS = (*_ENFORCED, *_APPEALED, *_SETTLED, *_NOT_ENFORCED, *_SET_ASIDE, *_WITHDRAWN)

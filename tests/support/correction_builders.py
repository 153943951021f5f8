"""Disputes with every day that can be corrected on record, and the corrections of them."""

from datetime import UTC, date, datetime
from typing import Any

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts as p
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.values.money import Fen
from tests.support.builders import CENTRE, COMMISSION, COURT, agreed, in_mediation, registered
from tests.support.given_when_then import Scenario
from tests.support.record_builders import with_past

TODAY = date(2026, 6, 30)
"""Later than everything here."""


def at(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def correction(field: str, new: str, **changes: Any) -> CorrectFact:
    return CorrectFact(
        **({"field": field, "new": new, "reason": "录入错误", "evidence": "送达回证"} | changes)
    )


def served(*days: tuple[int, date]) -> tuple[p.Served, ...]:
    return tuple(p.Served(party=no, on=on) for no, on in days)


def declined() -> Scenario:
    ground = p.DeclineGround.OTHER_SIDE_REFUSES
    return with_past(
        registered(), e.ApplicationDeclined(occurred_on=at(4), ground=ground, guidance="可申请仲裁")
    )


def awaiting() -> Scenario:
    return with_past(
        registered(), e.CorrectionRequested(occurred_on=at(3), items="工资条", due_on=at(9))
    )


def suspended(cause: p.SuspensionCause = p.SuspensionCause.AWAITS_APPRAISAL) -> Scenario:
    """Twice: resumed once, and suspended again."""
    return with_past(
        in_mediation(),
        e.MediationSuspended(occurred_on=at(4), cause=cause),
        e.MediationResumed(occurred_on=at(6)),
        e.MediationSuspended(occurred_on=at(9), cause=cause),
    )


def failed() -> Scenario:
    reasons = (p.FailureReason(code=p.FailureCode.NO_SHOW, party=2),)
    return with_past(in_mediation(), e.MediationFailed(occurred_on=at(5), reasons=reasons))


def offered() -> Scenario:
    offer = e.ReferralOffered(
        occurred_on=at(6), offer=1, to=COMMISSION, reason="调解不成", applicant=1
    )
    return with_past(failed(), offer)


def handed_over() -> Scenario:
    return with_past(
        in_mediation(),
        e.TransferOffered(
            occurred_on=at(6), offer=1, to=CENTRE, reason="属地", consented_by=(1, 2)
        ),
        e.TransferAccepted(occurred_on=at(7), offer=1, by=CENTRE),
    )


def entrusted() -> Scenario:
    mandate = e.MediationDelegated(
        occurred_on=at(7), court=COURT, organisation=CENTRE, consented_by=(1, 2), rule="SPEC.30"
    )
    return with_past(failed(), mandate)


def signed() -> Scenario:
    """Signed on the 3rd, the 4th and the 5th, sealed and in effect on the 6th; paid twice."""
    return with_past(
        agreed(1_320_000, 1_320_000),
        e.AgreementSigned(occurred_on=at(3), version=1, party=1),
        e.AgreementSigned(occurred_on=at(4), version=1, party=2),
        e.AgreementSigned(occurred_on=at(5), version=1, party=None),
        e.AgreementSealed(occurred_on=at(6), version=1, organisation=CENTRE),
        e.AgreementTookEffect(occurred_on=at(6), version=1, amount=Fen(2_640_000)),
        e.PerformanceRecorded(occurred_on=at(10), amount=Fen(1_000), instalment=1),
        e.PerformanceRecorded(occurred_on=at(12), amount=Fen(2_000), instalment=1),
    )


def confirmed() -> Scenario:
    """Applied for on the 13th, docketed on the 14th, granted on the 20th, objected to."""
    return with_past(
        signed(),
        e.ConfirmationApplied(
            occurred_on=at(13),
            version=1,
            court=COURT,
            applicants=(1, 2),
            due_natural=at(5, 4),
            due_rolled=at(7, 4),
            excuse=p.Excuse.POSTED_IN_TIME,
            excused_on=at(12),
        ),
        e.ConfirmationDocketed(occurred_on=at(14), number="诉前调确1号"),
        e.ConfirmationGranted(
            occurred_on=at(20), ruling_number="1号", served=served((1, at(21)), (2, at(22)))
        ),
        e.ConfirmationObjected(
            occurred_on=at(28), party=2, received_on=at(22), is_in_time=True, ground="不真实"
        ),
    )


def ordered() -> Scenario:
    """A payment order that was voided on the 25th."""
    return with_past(
        signed(),
        e.PaymentOrderApplied(
            occurred_on=at(13), version=1, court=COURT, applicant=1, amount=Fen(1_000)
        ),
        e.PaymentOrderIssued(occurred_on=at(17), number="民督1号", accepted_on=at(15)),
        e.PaymentOrderServed(occurred_on=at(18), party=2),
    )


def voided() -> Scenario:
    ended = e.PaymentOrderVoided(
        occurred_on=at(25), reason=next(iter(p.PaymentOrderEnd)), ruling_received_on=at(27)
    )
    return with_past(ordered(), ended)


def at_commission() -> Scenario:
    """Filed on the 9th, accepted on the 11th; heard, stayed once and again."""
    starts_at = datetime(2026, 4, 20, 1, tzinfo=UTC)
    cause = next(iter(p.StayCause))
    return with_past(
        failed(),
        e.ArbitrationFiled(occurred_on=at(9), commission=COMMISSION, by_party=1),
        e.ArbitrationAccepted(occurred_on=at(11), number="8号"),
        e.HearingListed(occurred_on=at(16), hearing=1, starts_at=starts_at, panel_formed_on=at(12)),
        e.ArbitrationStayed(occurred_on=at(17), cause=cause),
        e.ArbitrationResumed(occurred_on=at(20)),
        e.ArbitrationStayed(occurred_on=at(23), cause=cause),
    )


def refused() -> Scenario:
    return with_past(
        failed(),
        e.ArbitrationFiled(occurred_on=at(9), commission=COMMISSION, by_party=1),
        e.ArbitrationNotAccepted(occurred_on=at(11), ground=p.ArbitrationBar.OUT_OF_SCOPE),
    )


def withdrawn() -> Scenario:
    return with_past(at_commission(), e.ArbitrationWithdrawn(occurred_on=at(30), by=(1,)))


def awarded(*, is_final: bool = False) -> Scenario:
    """An award of 1 April, served on the worker on the 3rd, on the employer on the 4th."""
    item = p.AwardItem(no=1, claim=1, amount=Fen(100_000), is_final=is_final)
    return with_past(
        at_commission(),
        e.AwardIssued(occurred_on=at(1, 4), number="8号", items=(item,)),
        e.AwardServed(occurred_on=at(3, 4), party=1),
        e.AwardServed(occurred_on=at(4, 4), party=2),
    )


def in_effect() -> Scenario:
    effect = e.AwardTookEffect(occurred_on=at(22, 4), number="8号", effective_on=at(21, 4))
    applied = e.EnforcementApplied(
        occurred_on=at(24, 4),
        court=COURT,
        number="执1号",
        by=(1,),
        instrument=p.Instrument.AWARD,
    )
    return with_past(awarded(), effect, applied)


def not_enforced() -> Scenario:
    told = served((1, at(7, 5)), (2, at(8, 5)))
    refusal = e.EnforcementRefused(occurred_on=at(6, 5), number="执异1号", served=told)
    return with_past(in_effect(), refusal)


def set_aside() -> Scenario:
    told = served((1, at(27, 4)), (2, at(28, 4)))
    return with_past(
        awarded(is_final=True),
        e.SetAsideFiled(occurred_on=at(8, 4), court=COURT, by=2, number="民特1号"),
        e.SetAsideGranted(occurred_on=at(25, 4), number="民特1号", served=told),
    )


def sued() -> Scenario:
    """A complaint of 10 April, docketed on the 12th."""
    suit = e.LitigationFiled(
        occurred_on=at(12, 4),
        suit=1,
        court=COURT,
        number="民初1号",
        ground=p.SuitGround.AFTER_AWARD,
        by=(1,),
        complaint_on=at(10, 4),
    )
    return with_past(awarded(), suit)


def judged(instance: p.Instance = p.Instance.FIRST) -> Scenario:
    """Judged on 20 May and served on the 21st and 22nd."""
    judgment = e.JudgmentGiven(
        occurred_on=at(20, 5),
        suit=1,
        number="民初1号",
        instance=p.Instance.FIRST,
        result=next(one for one in p.JudgmentResult if one is not p.JudgmentResult.REMANDED),
        served=served((1, at(21, 5)), (2, at(22, 5))),
    )
    scenario = with_past(sued(), judgment)
    if instance is p.Instance.FIRST:
        return scenario
    appeal = e.JudgmentAppealed(occurred_on=at(30, 5), suit=1, by=(2,))
    second = e.JudgmentGiven(
        occurred_on=at(20, 6),
        suit=1,
        number="民终1号",
        instance=p.Instance.SECOND,
        result=judgment.result,
        served=served((1, at(21, 6)), (2, at(22, 6))),
    )
    return with_past(scenario, appeal, second)


def in_force() -> Scenario:
    return with_past(judged(), e.JudgmentTookEffect(occurred_on=at(8, 6), suit=1, number="民初1号"))


def dismissed() -> Scenario:
    told = served((1, at(12, 5)), (2, at(13, 5)))
    return with_past(
        sued(), e.LitigationDismissed(occurred_on=at(11, 5), suit=1, number="1号", served=told)
    )


def sued_without_award() -> Scenario:
    """The commission did not accept the case; the suit about it was withdrawn on 11 May."""
    suit = e.LitigationFiled(
        occurred_on=at(12, 4),
        suit=1,
        court=COURT,
        number="民初1号",
        ground=p.SuitGround.NOT_ACCEPTED,
        by=(1,),
    )
    return with_past(refused(), suit, e.LitigationWithdrawn(occurred_on=at(11, 5), suit=1, by=(1,)))


def enforced_without_title() -> Scenario:
    applied = e.EnforcementApplied(
        occurred_on=at(24, 4), court=COURT, by=(1,), instrument=p.Instrument.JUDGMENT
    )
    return with_past(failed(), applied)


def remanded() -> Scenario:
    back = e.JudgmentGiven(
        occurred_on=at(20, 6),
        suit=1,
        number="民终1号",
        instance=p.Instance.SECOND,
        result=p.JudgmentResult.REMANDED,
    )
    appeal = e.JudgmentAppealed(occurred_on=at(30, 5), suit=1, by=(2,))
    return with_past(judged(), appeal, back)


def documented() -> Scenario:
    """A notice of the 16th that was refused, then received on the 18th and answered on the 25th."""
    serve, outcomes = next(iter(p.ServiceMethod)), p.ServiceOutcome
    return with_past(
        at_commission(),
        e.DocumentIssued(
            occurred_on=at(16),
            document=1,
            kind=p.DocumentKind.ARBITRATION_NOTICE,
            recipients=(2,),
        ),
        e.ServiceRecorded(
            occurred_on=at(17), document=1, recipient=2, method=serve, outcome=outcomes.REFUSED
        ),
        e.ServiceRecorded(
            occurred_on=at(18),
            document=1,
            recipient=2,
            method=serve,
            outcome=outcomes.SERVED,
            received_on=at(18),
        ),
        e.ReplyReceived(occurred_on=at(25), document=1, recipient=2),
    )


def closed(scenario: Scenario) -> Scenario:
    return with_past(
        scenario,
        e.DisputeClosed(occurred_on=at(29, 6), outcome=next(iter(p.Outcome))),
    )

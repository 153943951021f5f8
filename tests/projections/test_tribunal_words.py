"""What commissions and courts did, in words: who is named, and what is left unsaid."""

from datetime import UTC, date, datetime

import pytest

from services.kit.language import Language
from services.projections.words.cast import Before, Cast, Names
from services.projections.words.telling import before, sentence
from services.projections.words.warnings import warning
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    Instance,
    JudgmentResult,
    Mandate,
    MandateResult,
    RefusalGround,
    ReturnGround,
    ReviewFault,
    Served,
    SuitGround,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from tests.support.builders import COMMISSION, COURT, PARTIES
from tests.support.facts import recorded

ON = date(2026, 3, 10)
NAMES = Names(parties={1: "张某"}, bodies={COURT: "余姚市人民法院", COMMISSION: "余姚市仲裁委员会"})


def told(event: Fact, language: Language = "zh") -> str:
    return sentence(event, Cast(PARTIES, NAMES, language))


@pytest.mark.parametrize(
    ("event", "zh"),
    [
        (
            e.ArbitrationNotAccepted(occurred_on=ON, ground=ArbitrationBar.OUT_OF_SCOPE),
            "仲裁委员会不予受理，原因：不属于仲裁受理范围，可以向法院起诉。",
        ),
        (
            e.ArbitrationNotAccepted(
                occurred_on=ON, ground=ArbitrationBar.WRONG_COMMISSION, competent=COMMISSION
            ),
            "仲裁委员会不予受理，原因：不属于本仲裁委员会管辖，有管辖权的是余姚市仲裁委员会。",
        ),
        (
            e.HearingListed(
                occurred_on=ON,
                hearing=2,
                starts_at=datetime(2026, 3, 20, 1, 30, tzinfo=UTC),
                place="第一仲裁庭",
            ),
            "定于2026年3月20日09:30第2次开庭，地点：第一仲裁庭。",
        ),
        (e.HearingHeld(occurred_on=ON, present=()), "仲裁庭开庭，到庭：无人。"),
        (
            e.ArbitrationTransferred(occurred_on=ON, commission=COMMISSION),
            "案件移送余姚市仲裁委员会，审理期限重新计算。",
        ),
        (
            e.AwardIssued(
                occurred_on=ON,
                number="8号裁决书",
                items=(
                    AwardItem(no=1, claim=1, amount=Fen(150_000), is_final=True),
                    AwardItem(no=2, claim=2),
                ),
            ),
            "仲裁委员会作出裁决8号裁决书：第1项请求1,500.00元（终局）、第2项请求不支付（非终局）。",
        ),
        (
            e.AwardTookEffect(occurred_on=ON, number="8号裁决书"),
            "起诉期间届满无人起诉，裁决8号裁决书生效，可以申请强制执行。",
        ),
        (e.ArbitrationWithdrawn(occurred_on=ON), "仲裁申请被撤回。"),
        (
            e.LitigationFiled(
                occurred_on=ON,
                suit=1,
                court=COURT,
                number="9号",
                ground=SuitGround.AFTER_AWARD,
                by=(1,),
            ),
            "申请人张某向余姚市人民法院起诉，案号9号，理由：不服仲裁裁决。",
        ),
        (
            e.LitigationFiled(
                occurred_on=ON,
                suit=1,
                court=COURT,
                number="",
                ground=SuitGround.WAGE_NOTE,
                by=(1,),
            ),
            "申请人张某向余姚市人民法院起诉，理由：持工资欠条起诉。",
        ),
        (
            e.JudgmentGiven(
                occurred_on=ON,
                suit=1,
                instance=Instance.FIRST,
                number="9号",
                result=JudgmentResult.DISMISSED,
                served=(Served(party=1, on=ON),),
            ),
            "法院作出一审判决9号：驳回诉讼请求；申请人张某于2026年3月10日收到。",
        ),
        (e.LitigationWithdrawn(occurred_on=ON, suit=1), "起诉被撤回。"),
        (e.EnforcementConcluded(occurred_on=ON), "执行完毕。"),
    ],
)
def test_what_happened_is_told_as_it_is_said(event: Fact, zh: str) -> None:
    assert told(event) == zh
    assert told(event, "en").endswith(".")


def test_what_speaks_against_a_late_report_is_told_without_its_days() -> None:
    assert warning("suit_late", "zh") == "起诉时起诉期间已经届满"
    assert "both" not in warning("enforcement_late", "en")
    assert warning("enforcement_beside_suit", "zh").endswith("请两个法院注意")


@pytest.mark.parametrize(
    ("party", "is_wholly_final", "zh"),
    [
        (1, True, "申请人张某收到裁决书，其起诉的期间自次日起算。"),
        (1, None, "申请人张某收到裁决书，其起诉的期间自次日起算。"),
        (2, True, "收到裁决书，其申请撤销的期间自次日起算。"),
        (2, False, "收到裁决书，其起诉的期间自次日起算。"),
        (2, None, "收到裁决书，其对非终局事项起诉、对终局事项申请撤销的期间自次日起算。"),
    ],
)
def test_a_party_that_gets_the_award_is_told_what_is_open_to_it(
    party: int, is_wholly_final: bool | None, zh: str
) -> None:
    cast = Cast(PARTIES, NAMES, "zh", Before(is_wholly_final=is_wholly_final))

    assert sentence(e.AwardServed(occurred_on=ON, party=party), cast).endswith(zh)


def test_a_return_is_told_as_a_return_and_never_as_a_hand_over() -> None:
    refused = e.ReferralRefused(occurred_on=ON, offer=2, ground=RefusalGround.NO_CAPACITY)
    cast = Cast(PARTIES, NAMES, "zh", Before(returns=frozenset({2})))

    assert sentence(refused, cast) == "退回（第2次）被拒收，理由：无力办理。"
    assert told(refused) == "第2次移送被拒收，理由：无力办理。"


@pytest.mark.parametrize(
    ("mandate", "zh"),
    [
        (Mandate.COURT_DELEGATED, "向余姚市人民法院退回法院委派的调解，结果：未达成协议。"),
        (Mandate.ARBITRATION_SUGGESTED, "向余姚市人民法院退回仲裁委建议的调解，结果：未达成协议。"),
    ],
)
def test_a_returned_mandate_is_named_as_what_it_was(mandate: Mandate, zh: str) -> None:
    result = MandateResult.FAILURE
    event = e.MandateReturned(occurred_on=ON, mandate=mandate, to=COURT, result=result)

    assert told(event) == zh


def test_what_the_offers_and_the_award_were_is_read_from_the_events_before() -> None:
    items = (AwardItem(no=1, claim=1, is_final=True), AwardItem(no=2, claim=1))
    back = e.ReturnOffered(occurred_on=ON, offer=2, to=COURT, ground=ReturnGround.OTHER)

    def of(*events: Fact) -> Before:
        return before(recorded(no, event) for no, event in enumerate(events, 1))

    final = e.AwardIssued(occurred_on=ON, number="1号", items=items[:1])
    mixed = e.AwardIssued(occurred_on=ON, number="1号", items=items)
    assert of(back, final) == Before(returns=frozenset({2}), is_wholly_final=True)
    assert of(mixed) == of() == Before()


def test_the_move_of_a_refused_review_is_called_as_in_the_rules() -> None:
    """办案规则 78: 不予制作调解书."""
    refused = e.ReviewRefused(occurred_on=ON, ground=ReviewFault.UNCLEAR)

    assert MOVE["review_refused"].zh == "不予制作调解书"
    assert MOVE["review_refused"].zh in told(refused)

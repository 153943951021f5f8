"""Arbitration, suits and enforcement as the page of a dispute tells them."""

from collections.abc import Iterator
from datetime import date

from services.console.facts import Fact, Say, filled
from services.console.mediating import sittings
from services.projections.views.dispute_list import Entry
from services.projections.views.sittings import SittingKind
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Dispute, dispute_parts


def arbitration(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """The case before a commission, its hearings, the award by item, and who received it when."""
    case, language = entry.dispute.arbitration, cast.language
    if case is None:
        return
    yield _("仲裁委员会"), (cast.body(case.commission),)
    if case.number:
        yield _("仲裁案号"), (case.number,)
    if case.accepted_on:
        yield _("受理日期"), (filled("%(on)s", language, on=case.accepted_on),)
    if case.stayed_on:
        yield _("中止于"), (filled("%(on)s", language, on=case.stayed_on),)
    yield from sittings(entry, SittingKind.HEARING, cast, _)
    if case.award is None:
        return
    told = _("%(number)s（%(on)s）")
    award = case.award
    number = cast.number(award.number)
    yield _("裁决"), (filled(told, language, number=number, on=award.issued_on),)
    yield _("裁决事项"), tuple(_item(item, entry.dispute, cast, _) for item in award.items)
    yield _("裁决送达"), tuple(_received(entry.dispute, award.served, cast, _))


def courts(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """Suits by instance, an application to set the award aside, and enforcement."""
    dispute, language = entry.dispute, cast.language
    for suit in dispute.suits:
        told = _("%(court)s %(number)s，%(instance)s")
        lines = [
            filled(
                told,
                language,
                court=cast.body(suit.court),
                number=cast.number(suit.number),
                instance=suit.instance,
            )
        ]
        if suit.result and suit.judgment_on:
            given = _("%(instance)s判决：%(result)s（%(on)s）")
            instance, result = suit.judged_at or suit.instance, suit.result
            lines.append(
                filled(given, language, instance=instance, result=result, on=suit.judgment_on)
            )
        yield filled(_("第%(no)s件诉讼"), language, no=suit.no), tuple(lines)
    if dispute.set_aside:
        yield _("申请撤销裁决"), (_setting_aside(dispute, cast, _),)
    if dispute.enforcement:
        yield _("强制执行"), (_enforcement(dispute, cast, _),)


def _item(item: dispute_parts.AwardItem, dispute: Dispute, cast: Cast, _: Say) -> str:
    kinds = {record.claim.no: record.claim.kind for record in dispute.claims}
    told = _("第%(no)s项：%(kind)s，支付%(amount)s") if item.amount else _("第%(no)s项：%(kind)s")
    said = filled(told, cast.language, no=item.no, kind=kinds[item.claim], amount=item.amount or "")
    return said + (_("（终局）") if item.is_final else "")


def _received(
    dispute: Dispute, served: tuple[tuple[int, date], ...], cast: Cast, _: Say
) -> Iterator[str]:
    days = dict(served)
    for no in sorted(dispute.present_parties):
        if no in days:
            told = _("%(party)s：%(on)s收到")
            yield filled(told, cast.language, party=cast.party(no), on=days[no])
        else:
            yield filled(_("%(party)s：尚未收到"), cast.language, party=cast.party(no))


def _setting_aside(dispute: Dispute, cast: Cast, _: Say) -> str:
    asked = dispute.set_aside
    assert asked is not None
    if asked.is_granted is None:
        told = _("%(court)s，%(on)s提出，尚无裁定")
    elif asked.is_granted:
        told = _("%(court)s，%(on)s提出，已撤销裁决")
    else:
        told = _("%(court)s，%(on)s提出，已驳回申请")
    return filled(told, cast.language, court=cast.body(asked.court), on=asked.filed_on)


def _enforcement(dispute: Dispute, cast: Cast, _: Say) -> str:
    asked = dispute.enforcement
    assert asked is not None
    told = (
        _("%(court)s，%(on)s申请，依据%(instrument)s，现已中止")
        if asked.is_stayed
        else _("%(court)s，%(on)s申请，依据%(instrument)s")
    )
    return filled(
        told,
        cast.language,
        court=cast.body(asked.court),
        on=asked.applied_on,
        instrument=asked.instrument,
    )

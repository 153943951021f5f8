"""An agreement as the page of a dispute tells it: versions, payments, what makes it enforceable."""

from collections.abc import Iterator

from services.console.facts import Fact, Say, amount, filled
from services.projections.views.dispute_list import Entry
from services.projections.views.reinforcements import Application
from services.projections.words.cast import Cast
from services.projections.words.grounds import ground_name
from services.workflow.recorded.views import Dispute, dispute_parts


def agreement(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """The version that binds, the one being signed, and what was paid, instalment by instalment."""
    dispute, language = entry.dispute, cast.language
    binding = dispute.effective_agreement
    draft = dispute.agreement
    if draft is not None and draft is not binding:
        yield _("正在签署"), (_draft(dispute, cast, _),)
    if binding is None:
        return
    if dispute.versions_made > 1:
        yield _("协议版本"), (filled(_("第%(no)s版"), language, no=binding.version),)
    if binding.effective_on:
        yield _("协议生效"), (filled("%(on)s", language, on=binding.effective_on),)
    if binding.due:
        # Nothing paid is no amount: amounts are above nought.
        told = _("应付%(due)s，已付%(paid)s") if binding.paid else _("应付%(due)s，尚无付款记录")
        due, paid = amount(binding.due), amount(binding.paid)
        yield _("协议金额"), (filled(told, language, due=due, paid=paid),)
    if binding.instalments:
        yield _("分期履行"), tuple(_instalments(dispute, cast, _))


def enforceability(entry: Entry, cast: Cast, _: Say) -> Iterator[Fact]:
    """The title, what is being asked for, and what was answered before, with grounds."""
    dispute = entry.dispute
    if dispute.title:
        told = _("%(instrument)s %(number)s（%(on)s）")
        title = dispute.title
        line = filled(
            told,
            cast.language,
            instrument=title.instrument,
            number=cast.number(title.number),
            on=title.on,
        )
        yield _("执行依据"), (line,)
    if waiting := [one for one in entry.reinforcements if one.is_open]:
        told = _("%(kind)s，%(on)s向%(body)s提出")
        yield _("正在办理"), tuple(_asked(told, one, cast) for one in waiting)
    if answered := [one for one in entry.reinforcements if one.result]:
        yield _("已有答复"), tuple(_answer(one, cast, _) for one in answered)


def _draft(dispute: Dispute, cast: Cast, _: Say) -> str:
    assert dispute.agreement is not None
    version = dispute.agreement
    acts = dispute_parts.RequiredAct
    is_signed_by_all = dispute.present_parties <= version.signed_by
    missing = [
        act
        for act, is_done in (
            (acts.PARTY_SIGNATURES, is_signed_by_all),
            (acts.MEDIATOR_SIGNATURE, version.is_signed_by_mediator),
            (acts.ORGANISATION_SEAL, version.is_sealed),
        )
        if act in version.required and not is_done
    ]
    told = _("第%(no)s版，尚缺%(missing)s") if missing else _("第%(no)s版")
    return filled(told, cast.language, no=version.version, missing=tuple(missing))


def _instalments(dispute: Dispute, cast: Cast, _: Say) -> Iterator[str]:
    binding = dispute.effective_agreement
    assert binding is not None
    for one in sorted(binding.instalments, key=lambda i: (i.due_on, i.no)):
        missing = binding.outstanding(one.no)
        if not missing:
            told = _("第%(no)s期，%(on)s前%(due)s：已付清")
        elif one.no in binding.breached:
            told = _("第%(no)s期，%(on)s前%(due)s：已逾期，尚欠%(missing)s")
        else:
            told = _("第%(no)s期，%(on)s前%(due)s：尚欠%(missing)s")
        yield filled(
            told,
            cast.language,
            no=one.no,
            on=one.due_on,
            due=one.amount,
            missing=amount(missing),
        )


def _asked(told: str, one: Application, cast: Cast) -> str:
    return filled(told, cast.language, kind=one.kind, on=one.on, body=cast.body(one.body))


def _answer(one: Application, cast: Cast, _: Say) -> str:
    language = cast.language
    ground = ground_name(one.kind, one.result, one.ground, language)
    assert one.result is not None
    assert one.answered_on is not None
    told = (
        _("%(kind)s：%(result)s（%(on)s），%(ground)s")
        if ground
        else _("%(kind)s：%(result)s（%(on)s）")
    )
    return filled(
        told, language, kind=one.kind, result=one.result, on=one.answered_on, ground=ground or ""
    )

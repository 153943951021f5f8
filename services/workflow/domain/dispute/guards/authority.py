"""Who may sign, settle or withdraw for a party: the party itself, or a representative with authority."""

from datetime import date

from services.workflow.domain.dispute.parts import Power, RepresentativeKind, Side
from services.workflow.domain.dispute.records import Representative
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given

BY_OFFICE = frozenset({RepresentativeKind.LEGAL_REPRESENTATIVE, RepresentativeKind.GUARDIAN})
"""Who acts as the party itself, by law: nothing needs a special authority (法定代表人, 法定代理人)."""


def representative_of(dispute: Dispute, no: int | None) -> Representative | None:
    """The representative of that number, acting or not."""
    return next((r for r in dispute.representatives if r.no == no), None)


def has_power(representative: Representative, power: Power) -> bool:
    """Whether the authority covers the act, by office or by a special authority."""
    return representative.kind in BY_OFFICE or power in representative.powers


def acting_for(
    dispute: Dispute, party: int, representative: int | None, power: Power, on: date
) -> bool:
    """Whether the act binds the party on that day; without a representative it acts in person."""
    if dispute.party(party) is None or party in dispute.cancelled:
        return False
    if representative is None:
        return True
    acting = representative_of(dispute, representative)
    if acting is None or acting.party != party:
        return False
    return acting.acts_on(on) and has_power(acting, power)


def require_authority(
    dispute: Dispute, party: int, representative: int | None, power: Power, given: Given
) -> None:
    """Refuse an act for a party by somebody who does not represent it or may not do this.

    The words of the refusal say which: another party's representative, ended, or without the
    power. For an employer that was struck off nobody acts any more.
    """
    given.insist(dispute.party(party), "unknown_party", party=party)
    given.require(
        party not in dispute.cancelled,
        "party_is_struck_off",
        rule="PARTY.CANCELLED",
        allowed=("drop_party", "succeed_party"),
        party=party,
    )
    if representative is None:
        return
    acting = representative_of(dispute, representative)
    given.insist(acting, "unknown_representative", representative=representative)
    assert acting is not None
    given.insist(
        acting.party == party,
        "represents_another",
        representative=representative,
        party=party,
    )
    on = given.occurred_on
    given.require(
        acting.acts_on(on),
        "authority_ended",
        rule="REPR.AUTHORITY",
        representative=representative,
        on=on.isoformat(),
    )
    given.require(
        has_power(acting, power),
        "authority_too_narrow",
        rule="REPR.AUTHORITY",
        representative=representative,
        power=power.value,
        power_zh=POWER_NAMES[power][0],
    )


def require_all_applicants(
    dispute: Dispute, by: tuple[int, ...], representatives: tuple[int, ...], given: Given
) -> None:
    """Refuse a waiver that not every applicant declares, in person or by whoever may waive for it."""
    applicants = dispute.side(Side.CLAIMANT)
    declared = set(by)
    for no in representatives:
        acting = representative_of(dispute, no)
        given.insist(acting, "unknown_representative", representative=no)
        assert acting is not None
        require_authority(dispute, acting.party, no, Power.CHANGE_CLAIMS, given)
        declared.add(acting.party)
    others = sorted(declared - applicants)
    given.insist(not others, "not_an_applicant", parties="、".join(map(str, others)))
    missing = sorted(applicants - declared)
    given.require(
        not missing,
        "not_all_applicants",
        rule="MED.WITHDRAW",
        parties="、".join(map(str, missing)),
    )


POWER_NAMES: dict[Power, tuple[str, str]] = {
    Power.ADMIT_CLAIMS: ("承认请求", "admitting claims"),
    Power.CHANGE_CLAIMS: ("放弃、变更请求", "waiving or changing claims"),
    Power.SETTLE: ("和解、签署协议", "settling and signing the agreement"),
    Power.RECEIVE_PAYMENT: ("代收款项", "receiving payment"),
}
"""Chinese, English."""

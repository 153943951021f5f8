"""How a caller can stand to a dispute, and the sets of grants that recur."""

from enum import StrEnum

from services.workflow.domain.given import Role


class Relation(StrEnum):
    """How a caller must stand to the dispute."""

    OWN_BODY = "own_body"
    """For its own body: nothing is on file yet, or the body is named in the command."""
    OWN_BODY_OF_REGION = "own_body_of_region"
    """For its own body, where the dispute lies in the caller's region."""
    CUSTODIAN = "custodian"
    HANDLER = "handler"
    """The body whose people act: the custodian, or the organisation that mediates for it."""
    ASSIGNED = "assigned"
    """The mediator who has the dispute, for the custodian."""
    OFFERED = "offered"
    """A body to which an offer was made: an earlier one is told how its offer ended."""
    OFFEROR = "offeror"
    """A body that made an offer, or has the dispute: once an offer ended, it is told how."""
    OFFER_PARTNER = "offer_partner"
    """Either of the two."""
    SEISED = "seised"
    """The court or commission that the agreement is before, for confirmation, review or an order."""
    MANDATOR = "mandator"
    """The court or commission that gave the running mandate."""
    COURT_OF_AGREEMENT = "court_of_agreement"
    """The court that the command names, of the dispute's region; while an application is before a
    court, that one alone."""
    SETTING_ASIDE = "setting_aside"
    """The court that is asked to set the award aside."""
    OWN_REGION = "own_region"
    INVOLVED = "involved"
    """A body that registered it, has it, has it before it, or is offered it."""
    HANDED = "handed"
    """Either body of an offer that is in flight or was accepted."""
    ON_DUTY = "on_duty"
    """The body that must act on the deadline, or watches it."""
    OWN_THING = "own_thing"
    """What the caller's body, or without a body its account, has begun."""
    OWN_ACCOUNT = "own_account"
    """What the very account has begun for the body."""
    OWN_PARTNER = "own_partner"
    """The partner's own system, in what is its own."""
    NONE = "none"
    """No relation needed."""


WHY: dict[Relation, tuple[str, str]] = {
    Relation.OWN_BODY: ("只能以本机构名义办理", "only for your own body"),
    Relation.OWN_BODY_OF_REGION: (
        "只能以本机构名义办理本辖区的争议",
        "only for your own body and a dispute of your region",
    ),
    Relation.CUSTODIAN: ("争议不在本机构办理", "your body does not have the dispute"),
    Relation.ASSIGNED: ("您不是本争议的调解员", "you are not its mediator"),
    Relation.OFFERED: ("移送不是发给本机构的", "the offer was not made to your body"),
    Relation.OFFEROR: ("移送不是本机构发出的", "the offer was not made by your body"),
    Relation.OFFER_PARTNER: (
        "移送不是本机构发出的，也不是发给本机构的",
        "the offer was made neither by nor to your body",
    ),
    Relation.HANDLER: ("争议不在本机构办理", "your body does not have the dispute in hand"),
    Relation.SEISED: ("该申请不在本机构办理", "the application is not before your body"),
    Relation.COURT_OF_AGREEMENT: (
        "只能以本院名义办理本辖区的争议，法院正在办理申请的，由该院办理",
        "only for your own court and region, or by the court that the application is before",
    ),
    Relation.MANDATOR: ("委托不是本机构作出的", "your body did not give the mandate"),
    Relation.SETTING_ASIDE: (
        "撤销裁决的申请不在本院办理",
        "the application to set the award aside is not before your court",
    ),
    Relation.OWN_REGION: ("争议不在您的辖区", "the dispute is not in your region"),
    Relation.HANDED: (
        "移送材料只给移送和接收的机构",
        "the package is for the bodies of an offer or hand-over",
    ),
    Relation.ON_DUTY: ("该事项不由本机构办理或关注", "the deadline is no business of your body"),
    Relation.OWN_THING: ("只限本机构自己的", "only for what your body has begun"),
    Relation.OWN_ACCOUNT: ("只限本人自己的", "only for what you have begun yourself"),
    Relation.OWN_PARTNER: ("只限合作单位自己的系统", "only for the partner's own system"),
    Relation.INVOLVED: ("本机构与争议无关", "your body has no part in the dispute"),
}
NO_GRANT = ("该身份没有此项权限", "the role has no such permission")

Grants = dict[str, dict[Role, Relation]]
"""By move: which role may, and how its body must stand to the dispute."""

OURS = {Role.CLERK: Relation.HANDLER, Role.MEDIATOR: Relation.HANDLER}
OUR_CLERK = {Role.CLERK: Relation.HANDLER}
ANY_HANDLER = {
    **OURS,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
}
"""Whoever has it, a mediation organisation, a commission or a court."""
RECEIVERS = {Role.ARBITRATION_CLERK: Relation.OFFERED, Role.CLERK: Relation.OFFERED}
SENDERS = {
    Role.CLERK: Relation.OFFEROR,
    Role.MEDIATOR: Relation.OFFEROR,
    Role.ARBITRATION_CLERK: Relation.OFFEROR,
}
SUPERVISED = {
    Role.CLERK: Relation.HANDLER,
    Role.ARBITRATION_CLERK: Relation.HANDLER,
    Role.COURT_LIAISON: Relation.HANDLER,
    Role.SUPERVISOR: Relation.OWN_REGION,
}

"""The roads that are open to a party, as callers read them: condition, rule, and why not."""

import msgspec

from services.kit.language import Language
from services.workflow.domain.dispute.guards.routes import Route, RouteKind
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.http.why_not import RuleTold, WhyNot, rule_told, why_not

_TITLES: dict[RouteKind, tuple[str, str]] = {
    RouteKind.ARBITRATION: ("申请劳动仲裁", "Arbitration"),
    RouteKind.PAYMENT_ORDER: ("申请支付令", "Payment order"),
    RouteKind.DIRECT_SUIT: ("直接起诉", "Direct suit"),
    RouteKind.ENFORCEMENT: ("申请强制执行", "Enforcement"),
}


class RouteTold(msgspec.Struct, frozen=True, kw_only=True):
    """One road that a party can take, and whether it is open today."""

    route: RouteKind
    title: str
    move: str
    """The move of the procedure that takes it."""
    move_title: str
    rule: RuleTold
    """Its condition, in the words of the rule."""
    is_open: bool
    why_not: WhyNot | None


def routes_told(routes: tuple[Route, ...], language: Language) -> list[RouteTold]:
    """Every road, open or not."""
    english = language == "en"
    return [
        RouteTold(
            route=route.kind,
            title=_TITLES[route.kind][1 if english else 0],
            move=route.move,
            move_title=route.move.replace("_", " ") if english else MOVE[route.move].zh,
            rule=rule_told(route.rule, english=english),
            is_open=route.is_open,
            why_not=why_not(route.why_not, english=english) if route.why_not else None,
        )
        for route in routes
    ]

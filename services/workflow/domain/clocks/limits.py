"""What may not be asked of a rule: a period it has not, an extension beyond its cap, a stop backwards."""

from collections.abc import Iterable, Sequence

from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.legal import Counting, LegalRule


def require_period(rule: LegalRule) -> None:
    """Raise InvalidValue for a guard or a fact, which has no period to count."""
    if rule.length is None:
        raise InvalidValue(
            "rule.no_period",
            f"{rule.id} 没有期间：{rule.zh}",
            f"{rule.id} has no period: {rule.en}",
        )


def require_extension(rule: LegalRule, units: int) -> None:
    """Raise InvalidValue for further units that neither the rule nor consent under it allows."""
    if units < 0:
        raise InvalidValue(
            "extension.negative", "延长的期间不能为负数", "An extension cannot be negative"
        )
    if units <= rule.extension or rule.allows_consented(units):
        return
    most = max(rule.extension, rule.extension_cap or 0)
    if most == 0:
        raise InvalidValue(
            "extension.none",
            f"{rule.id} 没有可以延长的规定（{rule.source}）",
            f"{rule.id} has no extension ({rule.source})",
        )
    raise InvalidValue(
        "extension.beyond_cap",
        f"{rule.id} 最多延长 {most}，不能延长 {units}（{rule.source}）",
        f"{rule.id} is extended by at most {most}, not by {units} ({rule.source})",
    )


def require_interruptions(rule: LegalRule, interrupted: Sequence[object]) -> None:
    """Raise InvalidValue for an interruption of a period counted backwards."""
    if rule.counting is Counting.BEFORE and interrupted:
        raise InvalidValue(
            "interruption.backwards",
            f"{rule.id} 自起算日倒数，没有中断",
            f"{rule.id} is counted backwards and is not interrupted",
        )


def require_suspensions(rule: LegalRule, suspended: Iterable[Suspension]) -> None:
    """Raise InvalidValue for a stretch that ends before it begins, or a period counted backwards."""
    for one in suspended:
        if one.last_on < one.first_on:
            raise InvalidValue(
                "suspension.order",
                f"中止的末日 {one.last_on} 早于首日 {one.first_on}",
                f"The suspension ends on {one.last_on}, before it begins on {one.first_on}",
            )
        if rule.counting is Counting.BEFORE:
            raise InvalidValue(
                "suspension.backwards",
                f"{rule.id} 自起算日倒数，没有中止",
                f"{rule.id} is counted backwards and is not suspended",
            )

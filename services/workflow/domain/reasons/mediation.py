"""Refusals about mediators, sessions, periods, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "certificate_not_valid": (
        "该调解员在{occurred_on}没有有效的调解员证",
        "the mediator has no certificate valid on {occurred_on}",
    ),
    "not_of_this_organisation": (
        "该调解员在{occurred_on}不属于本调解组织可以使用的人员",
        "the organisation may not use this mediator on {occurred_on}",
    ),
    "unknown_party": ("本争议没有第{party}号当事人", "the dispute has no party {party}"),
    "nobody_present": ("至少要有一方当事人到场", "at least one party must have been present"),
    "failure_needs_reason": ("调解不成须写明原因", "a failure needs at least one coded reason"),
}

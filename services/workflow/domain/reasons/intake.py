"""Refusals about intake and claims, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "needs_both_sides": (
        "至少要有一名申请人和一名被申请人",
        "at least one claimant and one respondent are needed",
    ),
    "needs_a_claim": ("至少要有一项请求", "at least one claim is needed"),
    "oral_needs_matter": (
        "口头申请须当场记录争议事项和理由",
        "an oral application is recorded with its matter and reasons",
    ),
    "fewer_workers_than_named": (
        "涉及人数{worker_count}少于已列明的劳动者{named}人",
        "worker_count {worker_count} is less than the {named} workers named",
    ),
    "not_a_mediation_organisation": (
        "{name}不是调解组织，不能受理调解申请",
        "{name} is not a mediation organisation",
    ),
    "consent_not_recorded": (
        "须先记录对方同意调解的日期；对方不同意的，应不予受理并书面告知",
        "record when the other side agreed to mediation; if it refuses, decline in writing",
    ),
    "guidance_missing": (
        "不予受理须书面告知申请人可走的途径",
        "a declined applicant is told in writing where to go instead",
    ),
}

"""Refusals about parties and representatives, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "represents_another": (
        "第{representative}号代理人不代理第{party}号当事人",
        "representative {representative} does not act for party {party}",
    ),
    "authority_ended": (
        "第{representative}号代理人在{on}没有代理权",
        "representative {representative} has no authority on {on}",
    ),
    "authority_too_narrow": (
        "第{representative}号代理人没有“{power_zh}”的特别授权",
        "representative {representative} has no special authority to {power}",
    ),
}

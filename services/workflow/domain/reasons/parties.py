"""Refusals about parties and representatives, in words."""

REASONS: dict[str, tuple[str, str]] = {}

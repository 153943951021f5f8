"""Refusals about arbitration, courts and enforcement, in words."""

REASONS: dict[str, tuple[str, str]] = {}

"""Arbitration: from filing to an award or a statement."""

"""Ledgers and partners' lists taken over in the background, with a report per row."""

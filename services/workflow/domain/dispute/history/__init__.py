"""The history that a ledger tells: the same acts as live work, in the order they happened."""

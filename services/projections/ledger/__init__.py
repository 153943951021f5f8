"""The ledger (台账) again: disputes as the rows of the table that the import takes."""

"""Handing a dispute to another body's system: the signed package, receipts, reconciliation."""

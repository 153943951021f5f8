"""Facts that partners report: verified, kept, applied in order, parked or set before a person."""

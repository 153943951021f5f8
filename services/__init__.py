"""枫桥: one record per labour dispute."""

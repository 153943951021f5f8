"""Tables of the read side, how rows are written to them, and how the log is read."""

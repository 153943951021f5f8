"""What each partner may see of the log, in order, without a gap, the same bytes for ever."""

"""Checks that the service keeps what is promised to partners; needs Python's own library alone."""

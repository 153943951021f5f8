"""Keeps the open deadlines of all disputes: computed from the list, the rules and the calendars.

`computing` makes the rows of one dispute, `moving` says what moved them and why, `tables` reads
and writes them, `calendars` finds what a new edition touches, `keeper` follows the list, `runner`
runs it, `rebuild` makes everything anew and compares.
"""

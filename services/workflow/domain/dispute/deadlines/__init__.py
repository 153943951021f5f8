"""Which periods of the law run in a dispute, until when, and why: computed from its state, never stored.

A chapter per stage of the procedure says what each clock rests on (`ClockFacts`); `of_dispute`
counts them under the rules and the calendar of a day. `liveness` says what an open dispute waits
for next.
"""

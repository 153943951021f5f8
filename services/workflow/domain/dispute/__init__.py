"""One labour dispute, from intake to closing: one aggregate, one stream.

Read a stage in one file: intake, mediation, agreement, confirmation, referral, arbitration,
closing, matter, correction. `lifecycle` is the table of moves, `fold` the one fold, `decider`
the one judge, `permissions` the one table of who may.
"""

"""One labour dispute, from intake to archiving: one aggregate, one stream.

The procedure stands in `stages`, a chapter a folder, a stage a file. `states` and `moves` are the
table, `lifecycle` the machine made of it, `events` what can have happened, `folds` and `fold` what
each event makes of the `state`, `decider` the one judge, `guards` what several stages ask,
`permissions` and `grants` who may, `history` what a ledger tells.
"""

"""The ledger (台账) that an organisation already keeps, taken over as history.

`sheets` is what a file holds, `columns` what its columns mean, `entries` a row read and checked,
`bodies` the organisations and mediators it names, `drafts` the rows of one dispute as one record,
`references` which disputes are the same matter, `changes` what is new against the log, and
`importing` the whole way.
"""

"""The pages: server-rendered, read-only, Chinese first, English second.

`router` has the addresses, one `*_page` each; `guarding` is around them all and asks `caller` who
may see; `signing_in*` is how people come in and out; `parts` is what pages are made from; `shown` is
what templates get. Numbers and words come from `services.projections`; nothing is decided here.
"""

"""What is recorded, in plain Chinese and English, for pages and the API alike.

`codes` names what events hold as codes, `phrases` is the table of sentences, `acts` says which
values of an event go into which, `naming` finds the names, `telling` puts them together.
"""

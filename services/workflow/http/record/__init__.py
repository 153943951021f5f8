"""The record of a dispute as callers read it, a part a file; `whole` puts them together."""

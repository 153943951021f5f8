"""The agreement: terms, signatures, seal, effect, amendment, performance."""

"""Coded terms in words, a chapter a file."""

"""Parties and those who act for them."""

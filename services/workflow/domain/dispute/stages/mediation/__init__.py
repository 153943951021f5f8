"""Mediation: who mediates, sessions, what is said in confidence, its period and its end."""

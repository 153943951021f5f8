"""Intake: an application is registered, corrected, accepted, declined, withdrawn or split."""

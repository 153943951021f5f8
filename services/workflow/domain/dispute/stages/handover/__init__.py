"""Handing over: offers and their answers, mandates given and returned."""

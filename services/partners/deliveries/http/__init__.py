"""Subscriptions and deliveries by HTTP."""

"""Webhooks: what a partner subscribed to, sent, tried again, given up, sent anew."""

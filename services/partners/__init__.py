"""What crosses to other bodies' systems: profiles, facts that come in, the feed, webhooks, hand-off, files."""

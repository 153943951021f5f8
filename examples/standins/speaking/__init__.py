"""What the stand-ins share: the protocols between a body's system and the service, and nothing of ours."""

"""Courts: suits, setting aside, enforcement."""

"""Which row of the table of permissions an operation asks for, and the record of who read what."""

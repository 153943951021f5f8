"""Who calls: clients of partners, accounts of people, their tokens, and the record of what was read."""

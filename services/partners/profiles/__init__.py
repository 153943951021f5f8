"""Who the partners are, what each may see, and the secrets shared with it."""

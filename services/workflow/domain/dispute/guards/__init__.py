"""What several stages ask before they decide, each question once."""

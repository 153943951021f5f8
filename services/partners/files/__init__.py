"""Evidence and documents: taken in pieces, checked, sealed, kept by their content."""

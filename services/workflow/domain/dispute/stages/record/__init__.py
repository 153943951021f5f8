"""The file itself: documents, closing, the same matter, corrections."""

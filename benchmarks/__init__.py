"""What must be fast, measured; one file a question."""

"""Rules that look at a message and say, with their name, what should become of it. All pure."""

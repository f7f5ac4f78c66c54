"""What each receiver's line can carry, and what is made for it: decided here, done elsewhere."""

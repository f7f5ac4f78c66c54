"""What viewers take part in, as the windows show it."""

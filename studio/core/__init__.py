"""Plain data and small tools that every room may use; imports no other room."""

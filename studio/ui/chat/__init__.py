"""The room in a window: what was written as a list that stands still while it is read."""

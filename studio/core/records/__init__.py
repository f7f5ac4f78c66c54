"""What is written into the event log: one typed payload per kind of thing that happens."""

"""Where pictures and sound come from: one driver per kind, one thread each."""

"""Everything that is kept in the database: the event log, and what is made from it."""

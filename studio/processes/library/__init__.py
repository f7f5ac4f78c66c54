"""The hub's library: collections, profiles, trash, backups, exported files and lost media."""

"""The shop in the header: its collections and profiles, imports, backups and lost files."""

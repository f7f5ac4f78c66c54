"""Why the show is not well, in sentences: who contributes them, and which stands first."""

"""What keeps people's data theirs: keys, consent, retention, erasure, and the audit chain."""

"""The moderator's window: lanes of messages, the team beside them, a key for every act."""

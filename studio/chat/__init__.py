"""The conversation: connectors to every platform, one merged room, rules and moderation."""

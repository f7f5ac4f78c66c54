"""The streamer's window."""

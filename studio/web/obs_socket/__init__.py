"""The socket that Stream Deck, Companion and obs-web speak: obs-websocket 5, on our studio."""

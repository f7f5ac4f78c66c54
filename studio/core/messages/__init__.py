"""The typed protocol: what windows ask of the hub and the engine, and what they are told."""

"""The mains of hub, engine, window and their keeper: build objects, connect, run."""

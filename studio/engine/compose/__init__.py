"""Scenes become pictures, at every tick."""

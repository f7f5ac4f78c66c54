"""Hawker: a desktop studio for people who sell, teach or entertain live."""

__version__ = "0.1.0"

"""Phones and guests who send their camera: WHIP received, decoded, handed to their source."""

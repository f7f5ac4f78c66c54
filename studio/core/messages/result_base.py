"""What every result is."""

import msgspec


class Result(msgspec.Struct, frozen=True, rename="camel", tag_field="type"):
    """Base of all results."""

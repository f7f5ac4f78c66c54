"""What every event is, and the topics that a client subscribes to."""

import enum

import msgspec


class Topic(enum.Flag):
    """What a client can subscribe to; METERS is many a second, so ask for it by name."""

    SHOW = enum.auto()
    STATS = enum.auto()
    METERS = enum.auto()
    ALARMS = enum.auto()
    CHAT = enum.auto()
    TEAM = enum.auto()
    ENGAGE = enum.auto()
    ALL = SHOW | STATS | METERS | ALARMS | CHAT | TEAM | ENGAGE


class Event(msgspec.Struct, frozen=True, rename="camel", tag_field="type"):
    """Base of all events."""

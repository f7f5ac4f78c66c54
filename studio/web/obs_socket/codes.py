"""Numbers of obs-websocket 5, and the refusal that carries one of them."""

import enum

WEBSOCKET_VERSION = "5.5.4"
RPC_VERSION = 1


class Op(enum.IntEnum):
    """What kind of message it is."""

    HELLO = 0
    IDENTIFY = 1
    IDENTIFIED = 2
    REIDENTIFY = 3
    EVENT = 5
    REQUEST = 6
    RESPONSE = 7
    BATCH = 8
    BATCH_RESPONSE = 9


class Close(enum.IntEnum):
    """Why the socket was closed."""

    MESSAGE_DECODE = 4002
    MISSING_FIELD = 4003
    FIELD_TYPE = 4004
    UNKNOWN_OP = 4006
    NOT_IDENTIFIED = 4007
    ALREADY_IDENTIFIED = 4008
    AUTHENTICATION = 4009
    RPC_VERSION = 4010
    INVALIDATED = 4011
    UNSUPPORTED = 4012


class Code(enum.IntEnum):
    """How a request ended."""

    SUCCESS = 100
    MISSING_TYPE = 203
    UNKNOWN_TYPE = 204
    GENERIC = 205
    BATCH_KIND = 206
    NOT_READY = 207
    MISSING_FIELD = 300
    INVALID_FIELD = 400
    FIELD_TYPE = 401
    OUT_OF_RANGE = 402
    EMPTY_FIELD = 403
    RUNNING = 500
    NOT_RUNNING = 501
    STUDIO_MODE_ACTIVE = 505
    STUDIO_MODE_NOT_ACTIVE = 506
    NOT_FOUND = 600
    INVALID_STATE = 604
    INVALID_KIND = 605
    NOT_CONFIGURABLE = 606
    ACTION_FAILED = 701
    CANNOT_ACT = 703


class Events(enum.IntFlag):
    """What a client subscribes to; those above ALL are many a second."""

    GENERAL = 1 << 0
    CONFIG = 1 << 1
    SCENES = 1 << 2
    INPUTS = 1 << 3
    TRANSITIONS = 1 << 4
    FILTERS = 1 << 5
    OUTPUTS = 1 << 6
    SCENE_ITEMS = 1 << 7
    MEDIA_INPUTS = 1 << 8
    VENDORS = 1 << 9
    UI = 1 << 10
    ALL = (1 << 11) - 1
    VOLUME_METERS = 1 << 16
    TRANSFORMS = 1 << 19


class Refusal(Exception):
    """The request cannot be done: a status of the protocol and a comment in English."""

    def __init__(self, code: Code, comment: str) -> None:
        super().__init__(comment)
        self.code = code
        self.comment = comment

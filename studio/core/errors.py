"""Errors that a person or a client should read: each says what is wrong and where."""


class StudioError(Exception):
    """The world failed, not the program: bad input, a missing device, a full disk.

    ``what`` is a short sentence for a person; ``where`` names the file, field,
    layer or message that it is about. Anything else that is raised is a bug.
    """

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what, where)
        self.what = what
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class BadInputError(StudioError):
    """A file, message, setting or SDP that does not say what it must."""


class NotFoundError(StudioError):
    """A scene, layer, source, session or device that does not exist (any more)."""


class UnavailableError(StudioError):
    """Something outside failed now and may work later: a device, a process, a disk."""

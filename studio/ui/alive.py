"""Whether who waits for an answer is still there to hear it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from shiboken6 import isValid


def is_alive(callback: object) -> bool:
    """False once an object of Qt is deleted that the method belongs to, or the function uses.

    A dialog may be closed while its question is under way; touching it then would fail.
    """
    return all(isValid(one) for one in _objects_of(callback))


def _objects_of(callback: object) -> Iterator[QObject]:
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject):
        yield owner
    for cell in getattr(callback, "__closure__", None) or ():
        try:
            held = cell.cell_contents
        except ValueError:  # a name that has no value yet
            continue
        if isinstance(held, QObject):
            yield held

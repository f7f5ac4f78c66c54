"""Answers for what was closed meanwhile."""

from functools import partial

from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import delete

from studio.ui.alive import is_alive


def test_methods_and_functions_live_as_long_as_what_they_touch(qapp: QApplication) -> None:
    label = QLabel("waits")

    def show(words: str) -> None:
        label.setText(words)

    assert is_alive(label.setText)
    assert is_alive(show)
    delete(label)
    assert not is_alive(label.setText)
    assert not is_alive(show)


def test_what_needs_no_window_is_always_there() -> None:
    found: list[str] = []
    assert is_alive(found.append)
    assert is_alive(partial(print, end=""))
    assert is_alive(len)


def test_a_name_without_a_value_is_no_reason() -> None:
    def outer() -> bool:
        def inner() -> None:
            assert later is not None

        found = is_alive(inner)
        later = QLabel
        return found and later is not None

    assert outer()

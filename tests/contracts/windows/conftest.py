"""The fixtures of windows, for what holds for all of them."""

from tests.ui.conftest import _in_english, _styled, session, studio, theme

__all__ = ["_in_english", "_styled", "session", "studio", "theme"]

"""What a strip shows of its talk key, and the part of its menu that chooses it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from studio.core.edits import ChangeStrip
from studio.core.scene import Strip
from studio.core.talking import Talk
from studio.ui.words import tr


@dataclass(frozen=True, slots=True)
class TalkShown:
    """``key`` as this system writes it; empty: none is chosen."""

    key: str = ""
    is_held: bool = False


def talk_words(talk: Talk, key: str) -> str:
    """Why a strip is silent just now."""
    if talk is Talk.TO_MUTE:
        return tr("muted")
    return tr("talk_hold", key=key) if key else tr("talk_no_key")


def add_talk(
    menu: QMenu,
    strip: Strip,
    key: str,
    edit: Callable[[ChangeStrip, str], None],
    choose_key: Callable[[str], object],
) -> None:
    """Off, push to talk, push to mute, and the key; whoever has none is asked for it."""

    def choose(talk: Talk) -> None:
        edit(ChangeStrip(strip.source_id, talk=talk), "")
        if talk is not Talk.OFF and not key:
            choose_key(strip.source_id)

    inner = menu.addMenu(tr("talk"))
    group = QActionGroup(inner)
    for talk in Talk:
        action = inner.addAction(tr(f"talk_{talk.value}"))
        action.setCheckable(True)
        action.setChecked(talk is strip.talk)
        action.triggered.connect(lambda _on=False, to=talk: choose(to))
        group.addAction(action)
    inner.addSeparator()
    words = tr("talk_key", key=key) if key else tr("talk_choose_key")
    inner.addAction(words).triggered.connect(lambda _on=False: choose_key(strip.source_id))

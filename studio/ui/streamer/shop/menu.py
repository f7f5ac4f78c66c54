"""The shop's menu: what is open, what can be opened, and what can be done with it."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from studio.core.library import Shelf, Volume
from studio.core.messages.results import Library
from studio.ui.sentences import said
from studio.ui.words import tr

_MOST_DISCARDED = 8


class Acts(Protocol):
    """What the menu asks for."""

    def open(self, volume: Volume) -> None:
        """Use this one."""

    def create(self, shelf: Shelf) -> None:
        """A new one."""

    def rename(self, volume: Volume) -> None:
        """Another name."""

    def duplicate(self, volume: Volume) -> None:
        """The same under another name."""

    def discard(self, volume: Volume) -> None:
        """Into the trash."""

    def bring_back(self, discarded_id: str) -> None:
        """Out of the trash."""

    def choose_import(self) -> None:
        """Ask for a file to take in."""

    def choose_export(self, *, has_media: bool) -> None:
        """Ask where to, and write it."""

    def open_backups(self) -> None:
        """Everything that can be gone back to."""

    def open_missing(self) -> None:
        """Files that are not there."""


def fill_menu(menu: QMenu, library: Library, acts: Acts) -> None:
    """Collections first, then profiles, then the rest."""
    for shelf in Shelf:
        volumes = [one for one in library.volumes if one.shelf is shelf]
        if shelf is Shelf.PROFILE:
            menu.addSeparator()
        menu.addAction(tr(f"shop_{shelf.value}")).setEnabled(False)
        _add_volumes(menu, volumes, acts)
        _add_acts(menu.addMenu(tr(f"shop_manage_{shelf.value}")), shelf, volumes, acts)
    menu.addSeparator()
    if library.missing:
        words = tr("shop_missing", count=len(library.missing))
        _add(menu, words, acts.open_missing)
    if library.discarded:
        trash = menu.addMenu(tr("shop_trash"))
        for one in library.discarded[:_MOST_DISCARDED]:
            words = tr("shop_bring_back", name=_plain(one.name))
            _add(trash, words, partial(acts.bring_back, one.id))
    _add(menu, tr("shop_import"), acts.choose_import)
    _add(menu, tr("shop_export"), partial(acts.choose_export, has_media=False))
    _add(menu, tr("shop_export_media"), partial(acts.choose_export, has_media=True))
    _add(menu, tr("shop_backups"), acts.open_backups)


def _add_volumes(menu: QMenu, volumes: list[Volume], acts: Acts) -> None:
    group = QActionGroup(menu)
    for volume in volumes:
        words = _plain(volume.name)
        if volume.reason:
            words = tr("shop_broken", name=words)
        action = _add(menu, words, partial(acts.open, volume))
        action.setCheckable(True)
        action.setChecked(volume.is_current)
        action.setEnabled(not volume.reason or volume.is_current)
        action.setToolTip(said(volume.reason))
        group.addAction(action)


def _add_acts(menu: QMenu, shelf: Shelf, volumes: list[Volume], acts: Acts) -> None:
    _add(menu, tr(f"shop_new_{shelf.value}"), partial(acts.create, shelf))
    current = next((one for one in volumes if one.is_current), None)
    if current is not None:
        _add(menu, tr("shop_rename"), partial(acts.rename, current))
        _add(menu, tr("shop_duplicate"), partial(acts.duplicate, current))
    others = [one for one in volumes if not one.is_current]
    if others:
        menu.addSeparator()
    for volume in others:
        words = tr("shop_discard", name=_plain(volume.name))
        _add(menu, words, partial(acts.discard, volume))


def _add(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(words)
    action.triggered.connect(lambda _checked=False: act())
    return action


def _plain(name: str) -> str:
    """A name in a menu, in which & would mark a key."""
    return name.replace("&", "&&")

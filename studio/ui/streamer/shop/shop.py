"""What can be done with collections and profiles from the window; the hub does it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QInputDialog, QMenu, QWidget

from studio.core import library as lib
from studio.core.library import Shelf, Volume
from studio.core.messages.requests import ChangeLibrary, GetLibrary, PreviewImport
from studio.core.messages.results import Library, Result
from studio.ui.session import Session
from studio.ui.streamer.shop.backups_dialog import BackupsDialog
from studio.ui.streamer.shop.drop import DropImport
from studio.ui.streamer.shop.import_dialog import ImportDialog
from studio.ui.streamer.shop.menu import fill_menu
from studio.ui.streamer.shop.missing_dialog import MissingDialog
from studio.ui.widgets.toast import Say, ToastAct
from studio.ui.words import tr


class Shop(QObject):
    """Belongs to one window; ``say`` shows a sentence in it, ``button`` opens the menu."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        say: Say,
        button: QAbstractButton,
    ) -> None:
        super().__init__(window)
        self._button = button
        self._window = window
        self._session = session
        self._say = say
        self.library = Library()
        self._drops = DropImport(window, self.import_from)
        button.clicked.connect(lambda _checked=False: self.open_menu())

    def open_menu(self) -> None:
        """All of it as a menu below the name, once the hub has said how it stands."""

        def show() -> None:
            menu = QMenu(self._window)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_menu(menu, self.library, self)
            menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

        self._look(show)

    def do(self, act: lib.AnyAct, then: Callable[[], None] = lambda: None) -> None:
        """Have it done; what is refused is said."""
        self._session.ask(ChangeLibrary(act), lambda result: self._take(result, then))

    def open(self, volume: Volume) -> None:
        """Use this one."""
        self.do(lib.Open(volume.shelf, volume.id))

    def create(self, shelf: Shelf) -> None:
        """A new one, by a name that is asked for."""
        name = _ask_name(self._window, tr(f"shop_new_{shelf.value}"), "")
        if name:
            self.do(lib.Create(shelf, name), lambda: self._open_taken(shelf))

    def rename(self, volume: Volume) -> None:
        """Another name."""
        name = _ask_name(self._window, tr("shop_rename"), volume.name)
        if name and name != volume.name:
            self.do(lib.Rename(volume.shelf, volume.id, name))

    def duplicate(self, volume: Volume) -> None:
        """The same under another name."""
        name = _ask_name(self._window, tr("shop_duplicate"), tr("copy_of", name=volume.name))
        if name:
            self.do(lib.Duplicate(volume.shelf, volume.id, name))

    def discard(self, volume: Volume) -> None:
        """Into the trash."""
        words = tr("shop_discarded", name=volume.name)
        act = ToastAct(tr("shop_bring_back_now"), self.bring_back_last)
        self.do(lib.Discard(volume.shelf, volume.id), lambda: self._say(words, act=act))

    def bring_back(self, discarded_id: str) -> None:
        """Out of the trash."""
        self.do(lib.BringBack(discarded_id))

    def bring_back_last(self) -> None:
        """What was deleted last."""

        def bring() -> None:
            if self.library.discarded:
                self.bring_back(self.library.discarded[0].id)
            else:
                self._say(tr("shop_trash_empty"))

        self._look(bring)

    def choose_import(self) -> None:
        """Ask for a file to take in."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window, tr("shop_import"), "", "Hawker, OBS, Streamlabs (*.zip *.json *.ini)"
        )
        if name:
            self.import_from(name)

    def import_from(self, path: str) -> None:
        """Show what a file would bring, and ask."""

        def show(result: Result) -> None:
            if isinstance(result, Library):
                dialog = ImportDialog(self._window, path, result.taken)
                dialog.chosen.connect(lambda is_opened: self._take_in(path, is_opened))
                dialog.open()

        self._session.ask(PreviewImport(path), show)

    def choose_export(self, *, has_media: bool) -> None:
        """Ask where to, and write it."""
        show = self._session.show
        first = f"{show.name if show is not None else 'Hawker'}.hawker.zip".replace("/", "_")
        name, _kind = QFileDialog.getSaveFileName(
            self._window, tr("shop_export"), first, "Hawker (*.zip)"
        )
        if name:
            self.export_to(name, has_media=has_media)

    def export_to(self, path: str, *, has_media: bool) -> None:
        """The open collection and profile into one file."""
        done = tr("shop_exported", file=Path(path).name)
        self.do(lib.Export(path, has_media), lambda: self._say(done))

    def open_backups(self) -> None:
        """Everything that can be gone back to."""

        def show() -> None:
            dialog = BackupsDialog(self._window, self.library.backups)
            dialog.restored.connect(
                lambda backup_id: self.do(
                    lib.Restore(backup_id), lambda: self._say(tr("shop_restored"))
                )
            )
            dialog.made.connect(
                lambda: self.do(lib.MakeBackup(), lambda: dialog.show_backups(self.library.backups))
            )
            dialog.open()

        self._look(show)

    def open_missing(self) -> None:
        """Files that are not there, and where to look for them."""

        def show() -> None:
            dialog = MissingDialog(self._window, self.library.missing)
            dialog.searched.connect(
                lambda folder: self.do(
                    lib.FindFiles(folder),
                    lambda: dialog.show_missing(self.library.missing, self.library.taken.sources),
                )
            )
            dialog.open()

        self._look(show)

    def _look(self, then: Callable[[], None]) -> None:
        self._session.ask(GetLibrary(), lambda result: self._take(result, then))

    def _take(self, result: Result, then: Callable[[], None]) -> None:
        if isinstance(result, Library):
            self.library = result
            then()

    def _take_in(self, path: str, is_opened: bool) -> None:
        def told() -> None:
            taken = self.library.taken
            self._say(tr("shop_imported", name=taken.name))
            if is_opened:
                shelf = Shelf.COLLECTION if taken.collection_id else Shelf.PROFILE
                self._open_taken(shelf)

        self.do(lib.TakeIn(path), told)

    def _open_taken(self, shelf: Shelf) -> None:
        taken = self.library.taken
        made = taken.collection_id if shelf is Shelf.COLLECTION else taken.profile_id
        if made:
            self.do(lib.Open(shelf, made))


def _ask_name(parent: QWidget, title: str, first: str) -> str:
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(tr("name"))
    dialog.setTextValue(first)
    dialog.setOkButtonText(tr("save"))
    dialog.setCancelButtonText(tr("cancel"))
    is_accepted = bool(dialog.exec())
    return dialog.textValue().strip()[:200] if is_accepted else ""

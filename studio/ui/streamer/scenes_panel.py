"""The list of scenes with their pictures: one click puts a scene on air, or prepares it."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu

from studio.core.edits import AddScene, DuplicateScene, MoveScene, RemoveScene, RenameScene
from studio.core.ids import new_id
from studio.core.messages.requests import SwitchScene
from studio.core.scene import Scene
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.staging import choose_scene
from studio.ui.streamer.transition_dialog import TransitionDialog
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel
from studio.ui.widgets.scene_row import (
    ID_ROLE,
    IMAGE_ROLE,
    PLACE_ROLE,
    THUMBNAIL_PX,
    ScenePlace,
    SceneRow,
    place_words,
)
from studio.ui.words import tr

_WHO = "scenes"


class ScenesPanel(Panel):
    """Double click or F2 renames, dragging or Alt with an arrow reorders, Delete removes."""

    def __init__(self, session: Session, theme: Theme, pictures: Pictures) -> None:
        super().__init__(tr("scenes"), theme)
        self._session = session
        self._pictures = pictures
        self._is_filling = self._is_live = False
        self._chosen = self._wanted = ""
        self.list = QListWidget()
        self.list.setItemDelegate(SceneRow(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("scenes"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemClicked.connect(self._switch)
        self.list.itemActivated.connect(self._switch)
        self.list.itemChanged.connect(self._renamed)
        self.list.model().rowsMoved.connect(self._moved)
        self.body.addWidget(self.list)
        self.add_tool("add", tr("add_scene"), self.add)
        self.add_tool("copy", tr("duplicate_scene"), self.duplicate)
        self.add_tool("trash", tr("remove_scene"), self.remove)
        remove = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            move = QShortcut(QKeySequence(key), self.list)
            move.setContext(Qt.ShortcutContext.WidgetShortcut)
            move.activated.connect(partial(self.move_scene, step))
        session.show_changed.connect(self.refresh)
        session.failed.connect(self.refresh)
        session.changed.connect(self._follow_air)
        pictures.changed.connect(self._show_pictures)

    def refresh(self) -> None:
        """Show the scenes as they are."""
        show = self._session.show
        if show is None:
            return
        self._is_filling = True
        wanted = [(scene.id, scene.name) for scene in show.scenes]
        chosen = show.edited_scene.id
        is_other = chosen != self._chosen
        self._chosen = self._wanted = chosen
        row = self.list.currentRow()
        picked = self._id_of(self.list.item(row)) if row >= 0 else ""
        if wanted != self._shown():
            if not is_other and show.scene(picked) is not None:
                chosen = picked
            is_other = True
            self.list.clear()
            for scene in show.scenes:
                self.list.addItem(_item_of(scene))
        for row in range(self.list.count()):
            item = self.list.item(row)
            scene_id = self._id_of(item)
            place = ScenePlace(
                scene_id == show.current_scene_id,
                scene_id == show.preview_scene_id,
                self._is_live,
            )
            item.setData(PLACE_ROLE, tuple(place))
            item.setData(IMAGE_ROLE, self._pictures.image_of(scene_id))
            said = f"{item.text()}, {place_words(place)}".rstrip(", ")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            if scene_id == chosen and is_other:
                self.list.setCurrentItem(item)
        self._is_filling = False

    def add(self) -> None:
        """A new, empty scene."""
        show = self._session.show
        if show is None:
            return
        scene = Scene(new_id("scene"), tr("scene_name", number=len(show.scenes) + 1))
        self._session.edit(AddScene(scene))
        choose_scene(self._session, scene.id)

    def duplicate(self) -> None:
        """A copy of the chosen scene."""
        item = self.list.currentItem()
        if item is not None:
            name = tr("copy_of", name=item.text())[:200]
            self._session.edit(DuplicateScene(self._id_of(item), new_id("scene"), name))

    def remove(self) -> None:
        """Take the chosen scene away; undo brings it back."""
        show, item = self._session.show, self.list.currentItem()
        if show is None or item is None:
            return
        scene_id = self._id_of(item)
        others = [scene.id for scene in show.scenes if scene.id != scene_id]
        if others and scene_id == show.current_scene_id:
            self._session.ask(SwitchScene(others[0]))
        self._session.remove(RemoveScene(scene_id), item.text())

    def move_scene(self, step: int) -> None:
        """The chosen scene so many places further down; above 0 is down."""
        show, item = self._session.show, self.list.currentItem()
        if show is None or item is None:
            return
        place = self.list.row(item) + step
        if 0 <= place < len(show.scenes):
            self._session.edit(MoveScene(self._id_of(item), place))

    def showEvent(self, event: QShowEvent) -> None:
        """Pictures are wanted."""
        super().showEvent(event)
        self._pictures.want(_WHO, THUMBNAIL_PX)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees them."""
        super().hideEvent(event)
        self._pictures.want(_WHO, 0)

    def show_pictures(self, is_seen: bool) -> None:
        """The window is seen, or it is minimised or hidden."""
        self._pictures.want(_WHO, THUMBNAIL_PX if is_seen and self.isVisible() else 0)

    def change_transition(self) -> None:
        """How the programme comes to the chosen scene."""
        show, item = self._session.show, self.list.currentItem()
        scene = show.scene(self._id_of(item)) if show is not None and item is not None else None
        if scene is not None:
            TransitionDialog(self.window(), self._session, scene.id).open()

    def _follow_air(self) -> None:
        if self._session.state.is_on_air != self._is_live:
            self._is_live = self._session.state.is_on_air
            self.refresh()

    def _show_pictures(self) -> None:
        self._is_filling = True
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setData(IMAGE_ROLE, self._pictures.image_of(self._id_of(item)))
        self._is_filling = False

    def _shown(self) -> list[tuple[str, str]]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return [(self._id_of(item), item.text()) for item in items]

    def _switch(self, item: QListWidgetItem) -> None:
        # Against what was asked for last: the answer to that may still be on its way.
        if self._id_of(item) != self._wanted:
            self._wanted = self._id_of(item)
            choose_scene(self._session, self._wanted)

    def _renamed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        name = item.text().strip()[:200]
        if name:
            self._session.edit(RenameScene(self._id_of(item), name))
        else:
            self.refresh()

    def _moved(self) -> None:
        show = self._session.show
        if show is None or self._is_filling:
            return
        before = [scene.id for scene in show.scenes]
        for place, (scene_id, _name) in enumerate(self._shown()):
            if before[place] != scene_id:
                moved = scene_id if before.index(scene_id) != place + 1 else before[place]
                self._session.edit(MoveScene(moved, [one for one, _ in self._shown()].index(moved)))
                return

    def _open_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("add_scene"), self.add)
        item = self.list.itemAt(point)
        if item is not None:
            self.list.setCurrentItem(item)
            menu.addAction(tr("rename"), lambda: self.list.editItem(item))
            menu.addAction(tr("duplicate_scene"), self.duplicate)
            menu.addAction(tr("scene_transition"), self.change_transition)
            menu.addAction(tr("remove_scene"), self.remove)
        menu.exec(self.list.viewport().mapToGlobal(point))

    @staticmethod
    def _id_of(item: QListWidgetItem) -> str:
        return str(item.data(ID_ROLE))


def _item_of(scene: Scene) -> QListWidgetItem:
    item = QListWidgetItem(scene.name)
    item.setData(ID_ROLE, scene.id)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
    return item

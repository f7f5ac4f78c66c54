"""The layers of the scene on the programme, topmost first."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu, QWidget

from studio.core import edits as ed
from studio.core.ids import new_id
from studio.core.scene import Group, Layer
from studio.ui.session import Session
from studio.ui.source_names import kind_of
from studio.ui.theme import Theme
from studio.ui.widgets.layer_row import LayerRow
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr


class LayersPanel(Panel):
    """``selected`` with a layer's id, or empty. ``open_add(button)`` shows what can be added."""

    selected = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, open_add: Callable[[QWidget], object]
    ) -> None:
        super().__init__(tr("layers"), theme)
        self._session = session
        self._is_filling = False
        self._drawn: object = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("layers"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemSelectionChanged.connect(self._select)
        # Several dragged layers move one by one: the new order is read when all have come down.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._moved)
        self.list.model().rowsMoved.connect(lambda *_rows: self._settled.start())
        self._empty = plain_label(tr("no_layers"), "empty")
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self.add_button = self.add_tool("add", tr("add_layer"), lambda: open_add(self.add_button))
        self.add_tool("up", tr("layer_up"), lambda: self.shift(1))
        self.add_tool("down", tr("layer_down"), lambda: self.shift(-1))
        self.add_tool("trash", tr("remove_layer"), self.remove)
        for keys, by in (("Alt+Up", 1), ("Alt+Down", -1)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self.shift(by))
        session.show_changed.connect(self.refresh)
        session.failed.connect(self._go_back)
        session.changed.connect(self._refresh_statuses)

    def refresh(self) -> None:
        """Show the layers as they are."""
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        drawn = (scene.id, scene.layers, scene.groups, show.sources)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        chosen = set(self.chosen())
        groups = {group.id: group.name for group in scene.groups}
        self._is_filling = True
        self.list.clear()
        for layer in reversed(scene.layers):
            source = show.source(layer.source_id)
            kind = kind_of(source.settings) if source is not None else "pattern"
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, layer.id)
            item.setSizeHint(QSize(10, 34))
            row = LayerRow(layer, kind, groups.get(layer.group_id, ""), self.theme, self._change)
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
            item.setSelected(layer.id in chosen)
        self._is_filling = False
        self._empty.setVisible(not scene.layers)
        self.list.setVisible(bool(scene.layers))
        self._refresh_statuses()
        if set(self.chosen()) != chosen:
            self._select()

    def _go_back(self) -> None:
        """Something was refused: the list shows the order that holds."""
        self._drawn = None
        self.refresh()

    def chosen(self) -> list[str]:
        """Ids of the selected layers."""
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]

    def choose(self, layer_id: str) -> None:
        """Select this layer alone."""
        if self.chosen() == ([layer_id] if layer_id else []):
            return
        self._is_filling = True
        self.list.clearSelection()
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == layer_id:
                self.list.setCurrentItem(item)
                item.setSelected(True)
        self._is_filling = False
        self.selected.emit(layer_id)

    def remove(self) -> None:
        """Take the selected layers away; undo brings them back."""
        scene, chosen = self._session.scene, self.chosen()
        if scene is not None and chosen:
            self._session.edit(ed.RemoveLayers(scene.id, tuple(chosen)))

    def shift(self, by: int) -> None:
        """Move the selected layer up (1) or down (−1)."""
        scene, chosen = self._session.scene, self.chosen()
        if scene is None or len(chosen) != 1:
            return
        order = [layer.id for layer in scene.layers]
        place = order.index(chosen[0]) + by
        if 0 <= place < len(order):
            self._session.edit(ed.MoveLayer(scene.id, chosen[0], place))

    def group(self) -> None:
        """Make one group of the selected layers."""
        scene, chosen = self._session.scene, self.chosen()
        if scene is not None and len(chosen) > 1:
            name = tr("group_name", number=len(scene.groups) + 1)
            group = Group(new_id("group"), name)
            self._session.edit(ed.GroupLayers(scene.id, group, tuple(chosen)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
            return
        super().keyPressEvent(event)

    def _change(self, layer_id: str, is_visible: bool | None, is_locked: bool | None) -> None:
        scene = self._session.scene
        if scene is not None:
            self._session.edit(
                ed.ChangeLayer(scene.id, layer_id, is_visible=is_visible, is_locked=is_locked)
            )

    def _select(self) -> None:
        if not self._is_filling:
            chosen = self.chosen()
            self.selected.emit(chosen[0] if len(chosen) == 1 else "")

    def _moved(self) -> None:
        scene = self._session.scene
        if scene is None or self._is_filling:
            return
        rows = [
            str(self.list.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.list.count())
        ]
        wanted = list(reversed(rows))
        before = [layer.id for layer in scene.layers]
        self._drawn = None
        if sorted(before) != sorted(wanted):
            self.refresh()  # the show changed meanwhile
            return
        moves = _moves(before, wanted)
        merge_key = new_id("order") if len(moves) > 1 else ""
        for moved in moves:
            self._session.edit(ed.MoveLayer(scene.id, moved, wanted.index(moved)), merge_key)

    def _refresh_statuses(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        sources = {layer.id: layer.source_id for layer in scene.layers}
        for row in range(self.list.count()):
            item = self.list.item(row)
            widget = self.list.itemWidget(item)
            source_id = sources.get(str(item.data(Qt.ItemDataRole.UserRole)), "")
            if isinstance(widget, LayerRow):
                widget.set_status(self._session.state.source_status(source_id))

    def _open_menu(self, point: QPoint) -> None:
        scene = self._session.scene
        menu = QMenu(self)
        chosen = self.chosen()
        if scene is not None and chosen:
            layer = next((one for one in scene.layers if one.id == chosen[0]), None)
            menu.addAction(tr("layer_up"), lambda: self.shift(1))
            menu.addAction(tr("layer_down"), lambda: self.shift(-1))
            if len(chosen) > 1:
                menu.addAction(tr("group"), self.group)
            if layer is not None and layer.group_id:
                self._add_group_actions(menu, layer)
            menu.addSeparator()
            menu.addAction(tr("remove_layer"), self.remove)
        if not menu.isEmpty():
            menu.exec(self.list.viewport().mapToGlobal(point))

    def _add_group_actions(self, menu: QMenu, layer: Layer) -> None:
        scene = self._session.scene
        if scene is None:
            return
        group = next((one for one in scene.groups if one.id == layer.group_id), None)
        if group is None:
            return
        hide = ed.ChangeGroup(scene.id, group.id, is_visible=not group.is_visible)
        words = tr("hide_group") if group.is_visible else tr("show_group")
        menu.addAction(words, lambda: self._session.edit(hide))
        menu.addAction(tr("ungroup"), lambda: self._session.edit(ed.Ungroup(scene.id, group.id)))


def _moves(before: list[str], after: list[str]) -> list[str]:
    """Which items to take to their new place, in this order, so that ``after`` comes about."""
    for candidate in after:
        rest = [one for one in before if one != candidate]
        if before != after and rest == [one for one in after if one != candidate]:
            return [candidate]
    now, moves = list(before), []
    for place, item in enumerate(after):
        if now[place] != item:
            now.remove(item)
            now.insert(place, item)
            moves.append(item)
    return moves

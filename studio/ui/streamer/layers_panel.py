"""The layers of the scene, topmost first, groups as rows that fold; picked as on the stage."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidgetItem, QWidget

from studio.core import edits as ed
from studio.core.scene import Group, Layer
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.source_names import kind_of
from studio.ui.stage.ordering import Row, places_of, rows_of
from studio.ui.stage.picking import Picked
from studio.ui.streamer.layer_acts import LayerActs
from studio.ui.theme import Theme
from studio.ui.widgets.drop_list import DropList
from studio.ui.widgets.group_row import GroupRow
from studio.ui.widgets.layer_row import LayerRow
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

_ROW = Qt.ItemDataRole.UserRole


class LayersPanel(Panel):
    """``open_add(button)`` shows what can be added.

    ``menu_wanted`` with a place on the screen, ``opened`` with the layer that was double clicked,
    ``dropped`` with what was let fall.
    """

    menu_wanted = Signal(QPoint)
    opened = Signal(str)
    dropped = Signal(object)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        selection: Selection,
        acts: LayerActs,
        open_add: Callable[[QWidget], object],
    ) -> None:
        super().__init__(tr("layers"), theme)
        self._session = session
        self._selection = selection
        self._is_filling = False
        self._drawn: object = None
        self._folded: set[str] = set()
        self._groups_before: set[str] = set()
        self.list = DropList()
        self._set_up_list()
        # Several dragged layers move one by one: the new order is read when all have come down.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._moved)
        self.list.model().rowsMoved.connect(lambda *_rows: self._settled.start())
        self._empty = plain_label(tr("no_layers"), "empty")
        self._empty.setWordWrap(True)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list)
        self.add_button = self.add_tool("add", tr("add_layer"), lambda: open_add(self.add_button))
        self.add_tool("up", tr("layer_up"), lambda: acts.shift(1))
        self.add_tool("down", tr("layer_down"), lambda: acts.shift(-1))
        self.add_tool("trash", tr("remove_layer"), acts.remove)
        session.show_changed.connect(self.refresh)
        session.failed.connect(self._go_back)
        session.changed.connect(self._refresh_statuses)
        selection.changed.connect(self._show_selection)

    def refresh(self) -> None:
        """Show the layers as they are."""
        show, scene = self._session.show, self._session.scene
        if show is None or scene is None:
            return
        drawn = (scene.id, scene.layers, scene.groups, show.sources, set(self._folded))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        current = self._row(self.list.currentRow())
        kinds = {source.id: kind_of(source.settings) for source in show.sources}
        layers = {layer.id: layer for layer in scene.layers}
        groups = {group.id: group for group in scene.groups}
        self._is_filling = True
        self.list.clear()
        for row in rows_of(scene.layers, scene.groups, self._folded):
            item = QListWidgetItem()
            item.setData(_ROW, row)
            item.setSizeHint(QSize(10, 34))
            self.list.addItem(item)
            if row.is_group:
                widget = self._group_row(groups[row.group_id], scene.layers)
            else:
                layer = layers[row.layer_id]
                kind = kinds.get(layer.source_id, "pattern")
                widget = self._layer_row(layer, kind, groups.get(row.group_id))
            self.list.setItemWidget(item, widget)
            if row == current:
                self.list.setCurrentItem(item)
        self._is_filling = False
        self._empty.setVisible(not scene.layers)
        self.list.setVisible(bool(scene.layers))
        self._refresh_statuses()
        self._show_selection()

    def chosen(self) -> list[str]:
        """Ids of the selected layers."""
        return list(self._selection.layer_ids)

    def fold(self, group_id: str) -> None:
        """Fold a group, or unfold it."""
        self._folded ^= {group_id}
        self.refresh()

    def _sideways(self, is_left: bool) -> None:
        """Left folds the group of the current row, right unfolds it."""
        row = self._row(self.list.currentRow())
        if row is not None and row.group_id and is_left != (row.group_id in self._folded):
            self.fold(row.group_id)

    def _set_up_list(self) -> None:
        self.list.setAccessibleName(tr("layers"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        self.list.itemSelectionChanged.connect(self._select)
        self.list.itemDoubleClicked.connect(self._open)
        self.list.entered_row.connect(self._open)
        self.list.gone_sideways.connect(self._sideways)
        self.list.dropped.connect(self.dropped)

    def _group_row(self, group: Group, layers: tuple[Layer, ...]) -> QWidget:
        count = sum(layer.group_id == group.id for layer in layers)
        is_folded = group.id in self._folded
        return GroupRow(
            group, count, self.theme, self._change_group, self.fold, is_folded=is_folded
        )

    def _layer_row(self, layer: Layer, kind: str, group: Group | None) -> QWidget:
        return LayerRow(
            layer,
            kind,
            self.theme,
            self._change,
            is_in_group=group is not None,
            is_seen=group is None or group.is_visible,
        )

    def _row(self, number: int) -> Row | None:
        is_there = 0 <= number < self.list.count()
        found = self.list.item(number).data(_ROW) if is_there else None
        return found if isinstance(found, Row) else None

    def _rows(self) -> list[Row]:
        rows = (self._row(number) for number in range(self.list.count()))
        return [row for row in rows if row is not None]

    def _go_back(self) -> None:
        """Something was refused: the list shows the order that holds."""
        self._drawn = None
        self.refresh()

    def _change(self, layer_id: str, is_visible: bool | None, is_locked: bool | None) -> None:
        scene = self._session.scene
        if scene is not None:
            self._session.edit(
                ed.ChangeLayer(scene.id, layer_id, is_visible=is_visible, is_locked=is_locked)
            )

    def _change_group(self, group_id: str, is_visible: bool | None, is_locked: bool | None) -> None:
        scene = self._session.scene
        if scene is not None:
            self._session.edit(
                ed.ChangeGroup(scene.id, group_id, is_visible=is_visible, is_locked=is_locked)
            )

    def _select(self) -> None:
        """A group's row stands for all of its layers."""
        scene = self._session.scene
        if self._is_filling or scene is None:
            return
        rows = self._rows()
        marked = {row for row in rows if self.list.item(rows.index(row)).isSelected()}
        groups = {row.group_id for row in marked if row.is_group}
        ids = [row.layer_id for row in rows if row in marked and not row.is_group]
        members = {
            group_id: [one.id for one in reversed(scene.layers) if one.group_id == group_id]
            for group_id in groups | self._groups_before
        }
        for group_id in groups - self._groups_before:
            ids += [one for one in members[group_id] if one not in ids]
        for group_id in groups & self._groups_before & self._folded:
            ids += [one for one in members[group_id] if one not in ids]
        for group_id in self._groups_before - groups:
            ids = [one for one in ids if one not in members[group_id]]
        inside = {layer.group_id for layer in scene.layers if layer.id in ids}
        entered = inside.pop() if len(inside) == 1 else ""
        if entered and {one.id for one in scene.layers if one.group_id == entered} <= set(ids):
            entered = ""
        self._selection.set(Picked(tuple(ids), entered))
        self._show_selection()

    def _show_selection(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        chosen = set(self._selection.layer_ids)
        self._groups_before = {
            group.id
            for group in scene.groups
            if {layer.id for layer in scene.layers if layer.group_id == group.id} <= chosen
        }
        self._is_filling = True
        for number, row in enumerate(self._rows()):
            is_chosen = row.group_id in self._groups_before if row.is_group else False
            self.list.item(number).setSelected(is_chosen or row.layer_id in chosen)
        self._is_filling = False

    def _moved(self) -> None:
        scene = self._session.scene
        if scene is None or self._is_filling:
            return
        self._drawn = None
        places = places_of(self._rows(), scene.layers, self._selection.layer_ids)
        before = tuple(ed.LayerPlace(layer.id, layer.group_id) for layer in scene.layers)
        is_same_set = sorted(one.layer_id for one in places) == sorted(
            one.layer_id for one in before
        )
        if not is_same_set or places == before:
            self.refresh()  # the show changed meanwhile, or nothing did
            return
        self._session.edit(ed.ArrangeLayers(scene.id, places))

    def _refresh_statuses(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        sources = {layer.id: layer.source_id for layer in scene.layers}
        for number, row in enumerate(self._rows()):
            widget = self.list.itemWidget(self.list.item(number))
            if isinstance(widget, LayerRow):
                source_id = sources.get(row.layer_id, "")
                widget.set_status(self._session.state.source_status(source_id))

    def _ask_menu(self, point: QPoint) -> None:
        self.menu_wanted.emit(self.list.viewport().mapToGlobal(point))

    def _open(self, item: QListWidgetItem) -> None:
        row = item.data(_ROW)
        if isinstance(row, Row) and row.is_group:
            self.fold(row.group_id)
        elif isinstance(row, Row):
            self.opened.emit(row.layer_id)

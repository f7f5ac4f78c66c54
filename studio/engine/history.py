"""Undo and redo for every edit of the show."""

import threading
from dataclasses import dataclass

import msgspec

from studio.core.editing import apply_edit, describe_edit
from studio.core.edits import Edit
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Show
from studio.core.show_check import check_show

_MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class _Step:
    """A show to go back to, and the name of the edit that led away from it."""

    show: Show
    name: str
    merge_key: str = ""


class History:
    """The present show with what came before and after; safe from several threads.

    Which scene is on the programme, and which is prepared, is not an edit: undo never
    changes it while the scene still exists.
    """

    def __init__(self, show: Show) -> None:
        self._lock = threading.RLock()
        self._show = check_show(show, "show")
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self.revision = 0

    @property
    def show(self) -> Show:
        """The show now."""
        return self._show

    @property
    def undo_name(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1].name if self._undo else ""

    @property
    def redo_name(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._redo[-1].name if self._redo else ""

    def apply(self, edit: Edit, merge_key: str = "") -> Show:
        """Do an edit; steps with the same non-empty key become one undo."""
        with self._lock:
            changed = apply_edit(self._show, edit)
            return self._advance(changed, describe_edit(self._show, edit), merge_key)

    def replace(self, show: Show) -> Show:
        """Another show altogether; can be undone."""
        with self._lock:
            if bool(show.preview_scene_id) != bool(self._show.preview_scene_id):
                prepared = show.current_scene_id if self._show.preview_scene_id else ""
                show = msgspec.structs.replace(show, preview_scene_id=prepared)
            return self._advance(check_show(show, "ReplaceShow"), f"Open {show.name}", "")

    def begin(self, show: Show) -> Show:
        """Another show with a history of its own: undo must not lead back into the one before."""
        with self._lock:
            self.replace(show)
            self._undo.clear()
            self._redo.clear()
            return self._show

    def switch_scene(self, scene_id: str) -> Show:
        """Another scene on the programme; not a step of the history."""
        with self._lock:
            if self._show.scene(scene_id) is None:
                raise NotFoundError("there is no such scene", scene_id)
            self._set(msgspec.structs.replace(self._show, current_scene_id=scene_id))
            return self._show

    def prepare(self, scene_id: str, is_swapping: bool | None = None) -> Show:
        """Another scene to be prepared, or none when empty; not a step of the history."""
        with self._lock:
            if scene_id and self._show.scene(scene_id) is None:
                raise NotFoundError("there is no such scene", scene_id)
            if is_swapping is None:
                is_swapping = self._show.is_swapping
            self._set(
                msgspec.structs.replace(
                    self._show, preview_scene_id=scene_id, is_swapping=is_swapping
                )
            )
            return self._show

    def take(self) -> Show:
        """The prepared scene on the programme, and the other prepared if they are to swap."""
        with self._lock:
            show = self._show
            if not show.preview_scene_id:
                raise BadInputError("no scene is prepared; turn the preview on first", "take")
            prepared = show.current_scene_id if show.is_swapping else show.preview_scene_id
            self._set(
                msgspec.structs.replace(
                    show, current_scene_id=show.preview_scene_id, preview_scene_id=prepared
                )
            )
            return self._show

    def peek_undo(self) -> Show | None:
        """What undo would lead to."""
        with self._lock:
            return self._undo[-1].show if self._undo else None

    def peek_redo(self) -> Show | None:
        """What redo would lead to."""
        with self._lock:
            return self._redo[-1].show if self._redo else None

    def undo(self) -> Show:
        """Take the last edit back."""
        with self._lock:
            return self._travel(self._undo, self._redo, "there is nothing to undo", "Undo")

    def redo(self) -> Show:
        """Do again what was taken back."""
        with self._lock:
            return self._travel(self._redo, self._undo, "there is nothing to redo", "Redo")

    def _advance(self, show: Show, name: str, merge_key: str) -> Show:
        if show == self._show:
            return self._show
        last = self._undo[-1] if self._undo else None
        if merge_key and last and last.merge_key == merge_key and not self._redo:
            if show == last.show:
                self._undo.pop()  # a drag that was taken back leaves no step
        else:
            self._undo.append(_Step(self._show, name, merge_key))
            del self._undo[:-_MAX_STEPS]
        self._redo.clear()
        self._set(show)
        return self._show

    def _travel(self, back: list[_Step], forth: list[_Step], empty: str, where: str) -> Show:
        if not back:
            raise BadInputError(empty, where)
        step = back.pop()
        forth.append(_Step(self._show, step.name))
        self._set(_staged_as(self._show, step.show))
        return self._show

    def _set(self, show: Show) -> None:
        self._show = show
        self.revision += 1


def _staged_as(before: Show, show: Show) -> Show:
    """The show with the same scenes on the programme and prepared, where it still has them."""
    current, prepared = before.current_scene_id, before.preview_scene_id
    if show.scene(current) is None:
        current = show.current_scene_id
    if prepared and show.scene(prepared) is None:
        prepared = current
    return msgspec.structs.replace(
        show,
        current_scene_id=current,
        preview_scene_id=prepared,
        is_swapping=before.is_swapping,
    )

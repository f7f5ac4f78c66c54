"""How many keys and clicks five common acts need in our window, beside OBS Studio's.

Ours are counted while a hand really does them in a window on air, and only when the effect is
there. OBS Studio's were counted by hand on 29.0.2 as Debian 12 has it; it comes without keys.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.report import write_result
from studio.core.edits import AddSource
from studio.core.scene import Show, Source
from studio.core.sources import CameraSettings, MicrophoneSettings
from studio.processes.window import HubConnection, build_shell
from studio.ui.bridge import Bridge
from studio.ui.session import Session
from studio.ui.streamer.window import StreamerWindow
from studio.ui.words import tr
from tests.support.display import PrivateDisplay
from tests.support.hand import Hand
from tests.support.studio import RunningStudio

# What has to be clicked there, so that anybody can count again.
_OBS = {
    "add_camera": ("Add Source", "Video Capture Device", "OK for its name", "OK for its settings"),
    "hide_layer": ("the eye",),
    "switch_scene": ("the scene",),
    "mute": ("the speaker",),
    "clip": ("Start Replay Buffer, which the settings must allow first", "Save Replay"),
}


@dataclass(frozen=True, slots=True)
class _Act:
    """``is_done`` says whether the effect is there; ``undo`` takes it away again, uncounted."""

    name: str
    by_mouse: Callable[[], None]
    by_keys: Callable[[], None]
    is_done: Callable[[], bool]
    undo: Callable[[], object]


class _Desk:
    """The window and the hand in it; ``films`` is where clips come to lie."""

    def __init__(self, session: Session, window: StreamerWindow, films: Path) -> None:
        self.session = session
        self.window = window
        self.hand = Hand()
        self._films = films
        self._known_clips = 0

    def begin(self) -> None:
        """On air, with a microphone, and a layer picked."""
        hand, window = self.hand, self.window
        hand.until(lambda: window.header.state_text == tr("state_live"), "the show is on air")
        source = Source("mic", tr("kind_microphone"), MicrophoneSettings())
        self.session.edit(AddSource(source))
        hand.until(lambda: len(self._show().strips) > 1, "the microphone is in the mixer")
        hand.click(window.layers.list.viewport())
        hand.until(lambda: bool(window.stage.selection.only), "a layer is picked")

    def acts(self) -> list[_Act]:
        """Each by mouse and by keys, as short as the window allows."""
        hand, window = self.hand, self.window
        key = partial(hand.key, window)
        scenes = window.scenes.list
        second = scenes.visualItemRect(scenes.item(1)).center
        first = self._show().scenes[0].id
        back = partial(key, "Ctrl+Z")
        return [
            _Act("hide_layer", self._hide, partial(key, "H"), self._is_hidden, back),
            _Act("add_camera", self._add_camera, self._type_camera, self._has_camera, back),
            _Act(
                "switch_scene",
                lambda: hand.click(scenes.viewport(), second()),
                partial(key, "Ctrl+2"),
                lambda: self._show().current_scene_id != first,
                partial(key, "Ctrl+1"),
            ),
            _Act("mute", self._mute, partial(key, "Ctrl+M"), self._is_muted, back),
            _Act("clip", self._clip, partial(key, "Ctrl+Shift+R"), self._has_clip, self._know_clip),
        ]

    def _hide(self) -> None:
        self.hand.press(self.window.layers, tr("hide"))
        self.window.layers.list.setFocus()  # where the next key is pressed; no click of a person

    def _add_camera(self) -> None:
        camera = tr("kind_camera")
        self.hand.choose(self.window, tr("add_layer"), camera)
        self.hand.press(self.hand.dialog(tr("add_kind", kind=camera)), tr("add"))

    def _type_camera(self) -> None:
        self.hand.key(self.window, "Ctrl+K")
        palette = self.hand.dialog("")
        focused = QApplication.focusWidget() or palette
        self.hand.type(focused, "cam")
        self.hand.key(palette, "Return")
        self.hand.key(self.hand.dialog(tr("add_kind", kind=tr("kind_camera"))), "Return")

    def _mute(self) -> None:
        self.hand.press(self.window.sound, tr("mute"))

    def _clip(self) -> None:
        seconds = self.session.state.settings.recording.replay_s
        self.hand.press(self.window, tr("save_replay", seconds=seconds))

    def _is_hidden(self) -> bool:
        return any(not layer.is_visible for layer in self._show().scenes[0].layers)

    def _has_camera(self) -> bool:
        show = self._show()
        found = {one.id for one in show.sources if isinstance(one.settings, CameraSettings)}
        return any(layer.source_id in found for layer in show.scenes[0].layers)

    def _is_muted(self) -> bool:
        return any(strip.is_muted for strip in self._show().strips)

    def _has_clip(self) -> bool:
        return len(self._clips()) > self._known_clips

    def _know_clip(self) -> None:
        self._known_clips = len(self._clips())

    def _clips(self) -> list[Path]:
        found = self._films.glob("Replay*.mp4")
        return [one for one in found if not one.name.endswith(".recording.mp4")]

    def _show(self) -> Show:
        show = self.session.show
        assert show is not None
        return show


def _count(act: _Act, hand: Hand) -> dict[str, object]:
    theirs = _OBS[act.name]
    found: dict[str, int] = {}
    for way, do in (("by_mouse", act.by_mouse), ("by_keys", act.by_keys)):
        assert not act.is_done(), f"{act.name} is done before it begins"
        before = hand.clicks + hand.keys
        do()
        found[way] = hand.clicks + hand.keys - before
        hand.until(act.is_done, f"{act.name} {way}")
        act.undo()
        hand.until(lambda: not act.is_done(), f"{act.name} taken back")
    is_met = found["by_mouse"] <= len(theirs)
    return {**found, "obs_by_mouse": len(theirs), "obs_clicks": list(theirs), "is_met": is_met}


def _counted(data_dir: Path, films: Path) -> dict[str, dict[str, object]]:
    application = QApplication(["acts"])
    bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
    bridge.start()
    shell = build_shell(application, bridge, data_dir)
    shell.window.show()
    desk = _Desk(shell.session, shell.window, films)
    try:
        desk.begin()
        return {act.name: _count(act, desk.hand) for act in desk.acts()}
    finally:
        shell.window.leave()
        bridge.stop()


def main() -> None:
    """A studio on air with the demo show, and a real window on a display of its own."""
    with tempfile.TemporaryDirectory() as place, PrivateDisplay(ends_itself=True) as display:
        os.environ.update(display.environment())
        data_dir, home = Path(place) / "data", Path(place) / "home"
        home.mkdir()
        with RunningStudio(data_dir, "--demo", environment={**os.environ, "HOME": str(home)}):
            figures = _counted(data_dir, home / "Videos" / "Hawker")
    write_result(
        "acts",
        "keys and clicks for: add a camera, hide a layer, switch scene, mute, clip",
        "each at most what OBS Studio 29.0.2 needs; it has no keys before they are set",
        figures,
    )
    missed = [name for name, one in figures.items() if not one["is_met"]]
    if missed:
        raise SystemExit(f"more than OBS Studio needs: {', '.join(missed)}")


if __name__ == "__main__":
    main()

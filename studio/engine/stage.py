"""The stage: what is on the programme, what is prepared, and the way from one to the other."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.errors import BadInputError
from studio.core.messages.events import Event, ReplayChanged
from studio.core.messages.results import PictureRings
from studio.core.scene import Scene, Show, Strip, Transition, TransitionKind
from studio.core.status import Alarm
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.scene_canvas import Pictures
from studio.engine.history import History
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.replay_air import ReplayAir
from studio.engine.scene_switch import SceneSwitcher
from studio.engine.side_pictures import SidePictures
from studio.engine.transition_deck import Ready, TransitionDeck

TRANSITION_STRIP = "-transition"  # no person's source can be called so
_OWN = "-"
_CUT = Transition(TransitionKind.CUT, 0)
_LET_GO_S = 0.2  # the compositor may still be at the last picture
_REPLAY_WORDS = {"en": "REPLAY", "zh": "精彩回放"}


class Stage:
    """Changes scenes; a transition whose file cannot be shown is a cut and never a fault."""

    def __init__(
        self,
        clock: MediaClock,
        history: History,
        runtime_dir: Path,
        pictures: Pictures,
        on_sound: Callable[[str, AudioBlock], None],
        on_alarm: Callable[[Alarm], None],
        clear_alarm: Callable[[str], None],
        save_replay: Callable[[Callable[[str, float], None]], str],
        tell: Callable[[Event], None],
        files: FilterFiles | None = None,
    ) -> None:
        self._history = history
        self._pictures = pictures
        self.replay = ReplayAir(
            clock,
            save_replay,
            self._show_guest,
            lambda status: tell(ReplayChanged(status)),
            on_alarm,
        )
        self.switcher = SceneSwitcher(clock, history.show)
        self.deck = TransitionDeck(
            clock, lambda block: on_sound(TRANSITION_STRIP, block), on_alarm, clear_alarm
        )
        self.side = SidePictures(clock, runtime_dir, lambda: history.show, pictures, files)

    def picture(self, source_id: str) -> Picture | None:
        """The newest picture of a source, or of what is on air as a guest."""
        if source_id.startswith(_OWN):
            return self.replay.picture(source_id)
        return self._pictures(source_id)

    def mix_now(self) -> SceneMix:
        """What the compositor shows at this moment."""
        return self.switcher.mix_now()

    def follow(self, show: Show) -> None:
        """An edit was made."""
        self.switcher.follow(show)
        self.deck.sync(show)
        if self.switcher.guest is None:
            self.replay.stop()

    def strips_of(self, show: Show) -> tuple[Strip, ...]:
        """The show's strips, and one that stingers are heard through if it has any."""
        found = (show.transition, *(scene.transition for scene in show.scenes))
        has_stinger = any(one and one.kind is TransitionKind.STINGER for one in found)
        return (*show.strips, Strip(TRANSITION_STRIP)) if has_stinger else show.strips

    def switch(self, scene_id: str, transition: Transition | None) -> Show:
        """Another scene on the programme."""
        show = self._history.switch_scene(scene_id)
        self._go(show, transition or show.transition_to(scene_id))
        return show

    def set_preview_mode(self, is_on: bool, is_swapping: bool | None) -> Show:
        """Prepare scenes beside the programme, or not."""
        show = self._history.show
        prepared = (show.preview_scene_id or show.current_scene_id) if is_on else ""
        return self._prepared(prepared, is_swapping)

    def preview(self, scene_id: str) -> Show:
        """Prepare this scene; a change by hand that runs ends first."""
        if not self._history.show.preview_scene_id:
            raise BadInputError("the preview is off; turn it on first", "PreviewScene")
        return self._prepared(scene_id)

    def take(self, transition: Transition | None) -> Show:
        """The prepared scene goes on air."""
        show = self._history.take()
        self._go(show, transition or show.transition_to(show.current_scene_id))
        return show

    def move(self, progress: float) -> Show | None:
        """By hand towards the prepared scene; the show once it is there."""
        show = self._history.show
        if not show.preview_scene_id:
            raise BadInputError("the preview is off; turn it on first", "MoveTransition")
        if progress >= 1.0:
            return self.take(_CUT)
        transition = show.transition_to(show.preview_scene_id)
        ready = Ready()
        if transition.kind is TransitionKind.LUMA:
            ready = self.deck.begin(transition) or ready
        self.switcher.move(progress, transition, ready)
        return None

    def watch(self, has_preview: bool, thumbnail_px: int) -> PictureRings:
        """A window shows small pictures."""
        return self.side.want(has_preview, thumbnail_px)

    def play_replay(self, seconds: float, speed: float, language: str) -> str:
        """The last moments on air; gives the path of their file."""
        word = _REPLAY_WORDS.get(language, _REPLAY_WORDS["en"])
        return self.replay.play(seconds, speed, self._history.show.canvas, word)

    def close(self) -> None:
        """End what runs beside the programme."""
        self.replay.close()
        self.side.close()
        self.deck.close()

    def _prepared(self, scene_id: str, is_swapping: bool | None = None) -> Show:
        show = self._history.prepare(scene_id, is_swapping)
        self.switcher.move(0.0, _CUT)
        self.switcher.follow(show)
        return show

    def _go(self, show: Show, transition: Transition) -> None:
        ready = self.deck.begin(transition)
        if ready is None:
            transition = msgspec.structs.replace(transition, kind=TransitionKind.CUT)
        self.switcher.switch(show, transition, ready)
        self.replay.stop()

    def _show_guest(self, guest: Scene | None) -> float:
        """A guest on the programme, or the show again; how long that takes, in seconds."""
        if guest is None and self.switcher.guest is None:
            return _LET_GO_S
        transition = self._history.show.transition
        ready = self.deck.begin(transition)
        if ready is None or transition.kind is TransitionKind.CUT:
            transition, ready = _CUT, None
        self.switcher.show_guest(guest, transition, ready)
        is_stinger = transition.kind is TransitionKind.STINGER
        return _LET_GO_S + (transition.cut_ms if is_stinger else transition.duration_ms) / 1000

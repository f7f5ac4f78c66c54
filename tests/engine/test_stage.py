from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from studio.core.clock import NS_PER_MS
from studio.core.errors import BadInputError
from studio.core.messages.events import Event, ReplayChanged
from studio.core.scene import Scene, Show, Transition, TransitionKind
from studio.core.status import Alarm
from studio.engine.history import History
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.replay_air import FILM_ID, MARK_ID
from studio.engine.stage import TRANSITION_STRIP, Stage
from tests.fakes.virtual_clock import VirtualClock
from tests.support.films import make_film
from tests.support.waiting import wait_until


def _nothing(_source_id: str) -> Picture | None:
    return None


class Stand:
    """A stage and a clock that stands still."""

    def __init__(self, place: Path) -> None:
        self.clock = VirtualClock()
        self.heard: list[tuple[str, AudioBlock]] = []
        self.alarms: list[Alarm] = []
        self.cleared: list[str] = []
        self.events: list[Event] = []
        self.film = ""
        scenes = tuple(Scene(name, name.title()) for name in ("one", "two", "three"))
        self.history = History(Show("S", scenes, "one"))
        self.stage = Stage(
            MediaClock(self.clock),
            self.history,
            place,
            _nothing,
            lambda source_id, block: self.heard.append((source_id, block)),
            self.alarms.append,
            self.cleared.append,
            self._save,
            self.events.append,
        )

    def _save(self, on_saved: Callable[[str, float], None]) -> str:
        if not self.film:
            raise BadInputError("there is nothing to save yet; the show is off", "replay")
        on_saved(self.film, 2.0)
        return self.film

    def set_way(self, scene_id: str, way: Transition) -> Show:
        """Give a scene a transition of its own."""
        scenes = tuple(
            msgspec.structs.replace(scene, transition=way) if scene.id == scene_id else scene
            for scene in self.history.show.scenes
        )
        show = self.history.replace(msgspec.structs.replace(self.history.show, scenes=scenes))
        self.stage.follow(show)
        return show

    def goes_on(self) -> bool:
        """Time passes; for conditions that are waited for."""
        self.clock.advance(20 * NS_PER_MS)
        return False

    def shown(self) -> tuple[str, str]:
        """On air now, and where it comes from."""
        mix = self.stage.mix_now()
        return mix.to_scene.id, mix.from_scene.id if mix.from_scene else ""


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    made = Stand(tmp_path)
    yield made
    made.stage.close()


def test_a_scenes_own_transition_goes_before_the_shows(stand: Stand) -> None:
    stand.set_way("two", Transition(TransitionKind.CUT))
    stand.stage.switch("two", None)
    assert stand.shown() == ("two", "")
    stand.stage.switch("three", None)
    assert stand.shown() == ("three", "two")
    stand.stage.switch("two", Transition(TransitionKind.WIPE, 100))
    assert stand.shown() == ("two", "three")
    assert stand.stage.mix_now().transition.kind is TransitionKind.WIPE


def test_a_stinger_hides_the_change_and_is_heard(stand: Stand, tmp_path: Path) -> None:
    film = str(make_film(tmp_path / "s.mp4", 0.6))
    way = Transition(TransitionKind.STINGER, path=film, cut_ms=200)
    show = stand.set_way("two", way)
    assert stand.stage.strips_of(show)[-1].source_id == TRANSITION_STRIP
    wait_until(lambda: stand.stage.deck.is_ready(film))
    stand.stage.switch("two", None)
    mix = stand.stage.mix_now()
    assert (mix.to_scene.id, mix.overlay is not None) == ("one", True)
    stand.clock.advance(220 * NS_PER_MS)
    mix = stand.stage.mix_now()
    assert (mix.to_scene.id, mix.overlay is not None) == ("two", True)
    assert {source_id for source_id, _ in stand.heard} == {TRANSITION_STRIP}
    wait_until(lambda: stand.history.show.current_scene_id == "two")


def test_without_a_stinger_there_is_no_strip_for_one(stand: Stand) -> None:
    assert stand.stage.strips_of(stand.history.show) == ()


def test_a_broken_stinger_is_a_cut(stand: Stand, tmp_path: Path) -> None:
    way = Transition(TransitionKind.STINGER, path=str(tmp_path / "gone.mov"))
    before = stand.set_way("two", way)
    wait_until(lambda: bool(stand.alarms))
    stand.stage.switch("two", None)
    mix = stand.stage.mix_now()
    assert (mix.to_scene.id, mix.from_scene, mix.overlay) == ("two", None, None)
    assert stand.history.show.scenes == before.scenes
    assert "the file is not there" in stand.alarms[0].text


def test_a_broken_luma_picture_is_a_cut(stand: Stand) -> None:
    stand.stage.switch("two", Transition(TransitionKind.LUMA, path="/nowhere.png"))
    assert stand.shown() == ("two", "")
    assert len(stand.alarms) == 1


def test_taking_with_the_bar_half_way_goes_on_from_there(stand: Stand) -> None:
    stand.stage.set_preview_mode(True, None)
    stand.stage.preview("two")
    stand.stage.move(0.5)
    stand.stage.take(Transition(TransitionKind.FADE, 400))
    mix = stand.stage.mix_now()
    assert (mix.to_scene.id, mix.progress) == ("two", 0.5)
    stand.clock.advance(210 * NS_PER_MS)
    assert stand.shown() == ("two", "")


def test_another_scene_than_the_prepared_one_begins_at_its_beginning(stand: Stand) -> None:
    stand.stage.set_preview_mode(True, None)
    stand.stage.preview("two")
    stand.stage.move(0.5)
    stand.stage.switch("three", Transition(TransitionKind.FADE, 400))
    mix = stand.stage.mix_now()
    assert (mix.to_scene.id, mix.progress) == ("three", 0.0)


def test_preparing_another_scene_lets_the_bar_go(stand: Stand) -> None:
    stand.stage.set_preview_mode(True, None)
    stand.stage.preview("two")
    stand.stage.move(0.5)
    stand.stage.preview("three")
    assert stand.shown() == ("one", "")


@pytest.mark.parametrize("kind", [TransitionKind.CUT, TransitionKind.STINGER])
def test_by_hand_what_has_no_middle_is_a_fade(stand: Stand, kind: TransitionKind) -> None:
    stand.set_way("two", Transition(kind, path="x.mov"))
    stand.stage.set_preview_mode(True, None)
    stand.stage.preview("two")
    stand.stage.move(0.25)
    mix = stand.stage.mix_now()
    assert (mix.transition.kind, mix.progress) == (TransitionKind.FADE, 0.25)


def test_a_replay_is_a_guest_with_a_mark_and_goes_by_itself(stand: Stand, tmp_path: Path) -> None:
    stand.film = str(make_film(tmp_path / "r.mp4", 2.0))
    before = stand.history.show
    assert stand.stage.play_replay(1.5, 1.0, "en") == stand.film
    wait_until(lambda: stand.shown()[0] == FILM_ID)
    assert stand.stage.picture(MARK_ID) is not None
    assert stand.stage.picture(FILM_ID) is not None
    assert stand.history.show is before
    with pytest.raises(BadInputError, match="already"):
        stand.stage.play_replay(1.0, 1.0, "en")
    wait_until(lambda: stand.stage.switcher.guest is None or stand.goes_on(), 30)
    wait_until(lambda: not stand.stage.replay.status.is_on_air, 30)
    told = [event.status for event in stand.events if isinstance(event, ReplayChanged)]
    assert told[0].is_on_air
    assert told[0].duration_s == pytest.approx(2.0, abs=0.1)
    assert not told[-1].is_on_air


def test_choosing_a_scene_ends_a_replay(stand: Stand, tmp_path: Path) -> None:
    stand.film = str(make_film(tmp_path / "r.mp4", 2.0))
    stand.stage.play_replay(2.0, 0.5, "zh")
    wait_until(lambda: stand.shown()[0] == FILM_ID)
    stand.stage.replay.control(True, 1.0, 0.25)
    assert stand.stage.replay.status.is_paused
    stand.stage.switch("two", Transition(TransitionKind.CUT))
    wait_until(lambda: not stand.stage.replay.status.is_on_air)
    assert stand.shown() == ("two", "")


def test_a_replay_that_cannot_be_shown_leaves_the_show(stand: Stand, tmp_path: Path) -> None:
    broken = tmp_path / "r.mp4"
    broken.write_bytes(b"none")
    stand.film = str(broken)
    stand.stage.play_replay(1.0, 1.0, "en")
    wait_until(lambda: bool(stand.alarms), 30)
    assert "could not be shown" in stand.alarms[0].text
    assert stand.shown() == ("one", "")
    with pytest.raises(BadInputError, match="no replay"):
        stand.stage.replay.control(True, None, None)

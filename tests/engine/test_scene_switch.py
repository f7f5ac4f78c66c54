import msgspec
import pytest

from studio.core.clock import NS_PER_MS
from studio.core.scene import Scene, Show, Transition, TransitionKind
from studio.engine.media import MediaClock
from studio.engine.scene_switch import SceneSwitcher
from tests.fakes.virtual_clock import VirtualClock
from tests.support.small_show import small_show


def _to(show: Show, scene_id: str) -> Show:
    return msgspec.structs.replace(show, current_scene_id=scene_id)


def _switcher() -> tuple[SceneSwitcher, VirtualClock, Show]:
    clock = VirtualClock()
    show = small_show()
    return SceneSwitcher(MediaClock(clock), show), clock, show


def test_a_fade_goes_from_one_scene_to_the_other_in_its_time() -> None:
    switcher, clock, show = _switcher()
    switcher.switch(_to(show, "two"), Transition(TransitionKind.FADE, 400))
    seen = []
    for _ in range(6):
        mix = switcher.mix_now()
        seen.append((mix.from_scene.id if mix.from_scene else "", mix.to_scene.id, mix.progress))
        clock.advance(100 * NS_PER_MS)
    assert seen == [
        *(("one", "two", 0.0), ("one", "two", 0.25), ("one", "two", 0.5), ("one", "two", 0.75)),
        *(("", "two", 1.0), ("", "two", 1.0)),
    ]


@pytest.mark.parametrize(
    "transition", [Transition(TransitionKind.CUT, 400), Transition(TransitionKind.FADE, 0)]
)
def test_a_cut_takes_no_time(transition: Transition) -> None:
    switcher, _, show = _switcher()
    switcher.switch(_to(show, "two"), transition)
    mix = switcher.mix_now()
    assert (mix.to_scene.id, mix.from_scene, mix.progress) == ("two", None, 1.0)


def test_an_edit_during_a_fade_is_seen_and_the_fade_goes_on() -> None:
    switcher, clock, show = _switcher()
    after = _to(show, "two")
    switcher.switch(after, Transition(TransitionKind.FADE, 400))
    clock.advance(200 * NS_PER_MS)
    scenes = tuple(msgspec.structs.replace(scene, background="#123456") for scene in after.scenes)
    switcher.follow(msgspec.structs.replace(after, scenes=scenes))
    mix = switcher.mix_now()
    assert mix.progress == 0.5
    assert mix.from_scene is not None
    assert mix.from_scene.background == mix.to_scene.background == "#123456"


def test_a_scene_removed_during_its_fade_out_is_no_accident() -> None:
    switcher, clock, show = _switcher()
    after = _to(show, "two")
    switcher.switch(after, Transition(TransitionKind.FADE, 400))
    clock.advance(100 * NS_PER_MS)
    switcher.follow(msgspec.structs.replace(after, scenes=after.scenes[1:]))
    mix = switcher.mix_now()
    assert (mix.to_scene.id, mix.from_scene) == ("two", None)


def test_an_edit_that_moves_the_programme_is_a_cut() -> None:
    switcher, _, show = _switcher()
    switcher.follow(_to(show, "two"))
    mix = switcher.mix_now()
    assert (mix.to_scene.id, mix.from_scene) == ("two", None)


def _guest() -> Scene:
    return Scene("guest", "Guest")


def test_a_guest_stands_in_for_the_current_scene_and_goes_again() -> None:
    switcher, clock, show = _switcher()
    fade = Transition(TransitionKind.FADE, 400)
    switcher.show_guest(_guest(), fade)
    mix = switcher.mix_now()
    assert mix.from_scene is not None
    assert (mix.from_scene.id, mix.to_scene.id) == ("one", "guest")
    clock.advance(500 * NS_PER_MS)
    switcher.follow(show)
    assert switcher.mix_now().to_scene.id == "guest"
    switcher.show_guest(None, fade)
    mix = switcher.mix_now()
    assert mix.from_scene is not None
    assert (mix.from_scene.id, mix.to_scene.id) == ("guest", "one")


def test_a_switch_sends_a_guest_away() -> None:
    switcher, _, show = _switcher()
    switcher.show_guest(_guest(), Transition(TransitionKind.CUT))
    switcher.switch(_to(show, "two"), Transition(TransitionKind.FADE, 400))
    mix = switcher.mix_now()
    assert switcher.guest is None
    assert mix.from_scene is not None
    assert (mix.from_scene.id, mix.to_scene.id) == ("guest", "two")

import pytest

from studio.core.guests import GuestSeen, seen_of
from studio.core.scene import Group, Layer, Scene, Show, Source, Strip
from studio.core.sources import GuestSettings, ToneSettings
from studio.core.status import ShowState


def show_with(layer: Layer, *strips: Strip, group: Group | None = None) -> Show:
    """A guest called "phone" in one scene, beside a tone."""
    groups = (group,) if group is not None else ()
    return Show(
        "Shop",
        scenes=(Scene("one", "One", layers=(layer,), groups=groups), Scene("two", "Two")),
        current_scene_id="one",
        sources=(
            Source("phone", "Phone", GuestSettings("guest-a")),
            Source("tone", "Tone", ToneSettings()),
        ),
        strips=strips or (Strip("phone"), Strip("tone")),
    )


SHOWN = Layer("phone", "Phone", "phone")


def test_a_guest_in_the_scene_on_air_is_seen_and_heard() -> None:
    assert seen_of("guest-a", show_with(SHOWN), ShowState.LIVE) == GuestSeen(True, True)
    assert seen_of("guest-b", show_with(SHOWN), ShowState.LIVE) == GuestSeen()


@pytest.mark.parametrize("state", [ShowState.OFF, ShowState.REHEARSAL, ShowState.ENDED])
def test_nobody_sees_a_guest_while_the_show_is_off(state: ShowState) -> None:
    assert seen_of("guest-a", show_with(SHOWN), state) == GuestSeen()


@pytest.mark.parametrize(
    "show",
    [
        show_with(Layer("phone", "Phone", "phone", is_visible=False)),
        show_with(Layer("phone", "Phone", "phone", opacity=0.0)),
        show_with(
            Layer("phone", "Phone", "phone", group_id="g"), group=Group("g", "G", is_visible=False)
        ),
    ],
)
def test_a_hidden_layer_is_not_seen_but_heard(show: Show) -> None:
    assert seen_of("guest-a", show, ShowState.LIVE) == GuestSeen(False, True)


@pytest.mark.parametrize(
    "strips",
    [
        (Strip("phone", is_muted=True), Strip("tone")),
        (Strip("phone"), Strip("tone", is_solo=True)),
    ],
)
def test_a_muted_strip_is_not_heard(strips: tuple[Strip, ...]) -> None:
    assert seen_of("guest-a", show_with(SHOWN, *strips), ShowState.LIVE) == GuestSeen(True, False)

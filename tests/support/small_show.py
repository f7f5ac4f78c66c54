"""A small show with two scenes, a group, a film that can be heard and a tone."""

from studio.core.scene import Group, Layer, Scene, Show, Source, Strip
from studio.core.sources import ColourSettings, MediaSettings, PatternSettings, ToneSettings


def small_show() -> Show:
    """Scene "one" is on the programme: back, film and cam (in group "g"); "two" shows the film."""
    return Show(
        "Small",
        scenes=(
            Scene(
                "one",
                "One",
                layers=(
                    Layer("back", "Back", "back"),
                    Layer("film", "Film", "film"),
                    Layer("cam", "Camera", "cam", group_id="g"),
                ),
                groups=(Group("g", "Frame"),),
            ),
            Scene("two", "Two", layers=(Layer("film", "Film", "film"),)),
        ),
        current_scene_id="one",
        sources=(
            Source("back", "Back", ColourSettings()),
            Source("film", "Film", MediaSettings("film.mp4")),
            Source("cam", "Camera", PatternSettings()),
            Source("tone", "Tone", ToneSettings()),
        ),
        strips=(Strip("film"), Strip("tone", gain_db=-6.0)),
    )

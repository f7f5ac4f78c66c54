from studio.core.media_paths import paths_in, with_paths
from studio.core.scene import Layer, Scene, Show, Source
from studio.core.sources import CardSettings, ColourSettings, ImageSettings, MediaSettings


def _show() -> Show:
    return Show(
        "Shop",
        (Scene("one", "One", layers=(Layer("a", "A", "film"),)),),
        "one",
        sources=(
            Source("film", "Film", MediaSettings("/a/film.mp4")),
            Source("again", "Film again", MediaSettings("/a/film.mp4")),
            Source("card", "Card", CardSettings("Bowl", image_path="/a/bowl.png")),
            Source("logo", "Logo", ImageSettings("")),
            Source("back", "Back", ColourSettings()),
        ),
    )


def test_every_path_is_found_with_its_owner() -> None:
    assert paths_in(_show()) == {"/a/film.mp4": "Film", "/a/bowl.png": "Card"}


def test_only_what_moved_changes() -> None:
    moved = with_paths(_show(), {"/a/film.mp4": "/b/film.mp4", "/c": "/d"})
    assert paths_in(moved) == {"/b/film.mp4": "Film", "/a/bowl.png": "Card"}
    assert moved.scenes is _show().scenes or moved.scenes == _show().scenes
    assert with_paths(_show(), {}) == _show()

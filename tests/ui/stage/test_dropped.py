from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from studio.core.edits import AddLayers, AddSource
from studio.core.scene import Box, Canvas, Scene
from studio.core.sources import ImageSettings, MediaSettings, TextSettings
from studio.ui.stage.dropped import Fallen, edits_of, fallen_of, kind_of_file

SCENE, CANVAS = Scene("s", "S"), Canvas(1000, 500)


def urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.fixture
def picture(tmp_path: Path, qapp: object) -> Path:
    path = tmp_path / "Bowl.PNG"
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#334455"))
    assert image.save(str(path), "PNG")  # type: ignore[call-overload]
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.JPG", "image"), ("a.mkv", "media"), ("a.mp3", "sound"), ("a.txt", "text"), ("a.exe", "")],
)
def test_a_file_is_known_by_its_name(name: str, kind: str) -> None:
    assert kind_of_file(Path(name)) == kind


def test_files_become_what_they_are(tmp_path: Path, picture: Path) -> None:
    film, sound, words = tmp_path / "f.mp4", tmp_path / "s.mp3", tmp_path / "w.txt"
    for path in (film, sound):
        path.write_bytes(b"x")
    words.write_text("今晚 8 点\n", encoding="utf-8")
    fallen, refused = fallen_of(urls(picture, film, sound, words))
    assert refused == []
    assert [one.settings for one in fallen] == [
        ImageSettings(str(picture)),
        MediaSettings(str(film)),
        MediaSettings(str(sound), is_looped=False),
        TextSettings("今晚 8 点"),
    ]
    assert fallen[0].size_px == (400, 100)
    layers, sounds = edits_of(SCENE, CANVAS, fallen, (500.0, 250.0))
    assert isinstance(layers, AddLayers)
    assert isinstance(sounds, AddSource)
    assert [layer.name for layer in layers.layers] == ["Bowl", "f", "w"]
    assert layers.layers[0].box == Box(0.3, 0.4, 0.4, 0.2)
    assert layers.layers[1].box == Box()


def test_what_cannot_be_shown_is_refused_with_a_sentence(tmp_path: Path) -> None:
    broken, odd, empty = tmp_path / "b.png", tmp_path / "p.exe", tmp_path / "e.txt"
    broken.write_text("no picture")
    odd.write_bytes(b"MZ")
    empty.write_text("  \n")
    data = urls(broken, odd, empty, tmp_path, tmp_path / "gone.png")
    data.setUrls([*data.urls(), QUrl("https://example.org/a.png")])
    fallen, refused = fallen_of(data)
    assert fallen == []
    assert len(refused) == 6
    assert refused[0] == "b.png is not a picture that can be read"
    assert "p.exe is of a kind that cannot be shown" in refused[1]
    assert edits_of(SCENE, CANVAS, fallen, None) == []


def test_words_that_fall_become_words() -> None:
    data = QMimeData()
    data.setText(" New every Tuesday\nand Friday ")
    (one,), refused = fallen_of(data)
    assert one == Fallen("New every Tuesday", TextSettings("New every Tuesday\nand Friday"))
    assert refused == []
    assert fallen_of(QMimeData()) == ([], [])


def test_what_fell_beside_the_canvas_lies_at_its_edge() -> None:
    one = Fallen("A", ImageSettings("a.png"), (100, 100))
    (edit,) = edits_of(SCENE, CANVAS, [one, one], (-900.0, 250.0))
    assert isinstance(edit, AddLayers)
    assert [layer.box.x for layer in edit.layers] == pytest.approx([-0.05, -0.02])

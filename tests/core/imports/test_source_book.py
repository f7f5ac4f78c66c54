import pytest

from studio.core.imports.draft import DraftFilter, DraftScene, DraftSource
from studio.core.imports.placing import Size
from studio.core.imports.report import Note, Notebook
from studio.core.imports.source_book import MOST_SOURCES, SourceBook
from studio.core.scene import Strip
from tests.support.other_studios import CANVAS, RED, VOICE, draft_of

EMPTY = {"one": DraftScene("One", (), CANVAS)}


def test_a_source_is_carried_once() -> None:
    notes = Notebook()
    book = SourceBook(draft_of(EMPTY), notes)
    first = book.use("red")
    assert first is not None
    assert first is book.use("red")
    assert first.has_picture
    assert [source.id for source in book.sources] == ["red"]
    assert book.use("nobody") is None
    book.note_unused()
    assert [note.where for note in notes.finished()] == ["source 'Voice'"]


@pytest.mark.parametrize(
    ("volume", "is_muted", "delay_ms", "strip", "note_count"),
    [
        (1.0, False, 0.0, Strip("voice"), 0),
        (0.5, True, 150.0, Strip("voice", -6.02, is_muted=True, delay_ms=150), 0),
        (0.0, False, 0.0, Strip("voice", -60.0, is_muted=True), 0),
        (1e10, False, 9e9, Strip("voice", 24.0, delay_ms=2000), 1),
        (-1.0, False, -80.0, Strip("voice", -60.0, is_muted=True), 1),
    ],
)
def test_a_strip_has_the_volume_in_decibels(
    volume: float, is_muted: bool, delay_ms: float, strip: Strip, note_count: int
) -> None:
    notes = Notebook()
    voice = DraftSource("Voice", VOICE.kind, {}, volume, is_muted, delay_ms)
    book = SourceBook(draft_of(EMPTY, sources={"voice": voice}), notes)
    book.use("voice")
    assert book.strips == (strip,)
    assert len(notes.finished()) == note_count


def test_filters_are_named() -> None:
    notes = Notebook()
    source = DraftSource("Red", RED.kind, {}, filters=(DraftFilter("Blur"), DraftFilter("Glow")))
    SourceBook(draft_of(EMPTY, sources={"red": source}), notes).use("red")
    assert notes.finished() == (
        Note("source 'Red'", "the filter 'Blur' is not carried"),
        Note("source 'Red'", "the filter 'Glow' is not carried"),
    )


def test_a_picture_file_may_say_how_large_it_is() -> None:
    logo = DraftSource("Logo", "image_source", {"file": "logo.png"})
    sizes = {"logo.png": Size(300.0, 100.0)}
    draft = draft_of(EMPTY, sources={"logo": logo}, size_of=sizes.get)
    used = SourceBook(draft, Notebook()).use("logo")
    assert used is not None
    assert used.size == Size(300.0, 100.0)


def test_more_sources_than_a_show_may_have_are_noted() -> None:
    notes = Notebook()
    sources = {str(number): RED for number in range(MOST_SOURCES + 1)}
    book = SourceBook(draft_of(EMPTY, sources=sources), notes)
    assert [book.use(key) for key in sources][-1] is None
    assert len(book.sources) == MOST_SOURCES
    assert "at most 300" in notes.finished()[0].what

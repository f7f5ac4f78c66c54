"""The library as a window meets it, with an engine that a test plays."""

from pathlib import Path

import msgspec
import pytest

from studio import __version__
from studio.core import library as lib
from studio.core.errors import BadInputError, NotFoundError
from studio.core.library import Shelf
from studio.core.messages import requests as ask
from studio.core.messages.results import Done, Library, Result, Snapshot
from studio.core.scene import Show, Source, Transition
from studio.core.settings import Settings, VideoSettings
from studio.core.sources import ImageSettings
from studio.core.status import EngineStats, RecorderState, RecorderStatus, ShowState
from studio.engine.show_file import save_show
from studio.processes.library.librarian import Librarian, back_up_before_update
from studio.processes.library.shelves import Index, Shelves
from tests.support.small_show import small_show


class PlayedEngine:
    """Keeps a show and settings as the engine would."""

    def __init__(self) -> None:
        self.show: Show = small_show()
        self.settings = Settings()
        self.state = ShowState.OFF
        self.recorder = RecorderStatus()
        self.asked: list[ask.Request] = []

    async def __call__(self, request: ask.Request) -> Result:
        """Answers what a library asks."""
        match request:
            case ask.GetSnapshot():
                stats = EngineStats(recorder=self.recorder)
                return Snapshot(self.show, 1, self.state, self.settings, stats=stats)
            case ask.ReplaceShow():
                self.show = request.show
            case ask.SetSettings():
                self.settings = request.settings
        self.asked.append(request)
        return Done()


@pytest.fixture
def engine() -> PlayedEngine:
    return PlayedEngine()


@pytest.fixture
def librarian(tmp_path: Path, engine: PlayedEngine) -> Librarian:
    return Librarian(tmp_path, engine)


def _of(library: Library, shelf: Shelf) -> dict[str, lib.Volume]:
    return {one.name: one for one in library.volumes if one.shelf is shelf}


async def test_at_first_there_is_what_is_open(librarian: Librarian) -> None:
    library = await librarian.answer(ask.GetLibrary())
    shows, profiles = _of(library, Shelf.COLLECTION), _of(library, Shelf.PROFILE)
    assert (list(shows), list(profiles)) == (["Small"], ["Standard"])
    assert shows["Small"].is_current
    assert [one.path for one in library.missing] == ["film.mp4"]


async def test_switching_keeps_both_and_forgets_the_history(
    librarian: Librarian, engine: PlayedEngine
) -> None:
    made = await librarian.change(lib.Create(Shelf.COLLECTION, "Winter"))
    engine.show = msgspec.structs.replace(
        engine.show, transition=Transition(duration_ms=900)
    )  # edited meanwhile
    edited = engine.show
    library = await librarian.change(lib.Open(Shelf.COLLECTION, made.taken.collection_id))
    assert engine.show.name == "Winter"
    assert ask.ReplaceShow(engine.show, is_another=True) in engine.asked
    assert _of(library, Shelf.COLLECTION)["Winter"].is_current
    await librarian.change(lib.Open(Shelf.COLLECTION, "first"))
    assert engine.show == edited


async def test_a_profile_is_switched_and_keys_stay_where_they_are(
    librarian: Librarian, engine: PlayedEngine
) -> None:
    made = await librarian.change(lib.Create(Shelf.PROFILE, "Evening"))
    fast = msgspec.structs.replace(engine.settings, video=VideoSettings(bitrate_bps=6_000_000))
    engine.settings = fast
    await librarian.change(lib.Open(Shelf.PROFILE, made.taken.profile_id))
    assert engine.settings.video.bitrate_bps == 2_500_000
    await librarian.change(lib.Open(Shelf.PROFILE, "first"))
    assert engine.settings == fast


@pytest.mark.parametrize(
    ("state", "recorder", "words"),
    [
        (ShowState.LIVE, RecorderState.OFF, "end the show"),
        (ShowState.REHEARSAL, RecorderState.OFF, "end the show or the rehearsal"),
        (ShowState.OFF, RecorderState.RECORDING, "finish the recording"),
    ],
)
async def test_on_air_it_is_refused_with_the_reason(
    librarian: Librarian,
    engine: PlayedEngine,
    state: ShowState,
    recorder: RecorderState,
    words: str,
) -> None:
    made = await librarian.change(lib.Create(Shelf.COLLECTION, "Winter"))
    engine.state, engine.recorder = state, RecorderStatus(recorder)
    with pytest.raises(BadInputError, match=words):
        await librarian.change(lib.Open(Shelf.COLLECTION, made.taken.collection_id))
    assert engine.show.name == "Small"


async def test_names_copies_and_the_trash(librarian: Librarian, engine: PlayedEngine) -> None:
    library = await librarian.change(lib.Rename(Shelf.COLLECTION, "first", "Summer"))
    assert engine.show.name == "Summer"
    library = await librarian.change(lib.Duplicate(Shelf.COLLECTION, "first", "Summer copy"))
    copy_id = library.taken.collection_id
    await librarian.change(lib.Rename(Shelf.COLLECTION, copy_id, "Autumn"))
    library = await librarian.change(lib.Duplicate(Shelf.PROFILE, "first", "Fast"))
    await librarian.change(lib.Rename(Shelf.PROFILE, "first", "Calm"))
    library = await librarian.change(lib.Discard(Shelf.COLLECTION, copy_id))
    assert set(_of(library, Shelf.COLLECTION)) == {"Summer"}
    assert set(_of(library, Shelf.PROFILE)) == {"Calm", "Fast"}
    library = await librarian.change(lib.BringBack(library.discarded[0].id))
    assert set(_of(library, Shelf.COLLECTION)) == {"Summer", "Autumn"}


async def test_a_broken_collection_never_takes_the_place_of_a_good_one(
    librarian: Librarian, engine: PlayedEngine, tmp_path: Path
) -> None:
    made = await librarian.change(lib.Create(Shelf.COLLECTION, "Winter"))
    Shelves(tmp_path).path(Shelf.COLLECTION, made.taken.collection_id).write_text("{")
    with pytest.raises(BadInputError, match="not a show"):
        await librarian.change(lib.Open(Shelf.COLLECTION, made.taken.collection_id))
    assert engine.show == small_show()
    library = await librarian.look()
    assert _of(library, Shelf.COLLECTION)["Small"].is_current


async def test_an_export_is_taken_in_again_after_a_backup(
    librarian: Librarian, tmp_path: Path
) -> None:
    path = tmp_path / "shop.hawker.zip"
    await librarian.change(lib.Export(str(path)))
    shown = await librarian.answer(ask.PreviewImport(str(path)))
    assert (shown.taken.scenes, shown.taken.has_profile) == (("One", "Two"), True)
    save_show(tmp_path / "show.json", small_show())
    library = await librarian.change(lib.TakeIn(str(path)))
    assert set(_of(library, Shelf.COLLECTION)) == {"Small", "Small 2"}
    assert library.backups[0].reason == "import"


async def test_everything_comes_back_from_a_backup(
    librarian: Librarian, engine: PlayedEngine, tmp_path: Path
) -> None:
    save_show(tmp_path / "show.json", small_show())
    made = await librarian.change(lib.Create(Shelf.COLLECTION, "Winter"))
    library = await librarian.change(lib.MakeBackup())
    backup = library.backups[0]
    await librarian.change(lib.Discard(Shelf.COLLECTION, made.taken.collection_id))
    engine.show = msgspec.structs.replace(engine.show, transition=Transition(duration_ms=900))
    library = await librarian.change(lib.Restore(backup.id))
    assert engine.show == small_show()
    assert "Winter" in _of(library, Shelf.COLLECTION)
    assert "restore" in {one.reason for one in library.backups}
    engine.state = ShowState.LIVE
    with pytest.raises(BadInputError, match="end the show"):
        await librarian.change(lib.Restore(backup.id))
    engine.state = ShowState.OFF
    with pytest.raises(NotFoundError):
        await librarian.change(lib.Restore("20200101-000000-hand"))


async def test_files_that_moved_are_found(
    librarian: Librarian, engine: PlayedEngine, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"logo")
    source = Source("logo", "Logo", ImageSettings(str(logo)))
    engine.show = msgspec.structs.replace(engine.show, sources=(*engine.show.sources, source))
    await librarian.look()
    (tmp_path / "moved").mkdir()
    logo.rename(tmp_path / "moved" / "brand.png")
    library = await librarian.look()
    assert {one.used_by for one in library.missing} == {"Film", "Logo"}
    library = await librarian.change(lib.FindFiles(str(tmp_path / "moved")))
    assert library.taken.sources == 1
    assert {one.used_by for one in library.missing} == {"Film"}


def test_an_update_is_backed_up_once(tmp_path: Path) -> None:
    save_show(tmp_path / "show.json", small_show())
    Shelves(tmp_path).keep_index(Index(studio="0.0.1"))
    assert back_up_before_update(tmp_path) == ""
    assert back_up_before_update(tmp_path) == ""
    assert len(list((tmp_path / "backups").glob("*-update*.zip"))) == 1
    assert Shelves(tmp_path).index().studio == __version__


def test_a_backup_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    save_show(tmp_path / "show.json", small_show())
    (tmp_path / "backups").write_text("a file where the folder should be")
    assert "could not be written" in back_up_before_update(tmp_path)

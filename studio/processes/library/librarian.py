"""Does what a person asks of the library, an act at a time; what viewers would see is refused."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from studio import __version__
from studio.core import library as lib
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.ids import new_id
from studio.core.library import Shelf
from studio.core.media_paths import with_paths
from studio.core.messages import requests as ask
from studio.core.messages.results import Library, Result, Snapshot
from studio.core.paths import SETTINGS_FILE, SHOW_FILE
from studio.core.scene import Scene, Show
from studio.core.settings import Settings
from studio.core.status import RecorderState, ShowState
from studio.engine.show_file import ShowFile
from studio.processes.library.backups import Backups
from studio.processes.library.bundle import write_bundle
from studio.processes.library.media_search import MediaBook, find_moved
from studio.processes.library.shelves import Shelves
from studio.processes.library.take_in import preview, take_in

KindT = TypeVar("KindT", ShowFile, Settings)
_QUIET = (ShowState.OFF, ShowState.ENDED)


class Engine(Protocol):
    """Asks the engine; raises StudioError."""

    def __call__(self, request: ask.Request) -> Awaitable[Result]:
        """The answer."""
        ...


class Librarian:
    """On the hub's loop; files are read and written on a thread, in turn."""

    def __init__(self, data_dir: Path, engine: Engine) -> None:
        self._shelves = Shelves(data_dir)
        self._backups = Backups(data_dir)
        self._media = MediaBook(data_dir)
        self._data_dir = data_dir
        self._engine = engine
        self._turn = asyncio.Lock()
        self._acts: dict[type, Callable[[Any, Snapshot], Awaitable[lib.Taken]]] = {
            lib.Open: self._open,
            lib.Create: self._create,
            lib.Rename: self._rename,
            lib.Duplicate: self._duplicate,
            lib.Discard: self._discard,
            lib.BringBack: self._bring_back,
            lib.Export: self._export,
            lib.TakeIn: self._take_in,
            lib.MakeBackup: self._back_up,
            lib.Restore: self._restore,
            lib.FindFiles: self._find_files,
        }

    async def answer(
        self, request: ask.GetLibrary | ask.PreviewImport | ask.ChangeLibrary
    ) -> Library:
        """What a window asked for; raises StudioError."""
        if isinstance(request, ask.GetLibrary):
            return await self.look()
        if isinstance(request, ask.PreviewImport):
            return await self.preview(request.path)
        return await self.change(request.act)

    async def look(self) -> Library:
        """Everything there is."""
        async with self._turn:
            now = await self._now()
            return await asyncio.to_thread(self._looked, now, lib.Taken())

    async def change(self, act: lib.AnyAct) -> Library:
        """Do it, and tell how it is then. Raises StudioError with nothing half done."""
        async with self._turn:
            now = await self._now()
            try:
                await asyncio.to_thread(self._keep_current, now)
                taken = await self._acts[type(act)](act, now)
            except OSError as error:
                where = str(self._data_dir)
                raise UnavailableError(f"the disk refused: {error.strerror}", where) from error
            return await asyncio.to_thread(self._looked, await self._now(), taken)

    async def preview(self, path: str) -> Library:
        """What a file would bring."""
        now = await self._now()
        taken = await asyncio.to_thread(preview, Path(path), now.settings)
        return Library(taken=taken)

    async def _now(self) -> Snapshot:
        told = await self._engine(ask.GetSnapshot())
        if not isinstance(told, Snapshot):
            raise UnavailableError("the engine gave another answer than was asked for", "library")
        return told

    def _keep_current(self, now: Snapshot) -> None:
        """What is open lies on its shelf too, as it is now."""
        index = self._shelves.index()
        self._shelves.write_show(now.show, index.collection)
        path = self._shelves.path(Shelf.PROFILE, index.profile)
        name = "Standard"
        if path.exists():
            name = self._shelves.read_profile(index.profile).name
        self._shelves.write_profile(lib.profile_of(now.settings, name), index.profile)

    def _looked(self, now: Snapshot, taken: lib.Taken) -> Library:
        self._keep_current(now)
        shelves = self._shelves
        return Library(
            volumes=(*shelves.volumes(Shelf.COLLECTION), *shelves.volumes(Shelf.PROFILE)),
            discarded=shelves.discarded(),
            backups=self._backups.all(),
            missing=self._media.look_at(now.show),
            taken=taken,
        )

    async def _open(self, act: lib.Open, now: Snapshot) -> lib.Taken:
        _refuse_on_air(now)
        index = self._shelves.index()
        if act.shelf is Shelf.COLLECTION:
            show = await asyncio.to_thread(self._shelves.read_show, act.id)
            await self._engine(ask.ReplaceShow(show, is_another=True))
            index = msgspec.structs.replace(index, collection=act.id)
        else:
            profile = await asyncio.to_thread(self._shelves.read_profile, act.id)
            await self._engine(ask.SetSettings(lib.with_profile(now.settings, profile)))
            index = msgspec.structs.replace(index, profile=act.id)
        await asyncio.to_thread(self._shelves.keep_index, index)
        return lib.Taken()

    async def _create(self, act: lib.Create, now: Snapshot) -> lib.Taken:
        if act.shelf is Shelf.COLLECTION:
            scene = Scene(new_id("scene"), act.name)
            show = Show(act.name, (scene,), scene.id, canvas=now.show.canvas)
            made = await asyncio.to_thread(self._shelves.write_show, show)
            return lib.Taken(name=act.name, collection_id=made)
        profile = lib.profile_of(now.settings, act.name)
        made = await asyncio.to_thread(self._shelves.write_profile, profile)
        return lib.Taken(name=act.name, profile_id=made)

    async def _rename(self, act: lib.Rename, now: Snapshot) -> lib.Taken:
        if act.shelf is Shelf.COLLECTION and act.id == self._shelves.index().collection:
            await self._engine(ask.ReplaceShow(msgspec.structs.replace(now.show, name=act.name)))
        else:
            await asyncio.to_thread(self._shelves.rename, act.shelf, act.id, act.name)
        return lib.Taken()

    async def _duplicate(self, act: lib.Duplicate, _now: Snapshot) -> lib.Taken:
        made = await asyncio.to_thread(self._shelves.duplicate, act.shelf, act.id, act.name)
        if act.shelf is Shelf.COLLECTION:
            return lib.Taken(name=act.name, collection_id=made)
        return lib.Taken(name=act.name, profile_id=made)

    async def _discard(self, act: lib.Discard, _now: Snapshot) -> lib.Taken:
        await asyncio.to_thread(self._shelves.discard, act.shelf, act.id)
        return lib.Taken()

    async def _bring_back(self, act: lib.BringBack, _now: Snapshot) -> lib.Taken:
        await asyncio.to_thread(self._shelves.bring_back, act.id)
        return lib.Taken()

    async def _export(self, act: lib.Export, now: Snapshot) -> lib.Taken:
        profile = await asyncio.to_thread(self._shelves.read_profile, self._shelves.index().profile)
        await asyncio.to_thread(
            lambda: write_bundle(Path(act.path), now.show, profile, has_media=act.has_media)
        )
        return lib.Taken(name=now.show.name, report=act.path)

    async def _take_in(self, act: lib.TakeIn, now: Snapshot) -> lib.Taken:
        await asyncio.to_thread(self._backups.make, "import")
        return await asyncio.to_thread(take_in, Path(act.path), self._shelves, now.settings)

    async def _back_up(self, _act: lib.MakeBackup, _now: Snapshot) -> lib.Taken:
        await asyncio.to_thread(self._backups.make, "hand")
        return lib.Taken()

    async def _restore(self, act: lib.Restore, now: Snapshot) -> lib.Taken:
        _refuse_on_air(now)
        files = await asyncio.to_thread(self._backups.files_of, act.id)
        shown = files.get(SHOW_FILE)
        show = _decoded(shown, ShowFile, act.id).show if shown is not None else None
        kept = files.get(SETTINGS_FILE)
        settings = _decoded(kept, Settings, act.id) if kept is not None else None
        await asyncio.to_thread(self._backups.make, "restore")
        for name, data in files.items():
            if "/" in name:
                await asyncio.to_thread(self._shelves.put_back, name, data)
        if show is not None:
            await self._engine(ask.ReplaceShow(show))
        if settings is not None:
            now_ui, now_web = now.settings.ui, now.settings.web
            await self._engine(
                ask.SetSettings(msgspec.structs.replace(settings, ui=now_ui, web=now_web))
            )
        return lib.Taken()

    async def _find_files(self, act: lib.FindFiles, now: Snapshot) -> lib.Taken:
        missing = await asyncio.to_thread(self._media.look_at, now.show)
        known = await asyncio.to_thread(self._media.known)
        places = await asyncio.to_thread(find_moved, missing, Path(act.folder), known)
        if places:
            await self._engine(ask.ReplaceShow(with_paths(now.show, places)))
        return lib.Taken(sources=len(places))


def back_up_before_update(data_dir: Path) -> str:
    """Before anything reads the files: another version of Hawker backs them up first.

    A sentence when that failed, else nothing.
    """
    shelves = Shelves(data_dir)
    index = shelves.index()
    if index.studio == __version__:
        return ""
    try:
        Backups(data_dir).make("update")
        shelves.keep_index(msgspec.structs.replace(index, studio=__version__))
    except (StudioError, OSError) as error:
        return str(error)
    return ""


def _refuse_on_air(now: Snapshot) -> None:
    if now.state not in _QUIET:
        raise BadInputError("end the show or the rehearsal first; viewers would see it", "library")
    if now.stats.recorder.state is RecorderState.RECORDING:
        raise BadInputError("finish the recording first; it would be in it", "library")


def _decoded(data: bytes, kind: type[KindT], where: str) -> KindT:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"the backup cannot be used: {error}", where) from error

"""A stinger: a short film that runs over a change of scenes, ready before it is asked for."""

import threading
from collections import deque
from collections.abc import Callable, Iterator

import av
import cv2

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.errors import BadInputError, StudioError
from studio.core.scene import Canvas
from studio.core.threads import StopSignal, Worker
from studio.engine.compose.alpha_frame import AlphaSplitter
from studio.engine.compose.patch import Patch
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.sources.film_reader import FilmReader

_HEAD_FRAMES = 8
_MOST_FRAMES = 12
_MOST_NS = 20 * NS_PER_S
_AHEAD_NS = 300 * NS_PER_MS
_ABANDONED_NS = 2 * NS_PER_S
_PAUSE_S = 0.01
_FRAME_NS = NS_PER_S // 30


class StingerRun:
    """One showing of it. `patch_at` never waits: when the file is late, the last picture stays."""

    def __init__(self, started_ns: int, cut_ns: int, head: "_Head") -> None:
        self.started_ns = started_ns
        self._cut_ns = cut_ns
        self._due: deque[tuple[int, Patch]] = deque(head.patches)
        self._shown: Patch | None = None
        self._end_ns = _MOST_NS
        self._has_all = False
        self._taking = threading.Lock()  # both canvases' compositors take

    def patch_at(self, media_ns: int) -> Patch | None:
        """What lies over the scenes at that media time; the compositors' threads only."""
        at_ns = media_ns - self.started_ns
        with self._taking:
            while self._due and self._due[0][0] <= at_ns:
                self._shown = self._due.popleft()[1]
        return None if self.is_over(media_ns) else self._shown

    def is_over(self, media_ns: int) -> bool:
        """Whether the film has ended."""
        return media_ns - self.started_ns >= self._end_ns

    def is_changed(self, media_ns: int) -> bool:
        """Whether the next scene lies under it already."""
        return media_ns - self.started_ns >= min(self._cut_ns, self._end_ns)

    def is_fed(self, media_ns: int) -> bool:
        """Whether a picture waits, or all of them have come."""
        return self._has_all or (bool(self._due) and not self.has_room(media_ns))

    def has_room(self, media_ns: int) -> bool:
        """Whether a further picture should be made now."""
        if len(self._due) >= _MOST_FRAMES:
            return False
        return not self._due or self._due[-1][0] < media_ns - self.started_ns + _AHEAD_NS

    def is_abandoned(self, media_ns: int) -> bool:
        """Whether nobody takes its pictures any more: the scenes were cut meanwhile."""
        due = self._due
        return bool(due) and media_ns - self.started_ns - due[0][0] > _ABANDONED_NS

    def add(self, at_ns: int, patch: Patch) -> None:
        """A further picture, due so long after the start."""
        self._due.append((at_ns, patch))

    def finish(self, end_ns: int) -> None:
        """There is no more; the last picture ends so long after the start."""
        self._end_ns = end_ns
        self._has_all = True


class _Head:
    """The first pictures and sound, kept for the next time too."""

    def __init__(self) -> None:
        self.patches: list[tuple[int, Patch]] = []
        self.sounds: list[AudioBlock] = []


class Stinger:
    """Holds the head of a file ready. ``on_sound`` gets its sound, stamped in media time."""

    def __init__(
        self,
        clock: MediaClock,
        path: str,
        canvas: Canvas,
        on_sound: Callable[[AudioBlock], None],
        on_failed: Callable[[str], None],
    ) -> None:
        self.path = path
        self._clock = clock
        self._canvas = canvas
        self._on_sound = on_sound
        self._on_failed = on_failed
        self._splitter = AlphaSplitter(canvas.width_px, canvas.height_px)
        self._head: _Head | None = None
        self._run: StingerRun | None = None
        self._wanted = threading.Event()
        self._worker = Worker("stinger", self._work)

    def start(self) -> None:
        """Begin to make it ready."""
        self._worker.start()

    def stop(self) -> None:
        """End; a showing of it ends too."""
        self._worker.stop_signal.set()
        self._wanted.set()
        self._worker.stop(2.0)

    @property
    def is_ready(self) -> bool:
        """Whether it can begin at once."""
        return self._head is not None

    @property
    def has_failed(self) -> bool:
        """Whether it ended by a fault; a new one may do better."""
        return not self._worker.is_alive and not self._worker.stop_signal.is_set

    def play(self, cut_ns: int) -> StingerRun | None:
        """Begin now; None while it is not ready."""
        head = self._head
        if head is None or not self._worker.is_alive:
            return None
        run = StingerRun(self._clock.now_ns(), cut_ns, head)
        self._run = run
        for block in head.sounds:
            self._on_sound(_moved(block, run.started_ns))
        self._wanted.set()
        return run

    def _work(self, stop: StopSignal) -> None:
        try:
            self._make_ready()
            while not stop.is_set:
                self._wanted.wait()
                self._wanted.clear()
                run = self._run
                if run is not None and not stop.is_set:
                    self._play_on(run, stop)
        except (StudioError, av.error.FFmpegError, OSError, cv2.error, ValueError) as error:
            self._head = None
            self._end_run()
            if not stop.is_set:
                self._on_failed(error.what if isinstance(error, StudioError) else str(error))
        finally:
            self._end_run()

    def _end_run(self) -> None:
        run = self._run
        if run is not None:
            run.finish(0)

    def _make_ready(self) -> None:
        head = _Head()
        with FilmReader(self.path, has_alpha=True) as film:
            for piece in film.pieces():
                if isinstance(piece, AudioBlock):
                    head.sounds.append(piece)
                else:
                    head.patches.append(self._patch_of(piece))
                if len(head.patches) >= _HEAD_FRAMES:
                    break
        if not head.patches:
            raise BadInputError("the file has no picture", self.path)
        self._head = head

    def _play_on(self, run: StingerRun, stop: StopSignal) -> None:
        """What comes after the head, each when it is nearly due."""
        head = self._head
        if head is None:
            return
        end_ns = head.patches[-1][0] + _FRAME_NS
        with FilmReader(self.path, has_alpha=True) as film:
            for piece in _after(film.pieces(), head):
                if isinstance(piece, AudioBlock):
                    self._on_sound(_moved(piece, run.started_ns))
                    continue
                while self._must_wait(run):
                    if stop.wait(_PAUSE_S):
                        return
                if run is not self._run or run.is_abandoned(self._clock.now_ns()):
                    return  # it began anew, or is not wanted any more
                at_ns, patch = self._patch_of(piece)
                run.add(at_ns, patch)
                end_ns = at_ns + _FRAME_NS
                if end_ns >= _MOST_NS:
                    break
        run.finish(end_ns)

    def _must_wait(self, run: StingerRun) -> bool:
        now_ns = self._clock.now_ns()
        return run is self._run and not run.has_room(now_ns) and not run.is_abandoned(now_ns)

    def _patch_of(self, frame: av.VideoFrame) -> tuple[int, Patch]:
        return int((frame.time or 0.0) * NS_PER_S), self._splitter.patch(frame)


def _after(
    pieces: Iterator[av.VideoFrame | AudioBlock], head: _Head
) -> Iterator[av.VideoFrame | AudioBlock]:
    """All that the head does not hold."""
    frames, sounds = len(head.patches), len(head.sounds)
    for piece in pieces:
        if isinstance(piece, AudioBlock):
            sounds -= 1
            if sounds < 0:
                yield piece
        else:
            frames -= 1
            if frames < 0:
                yield piece


def _moved(block: AudioBlock, by_ns: int) -> AudioBlock:
    return AudioBlock(block.samples, block.media_ns + by_ns, block.rate_hz)

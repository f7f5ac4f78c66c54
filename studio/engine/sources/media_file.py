"""A video or sound file: looped, paused, moved; its picture and its sound stay together."""

import threading
from collections import deque
from pathlib import Path

import av
from av.container import InputContainer

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, UnavailableError
from studio.core.sources import MediaSettings
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver, next_serial
from studio.engine.sources.media_sound import SoundDecoder

_AHEAD_NS = 350_000_000  # files interleave picture and sound loosely: decode this far ahead
_START_NS = 60_000_000
_MOST_FRAMES = 40
_WAIT_S = 0.1


def open_file(path: str) -> InputContainer:
    """Open a local file and nothing else. Raises UnavailableError or BadInputError."""
    if not path:
        raise BadInputError("no file is chosen", "media")
    if not Path(path).is_file():
        raise UnavailableError("the file is not there", path)
    try:
        return av.open(f"file:{Path(path).absolute()}", options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, OSError) as error:
        raise BadInputError("this is not a film or sound that can be played", path) from error


class MediaFileDriver(SourceDriver):
    """Decodes a little ahead and gives pictures when they are due on the media clock."""

    def __init__(self, settings: MediaSettings, clock: MediaClock, speed: float = 1.0) -> None:
        super().__init__(clock)
        self._settings = settings
        self._speed = speed
        self._wanted_speed: float | None = None
        self._lock = threading.Lock()
        self._wanted_pause: bool | None = None
        self._wanted_position_s: float | None = None
        self._is_paused = settings.is_paused
        self._shows_first = True
        self._container: InputContainer | None = None
        self._frames: deque[tuple[int, av.VideoFrame]] = deque()
        self._sounds: deque[AudioBlock] = deque()
        self._sound: SoundDecoder | None = None
        self._zero_ns = 0
        self._paused_at_ns = 0
        self._decoded_ns = 0
        self._has_ended = False
        self._woken = threading.Event()

    def open(self) -> None:
        """Open the file and find its streams."""
        container = open_file(self._settings.path)
        self._container = container
        streams = container.streams
        if not streams.video and not streams.audio:
            raise BadInputError("the file has neither picture nor sound", self._settings.path)
        if streams.video:
            streams.video[0].thread_type = "SLICE"
        if streams.audio:
            self._sound = SoundDecoder()
        self._zero_ns = self.clock.now_ns() + _START_NS
        self._paused_at_ns = self._zero_ns
        self._packets = container.demux([*streams.video[:1], *streams.audio[:1]])

    def read(self) -> Reading:
        """The next picture that is due, or sound that was decoded."""
        self._follow_wishes()
        if self._is_paused and not self._shows_first:
            self._woken.wait(_WAIT_S)
            return Reading()
        self._decode_ahead()
        sound = self._sounds.popleft() if self._sounds and not self._is_paused else None
        picture = self._due_picture()
        if picture is None and sound is None:
            if self._has_ended and not self._frames:
                self._woken.wait(_WAIT_S)
                return Reading(has_ended=True)
            self._wait_for_next()
        return Reading(picture, sound)

    def close(self) -> None:
        """Close the file."""
        container, self._container = self._container, None
        self._frames.clear()
        if container is not None:
            container.close()

    def interrupt(self) -> None:
        """Wait no longer."""
        self._woken.set()

    def control(self, is_paused: bool | None, position_s: float | None) -> None:
        """Pause or go on, and jump; from any thread."""
        with self._lock:
            if is_paused is not None:
                self._wanted_pause = is_paused
            if position_s is not None:
                self._wanted_position_s = position_s

    def set_speed(self, speed: float) -> None:
        """Faster or slower from where it is, without sound; from any thread."""
        with self._lock:
            self._wanted_speed = speed

    @property
    def duration_s(self) -> float:
        """Length of the file; 0 when it does not say."""
        container = self._container
        return (container.duration or 0) / 1e6 if container is not None else 0.0

    @property
    def position_s(self) -> float:
        """Place in the file."""
        now_ns = self._paused_at_ns if self._is_paused else self.clock.now_ns()
        position = max(0.0, (now_ns - self._zero_ns) * self._speed / NS_PER_S)
        return min(position, self.duration_s) if self.duration_s else position

    def _follow_wishes(self) -> None:
        with self._lock:
            is_paused, self._wanted_pause = self._wanted_pause, None
            position_s, self._wanted_position_s = self._wanted_position_s, None
            speed, self._wanted_speed = self._wanted_speed, None
        if is_paused is not None and is_paused != self._is_paused:
            now_ns = self.clock.now_ns()
            if is_paused:
                self._paused_at_ns = now_ns
            else:
                self._shift(now_ns - self._paused_at_ns)
            self._is_paused = is_paused
        if speed is not None and speed != self._speed:
            position_s = self.position_s if position_s is None else position_s
            self._speed = speed
        if position_s is not None:
            self._seek(position_s)

    def _shift(self, by_ns: int) -> None:
        self._zero_ns += by_ns
        self._decoded_ns += by_ns
        self._frames = deque((due_ns + by_ns, frame) for due_ns, frame in self._frames)
        self._sounds.clear()

    def _seek(self, position_s: float) -> None:
        container = self._container
        if container is None:
            return
        if self.duration_s:
            position_s = min(position_s, max(0.0, self.duration_s - 0.05))
        self._rewind(container, position_s)
        self._zero_ns = self.clock.now_ns() + _START_NS - self._span_ns(position_s)
        self._paused_at_ns = self._zero_ns + self._span_ns(position_s)
        self._skip_before_ns = self._paused_at_ns
        self._shows_first = True

    def _span_ns(self, file_s: float) -> int:
        """How long a span of the file lasts as it is played."""
        return int(file_s * NS_PER_S / self._speed)

    def _rewind(self, container: InputContainer, position_s: float) -> None:
        try:
            container.seek(int(position_s * 1_000_000))
        except (av.error.FFmpegError, OSError) as error:
            raise UnavailableError("the file cannot be moved in", self._settings.path) from error
        self._frames.clear()
        self._sounds.clear()
        self._has_ended = False
        self._decoded_ns = 0
        streams = container.streams
        self._packets = container.demux([*streams.video[:1], *streams.audio[:1]])

    _skip_before_ns = 0

    def _decode_ahead(self) -> None:
        while (
            not self._has_ended
            and len(self._frames) < _MOST_FRAMES
            and self._decoded_ns < self.clock.now_ns() + _AHEAD_NS
        ):
            try:
                packet = next(self._packets)
                frames = packet.decode()
            except (StopIteration, av.error.EOFError):
                self._at_end()
                return
            except av.error.InvalidDataError:
                continue  # a damaged packet costs its picture and nothing else
            except (av.error.FFmpegError, OSError) as error:
                raise UnavailableError(
                    "the file stopped giving data", self._settings.path
                ) from error
            for frame in frames:
                self._keep(frame)

    def _keep(self, frame: object) -> None:
        if isinstance(frame, av.VideoFrame) and frame.time is not None:
            due_ns = self._zero_ns + self._span_ns(frame.time)
            self._decoded_ns = max(self._decoded_ns, due_ns)
            if due_ns >= self._skip_before_ns:
                self._frames.append((due_ns, frame))
        elif isinstance(frame, av.AudioFrame) and self._sound is not None and self._speed == 1.0:
            for block in self._sound.blocks(frame, self._zero_ns):
                if not self._frames:
                    self._decoded_ns = max(self._decoded_ns, block.media_ns)
                if block.media_ns >= self._skip_before_ns:
                    self._sounds.append(block)

    def _at_end(self) -> None:
        container = self._container
        if container is None or not self._settings.is_looped:
            self._has_ended = True
            return
        length_ns = self._span_ns(self.duration_s) or self._decoded_ns - self._zero_ns
        frames, sounds = self._frames, self._sounds
        self._frames, self._sounds = deque(), deque()
        self._rewind(container, 0.0)
        self._frames, self._sounds = frames, sounds
        self._zero_ns += max(length_ns, NS_PER_S // 30)
        self._decoded_ns = self._zero_ns

    def _due_picture(self) -> Picture | None:
        now_ns = self.clock.now_ns()
        due: av.VideoFrame | None = None
        while self._frames and (self._frames[0][0] <= now_ns or self._shows_first):
            due = self._frames.popleft()[1]
            self._shows_first = False
        if due is None:
            return None
        return Picture(now_ns, next_serial(), frame=due)

    def _wait_for_next(self) -> None:
        wait_s = _WAIT_S
        if self._frames:
            wait_s = (self._frames[0][0] - self.clock.now_ns()) / NS_PER_S
        self._woken.wait(max(0.0, min(_WAIT_S, wait_s)))

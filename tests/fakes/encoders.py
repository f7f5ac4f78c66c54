"""Encoders that really encode, with x264 inside, and fail in the ways that hardware fails."""

import threading
from collections.abc import Callable, Iterable

from studio.core.errors import UnavailableError
from studio.engine.encode.candidates import X264, Candidate
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import ComposedFrame, MediaPacket


class FaultyEncoder(VideoEncoder):
    """Works for ``good`` pictures, then shows its ``fault``: "raise", "crash", "silent" or "hang".

    "refuse" cannot even be opened. A hanging one goes on when ``let_go`` is set.
    """

    def __init__(
        self,
        candidate: Candidate,
        settings: EncoderSettings,
        fault: str = "",
        good: int = 0,
        let_go: threading.Event | None = None,
    ) -> None:
        if fault == "refuse":
            raise UnavailableError("cannot be opened: no such device", candidate.label)
        super().__init__(X264, settings)
        self.candidate = candidate
        self._fault = fault
        self._good = good
        self._let_go = let_go or threading.Event()

    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        """As x264 does, while it is well."""
        self._good -= 1
        if not self._fault or self._good >= 0:
            return super().encode(composed, is_key)
        if self._fault == "raise":
            raise UnavailableError("failed while encoding: device lost", self.candidate.label)
        if self._fault == "crash":
            raise KeyError("a fault in the program")
        if self._fault == "hang":
            self._let_go.wait(30)
        return []


class Encoders:
    """Opens encoders and keeps them; ``faults``: what each candidate shows, by name."""

    def __init__(
        self,
        faults: dict[str, tuple[str, int]] | None = None,
        let_go: threading.Event | None = None,
        on_picture: Callable[[EncoderSettings], None] = lambda _settings: None,
    ) -> None:
        self.opened: list[FaultyEncoder] = []
        self._faults = faults or {}
        self._let_go = let_go
        self._on_picture = on_picture

    def __call__(self, candidate: Candidate, settings: EncoderSettings) -> VideoEncoder:
        """An `OpenEncoder`."""
        fault, good = self._faults.get(candidate.name, ("", 0))
        made = _Watched(candidate, settings, fault, good, self._let_go)
        made.on_picture = self._on_picture
        self.opened.append(made)
        return made


class _Watched(FaultyEncoder):
    on_picture: Callable[[EncoderSettings], None]

    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        self.on_picture(self.settings)
        return super().encode(composed, is_key)


class KnownProbe:
    """A prober that knows its answer."""

    def __init__(self, working: Iterable[str] = ()) -> None:
        self._working = frozenset(working)

    def working(self, timeout_s: float) -> frozenset[str]:
        """The answer, at once."""
        return self._working

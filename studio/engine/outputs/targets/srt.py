"""The show to an SRT server: MPEG-TS in payloads of seven packets."""

from urllib.parse import parse_qs, urlsplit

import av

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.engine.media import MediaPacket, TrackInfo
from studio.engine.outputs.muxed import MUX_ERRORS, Muxed
from studio.engine.outputs.targets.libsrt import PAYLOAD_BYTES, SrtSocket
from studio.engine.outputs.targets.sender import Sender

_KEY_MARK = "{key}"
_LATENCY_MS = 200
_MOST_LATENCY_MS = 10_000
_OPTIONS = {"flush_packets": "1", "pat_period": "0.5"}


class _Payloads:
    """The muxer's file: what it writes goes out in payloads."""

    def __init__(self, connection: SrtSocket) -> None:
        self._connection = connection
        self._held = bytearray()
        self.sent_bytes = 0

    def write(self, data: bytes) -> int:
        """Whole payloads at once, the rest with the next."""
        self._held += data
        while len(self._held) >= PAYLOAD_BYTES:
            self._send(PAYLOAD_BYTES)
        return len(data)

    def flush(self) -> None:
        """The rest now, so that a picture need not wait for the one after it."""
        if self._held:
            self._send(len(self._held))

    def _send(self, count: int) -> None:
        self._connection.send(bytes(self._held[:count]))
        del self._held[:count]
        self.sent_bytes += count


class SrtSender(Sender):
    """``secret`` takes the place of {key} in the address's stream id, or is the passphrase."""

    def __init__(self, url: str, secret: str) -> None:
        super().__init__()
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 0
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        stream_id = asked.get("streamid", "")
        has_mark = _KEY_MARK in stream_id
        self._connection = SrtSocket(
            latency_ms=_latency_ms(asked.get("latency", "")),
            stream_id=stream_id.replace(_KEY_MARK, secret),
            passphrase="" if has_mark else secret,
        )
        self._payloads = _Payloads(self._connection)
        self._muxed: Muxed | None = None

    def open(self, first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> None:
        """Call the server."""
        self._connection.connect(self._host, self._port)
        try:
            container = av.open(self._payloads, "w", format="mpegts", options=dict(_OPTIONS))
            self._muxed = Muxed(container, first, sound)
        except MUX_ERRORS as error:
            raise UnavailableError(f"the stream cannot be made: {error}", "MPEG-TS") from error

    def write(self, packet: MediaPacket) -> None:
        """Send a packet."""
        if self._muxed is None:
            return
        try:
            self._muxed.write(packet)
        except MUX_ERRORS as error:
            raise UnavailableError(f"the stream cannot be made: {error}", "MPEG-TS") from error
        self._payloads.flush()
        self.sent_bytes = self._payloads.sent_bytes

    def close(self) -> None:
        """Let go."""
        muxed, self._muxed = self._muxed, None
        try:
            if muxed is not None:
                muxed.close()
        except (StudioError, *MUX_ERRORS):
            pass  # the server is gone; nobody misses the end of the stream
        self._connection.close()

    def abort(self) -> None:
        """Make a blocked call return."""
        self._connection.close()


def _latency_ms(text: str) -> int:
    if not text:
        return _LATENCY_MS
    if not text.isdecimal() or not 20 <= int(text) <= _MOST_LATENCY_MS:
        raise BadInputError(f"latency is a number of ms from 20 to {_MOST_LATENCY_MS}", text)
    return int(text)

"""The show to an RTMP(S) server: FLV tags as messages, from the same packets as the recording."""

from studio.core.errors import UnavailableError
from studio.engine.media import MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.targets import flv
from studio.engine.outputs.targets.rtmp_client import RtmpClient
from studio.engine.outputs.targets.sender import Sender


class RtmpSender(Sender):
    """``key``: the stream key, which is the last part of the address when it is empty."""

    def __init__(self, url: str, key: str, timeout_s: float = 5.0) -> None:
        super().__init__()
        self._client = RtmpClient(url, key, timeout_s)
        self._zero_ms: int | None = None
        self._has_sound = False

    def open(self, first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> None:
        """Connect, publish, and say what comes."""
        try:
            header = flv.video_header(first)
        except ValueError as error:
            raise UnavailableError(str(error), "encoder") from error
        self._client.publish()
        self.local_address = self._client.local_address
        self._client.send(flv.SCRIPT_TAG, flv.metadata(first, picture, sound), 0)
        self._client.send(flv.VIDEO_TAG, header, 0)
        if sound is not None:
            self._has_sound = True
            self._client.send(flv.AUDIO_TAG, flv.audio_header(sound), 0)

    def write(self, packet: MediaPacket) -> None:
        """Send a packet; time begins with the first picture."""
        time_ms = packet.dts * 1000 // packet.clock_hz
        is_picture = packet.kind is PacketKind.VIDEO
        if self._zero_ms is None and is_picture:
            self._zero_ms = time_ms
        if self._zero_ms is None or time_ms < self._zero_ms:
            return
        if not is_picture and not self._has_sound:
            return
        body = flv.body_of(packet)
        kind = flv.VIDEO_TAG if is_picture else flv.AUDIO_TAG
        self._client.send(kind, body, time_ms - self._zero_ms)
        self.sent_bytes += len(body)

    def close(self) -> None:
        """Say goodbye."""
        self._client.close()

    def abort(self) -> None:
        """Make a blocked call return."""
        self._client.abort()

"""Reads a film from its beginning as fast as it is asked, with what it lets through."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import av
from av.container import InputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from studio.core.errors import BadInputError, UnavailableError
from studio.engine.media import AudioBlock
from studio.engine.sources.media_file import open_file
from studio.engine.sources.media_sound import SoundDecoder

# FFmpeg's own VP8 and VP9 decoders leave the alpha of a WebM out; the library's do not.
_WITH_ALPHA = {"vp8": "libvpx", "vp9": "libvpx-vp9"}


class FilmReader:
    """For a ``with`` block. Raises UnavailableError or BadInputError with a sentence."""

    def __init__(self, path: str, *, has_alpha: bool) -> None:
        self._path = path
        self._container: InputContainer = open_file(path)
        if not self._container.streams.video:
            self._container.close()
            raise BadInputError("the file has no picture", path)
        self._video: VideoStream = self._container.streams.video[0]
        self._decoder = self._alpha_decoder() if has_alpha else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._container.close()

    def pieces(self) -> Iterator[av.VideoFrame | AudioBlock]:
        """Pictures and sound as they lie in the file; sound is stamped from its beginning."""
        streams = self._container.streams
        sound = SoundDecoder()
        packets = self._container.demux([self._video, *streams.audio[:1]])
        try:
            for packet in packets:
                for frame in self._decoded(packet):
                    if isinstance(frame, av.AudioFrame):
                        yield from sound.blocks(frame, 0)
                    else:
                        yield frame
        except av.error.EOFError:
            return
        except av.error.FFmpegError as error:
            raise UnavailableError("the file stopped giving data", self._path) from error

    def _decoded(self, packet: "av.Packet[Any]") -> Iterator[av.VideoFrame | av.AudioFrame]:
        try:
            if self._decoder is not None and packet.stream is self._video:
                frames = self._decoder.decode(packet if packet.size else None)
                for frame in frames:
                    frame.time_base = self._video.time_base
                    yield frame
                return
            for one in packet.decode():
                if isinstance(one, av.VideoFrame | av.AudioFrame):
                    yield one
        except av.error.InvalidDataError:
            return  # a damaged packet costs its picture and nothing else

    def _alpha_decoder(self) -> VideoCodecContext | None:
        codec = self._video.codec_context
        library = _WITH_ALPHA.get(codec.name, "")
        if self._video.metadata.get("alpha_mode") != "1" or library not in av.codecs_available:
            return None
        decoder = av.CodecContext.create(library, "r")
        assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - what create gives for VP9
        decoder.extradata = codec.extradata
        return decoder

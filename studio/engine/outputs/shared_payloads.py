"""The last packets cut into what one datagram holds, once for everybody who gets them."""

from collections import OrderedDict

from aiortc.codecs.h264 import H264Encoder

from studio.engine.media import MediaPacket, PacketKind

_KEPT_PAYLOADS = 256


class SharedPayloads:
    """RTP payloads of the last packets, made once for all viewers (RFC 6184, RFC 7587)."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[MediaPacket, list[bytes]]] = OrderedDict()

    def of(self, packet: MediaPacket) -> list[bytes]:
        """The payloads; the packet is kept with them, so its identity cannot be used again."""
        known = self._known.get(id(packet))
        if known is not None:
            return known[1]
        if packet.kind is PacketKind.VIDEO:
            payloads = H264Encoder._packetize(H264Encoder._split_bitstream(packet.data))
        else:
            payloads = [packet.data]
        self._known[id(packet)] = (packet, payloads)
        if len(self._known) > _KEPT_PAYLOADS:
            self._known.popitem(last=False)
        return payloads

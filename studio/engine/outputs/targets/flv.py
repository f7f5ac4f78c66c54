"""Encoded packets as the bodies of FLV tags, which are RTMP's messages (FLV 10.1, annex E.4)."""

import struct

from studio.engine.encode.annexb import nal_type, nal_units
from studio.engine.media import MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.targets import amf0

AUDIO_TAG, VIDEO_TAG, SCRIPT_TAG = 8, 9, 18
_KEY, _INTER, _AVC = 0x10, 0x20, 7
_AAC_STEREO = 0xAF  # AAC, 44 kHz as the format wants it said, 16 bits, stereo
_AAC_LC_48K_STEREO = b"\x11\x90"
_SPS, _PPS, _DELIMITER = 7, 8, 9
_APART = frozenset({_SPS, _PPS, _DELIMITER})


def metadata(first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> bytes:
    """``onMetaData``: what comes."""
    values: dict[str, amf0.Amf] = {"videocodecid": float(_AVC), "encoder": "Hawker"}
    if picture is not None and picture.width_px:
        values |= {"width": float(picture.width_px), "height": float(picture.height_px)}
    if first.duration:
        values["framerate"] = round(first.clock_hz / first.duration, 3)
    if sound is not None:
        values |= {"audiocodecid": 10.0, "audiosamplerate": float(sound.rate_hz), "stereo": True}
    return amf0.encode("@setDataFrame", "onMetaData") + amf0.encode_array(values)


def video_header(first: MediaPacket) -> bytes:
    """The AVC sequence header (ISO/IEC 14496-15 §5.3.3) of a key frame with SPS and PPS.

    Raises ValueError when it has none.
    """
    units = list(nal_units(first.data))
    sps = [unit for unit in units if nal_type(unit) == _SPS]
    pps = [unit for unit in units if nal_type(unit) == _PPS]
    if not sps or not pps or len(sps[0]) < 4:
        raise ValueError("the first picture has no parameter sets")
    record = bytes((1, sps[0][1], sps[0][2], sps[0][3], 0xFF, 0xE0 | len(sps)))
    record += b"".join(struct.pack(">H", len(unit)) + unit for unit in sps)
    record += bytes((len(pps),)) + b"".join(struct.pack(">H", len(unit)) + unit for unit in pps)
    return bytes((_KEY | _AVC, 0, 0, 0, 0)) + record


def audio_header(sound: TrackInfo) -> bytes:
    """The AAC sequence header: the AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1)."""
    return bytes((_AAC_STEREO, 0)) + (sound.extradata or _AAC_LC_48K_STEREO)


def body_of(packet: MediaPacket) -> bytes:
    """The tag's body of one packet."""
    if packet.kind is not PacketKind.VIDEO:
        return bytes((_AAC_STEREO, 1)) + packet.data
    ahead_ms = (packet.pts - packet.dts) * 1000 // packet.clock_hz
    head = struct.pack(">BB", (_KEY if packet.is_key else _INTER) | _AVC, 1)
    head += (ahead_ms & 0xFFFFFF).to_bytes(3, "big")
    parts = [head]
    for unit in nal_units(packet.data):
        if nal_type(unit) not in _APART:
            parts += [struct.pack(">I", len(unit)), unit]
    return b"".join(parts)

"""The video settings of an OBS profile (`basic.ini`) in our words."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.errors import BadInputError
from studio.core.imports.reading import number, read_text
from studio.core.imports.report import Imported, Notebook, ProfileVideo

_FASTEST_HZ = 60
_LOWEST_BPS, _HIGHEST_BPS = 100_000, 50_000_000
_LARGEST_PX = 16384
_COMMON, _WHOLE, _FRACTION = 0, 1, 2
_SECTIONS = ("video", "output", "simpleoutput", "advout")
# Parts of the names that OBS has given its H.264 encoders over the years.
_ENCODERS = MappingProxyType(
    {
        "nvenc": "h264_nvenc",
        "qsv": "h264_qsv",
        "amd": "h264_amf",
        "amf": "h264_amf",
        "apple": "h264_videotoolbox",
        "videotoolbox": "h264_videotoolbox",
        "x264": "libx264",
    }
)
_OTHER_CODECS = ("hevc", "h265", "av1")
Sections = Mapping[str, Mapping[str, str]]


def import_obs_profile(data: bytes, where: str) -> Imported:
    """Video settings and notes, no show. Raises BadInputError when the file is no profile."""
    sections = _sections(read_text(data, where))
    if not any(name in sections for name in _SECTIONS):
        raise BadInputError("this is no profile of OBS Studio: it has no video settings", where)
    notes = Notebook()
    video = sections.get("video", {})
    bitrate_bps, encoder = _output(sections, notes)
    found = ProfileVideo(
        *_side_pair(video, "basecx", "basecy", notes),
        *_side_pair(video, "outputcx", "outputcy", notes),
        rate_hz=_rate_hz(video, notes),
        bitrate_bps=bitrate_bps,
        encoder=encoder,
    )
    return Imported(None, notes.finished(), found)


def _sections(text: str) -> Sections:
    """Keys and values by section, all names in small letters; other lines are passed over."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            section = found.setdefault(stripped[1:-1].strip().lower(), {})
        elif "=" in stripped and not stripped.startswith((";", "#")):
            key, _, value = stripped.partition("=")
            section[key.strip().lower()] = value.strip()
    return found


def _number(values: Mapping[str, str], key: str) -> float:
    """A number, 0 when there is none or it makes no sense."""
    try:
        return number(float(values.get(key, "0")[:40]))
    except ValueError:
        return 0.0


def _side_pair(
    values: Mapping[str, str], width_key: str, height_key: str, notes: Notebook
) -> tuple[int, int]:
    wide, high = round(_number(values, width_key)), round(_number(values, height_key))
    if 1 <= wide <= _LARGEST_PX and 1 <= high <= _LARGEST_PX:
        return wide, high
    if width_key in values or height_key in values:
        notes.add("video", f"the size {wide} x {high} makes no sense and is left out")
    return 0, 0


def _rate_hz(video: Mapping[str, str], notes: Notebook) -> int:
    kind = round(_number(video, "fpstype"))
    if kind == _FRACTION:
        below = _number(video, "fpsden")
        exact = _number(video, "fpsnum") / below if below else 0.0
    elif kind == _WHOLE:
        exact = _number(video, "fpsint")
    else:
        first = (video.get("fpscommon", "").split() or [""])[0]  # also "24 NTSC"
        exact = _number({"rate": first}, "rate")
    if not 0 < exact < 1e6:
        return 0
    rate_hz = min(_FASTEST_HZ, max(1, round(exact)))
    if abs(rate_hz - exact) > 0.001:
        notes.add("video", f"{exact:.6g} pictures a second are {rate_hz} here")
    return rate_hz


def _output(sections: Sections, notes: Notebook) -> tuple[int, str]:
    """Bitrate and encoder of the mode that is chosen."""
    is_advanced = sections.get("output", {}).get("mode", "").lower() == "advanced"
    if is_advanced:
        name = sections.get("advout", {}).get("encoder", "")
        notes.add("output", "the bitrate is in streamEncoder.json and is not carried")
        return 0, _encoder(name, notes)
    simple = sections.get("simpleoutput", {})
    encoder = _encoder(simple.get("streamencoder", ""), notes)
    wanted_bps = round(_number(simple, "vbitrate") * 1000)
    if wanted_bps <= 0:
        return 0, encoder
    bitrate_bps = min(_HIGHEST_BPS, max(_LOWEST_BPS, wanted_bps))
    if bitrate_bps != wanted_bps:
        notes.add("output", f"{wanted_bps} bit/s are {bitrate_bps} bit/s here")
    return bitrate_bps, encoder


def _encoder(name: str, notes: Notebook) -> str:
    words = name.lower()
    if any(codec in words for codec in _OTHER_CODECS):
        notes.add("output", f"the encoder {name[:60]!r} is left out: pictures are H.264 here")
        return ""
    for part, ours in _ENCODERS.items():
        if part in words:
            return ours
    if words:
        notes.add("output", f"the encoder {name[:60]!r} is not known here")
    return ""

"""What a source is set to: one settings struct per kind, tagged for files and messages."""

import enum
from typing import Annotated

import msgspec

Fraction = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Colour = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?\Z")]
ShortText = Annotated[str, msgspec.Meta(max_length=200)]
LongText = Annotated[str, msgspec.Meta(max_length=5000)]


class SourceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all kinds; never used by itself."""


class ScreenSettings(SourceSettings, frozen=True, tag="screen"):
    """A whole display. ``display_id`` as the device list gives it; empty: the first one."""

    display_id: ShortText = ""
    shows_cursor: bool = True
    rate_hz: Annotated[int, msgspec.Meta(ge=1, le=120)] = 30


class WindowSettings(SourceSettings, frozen=True, tag="window"):
    """One window. ``window_id`` as the device list gives it; the title finds it again later."""

    window_id: ShortText = ""
    title: ShortText = ""
    shows_cursor: bool = True
    rate_hz: Annotated[int, msgspec.Meta(ge=1, le=120)] = 30


class CameraSettings(SourceSettings, frozen=True, tag="camera"):
    """A camera. Empty ``device_id``: the first one found. 0: the camera's own choice."""

    device_id: ShortText = ""
    width_px: Annotated[int, msgspec.Meta(ge=0, le=7680)] = 0
    height_px: Annotated[int, msgspec.Meta(ge=0, le=4320)] = 0
    rate_hz: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0


class MediaSettings(SourceSettings, frozen=True, tag="media"):
    """A video or sound file with its own picture and sound."""

    path: Annotated[str, msgspec.Meta(max_length=4096)]
    is_looped: bool = True
    is_paused: bool = False


class ImageSettings(SourceSettings, frozen=True, tag="image"):
    """A picture file: PNG, JPEG, WebP, GIF (first frame), SVG is refused."""

    path: Annotated[str, msgspec.Meta(max_length=4096)]


class TextAlign(enum.Enum):
    """Where lines of text lie in their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class TextSettings(SourceSettings, frozen=True, tag="text"):
    """Words, drawn again only when they change.

    ``size_px`` is the letter height on a canvas 1080 px high. ``scroll_px_per_s``
    above 0 makes it a ticker that runs from right to left.
    """

    text: LongText
    family: ShortText = ""
    size_px: Annotated[int, msgspec.Meta(ge=6, le=400)] = 48
    is_bold: bool = False
    colour: Colour = "#ffffff"
    background: Colour = "#00000000"
    outline_px: Annotated[int, msgspec.Meta(ge=0, le=40)] = 0
    outline_colour: Colour = "#000000"
    align: TextAlign = TextAlign.LEFT
    wrap_px: Annotated[int, msgspec.Meta(ge=0, le=7680)] = 0
    scroll_px_per_s: Annotated[int, msgspec.Meta(ge=0, le=2000)] = 0


class CardSettings(SourceSettings, frozen=True, tag="card"):
    """A product card: name, price as shown, list price struck through, a note, a picture."""

    title: ShortText
    price: ShortText = ""
    list_price: ShortText = ""
    note: ShortText = ""
    link_number: Annotated[int, msgspec.Meta(ge=0, le=9999)] = 0
    image_path: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    accent: Colour = "#2f6fed"


class ColourSettings(SourceSettings, frozen=True, tag="colour"):
    """A plain colour; #RRGGBB or #RRGGBBAA."""

    colour: Colour = "#101418"


class PatternStyle(enum.Enum):
    """Which test picture."""

    BARS = "bars"
    MOVING = "moving"
    CLOCK = "clock"


class PatternSettings(SourceSettings, frozen=True, tag="pattern"):
    """A test picture, moving or still."""

    style: PatternStyle = PatternStyle.BARS
    width_px: Annotated[int, msgspec.Meta(ge=16, le=3840)] = 1280
    height_px: Annotated[int, msgspec.Meta(ge=16, le=2160)] = 720
    rate_hz: Annotated[int, msgspec.Meta(ge=1, le=120)] = 30


class MicrophoneSettings(SourceSettings, frozen=True, tag="microphone"):
    """A sound input. Empty: the system's default."""

    device_id: ShortText = ""


class SystemSoundSettings(SourceSettings, frozen=True, tag="system_sound"):
    """What the computer plays (a monitor or loopback device)."""

    device_id: ShortText = ""


class GuestSettings(SourceSettings, frozen=True, tag="guest"):
    """A phone's camera and microphone, sent through the guest link of that id."""

    link_id: ShortText = ""


class ToneSettings(SourceSettings, frozen=True, tag="tone"):
    """A test tone; ``is_beeping`` sounds 100 ms at each whole second of wall clock."""

    frequency_hz: Annotated[int, msgspec.Meta(ge=20, le=20000)] = 1000
    level_db: Annotated[float, msgspec.Meta(ge=-90, le=0)] = -20.0
    is_beeping: bool = False


AnySourceSettings = (
    ScreenSettings
    | WindowSettings
    | CameraSettings
    | MediaSettings
    | ImageSettings
    | TextSettings
    | CardSettings
    | ColourSettings
    | PatternSettings
    | MicrophoneSettings
    | SystemSoundSettings
    | ToneSettings
    | GuestSettings
)

SOUND_ONLY = (MicrophoneSettings, SystemSoundSettings, ToneSettings)
WITH_SOUND = (*SOUND_ONLY, MediaSettings, GuestSettings)


def has_sound(settings: SourceSettings) -> bool:
    """Whether the kind can be heard and so has a strip in the mixer."""
    return isinstance(settings, WITH_SOUND)


def has_picture(settings: SourceSettings) -> bool:
    """Whether the kind can be a layer."""
    return not isinstance(settings, SOUND_ONLY)

"""Phones and guests who send their camera: their links, how they do, and where they are seen."""

import enum

import msgspec

from studio.core.scene import Id, Scene, Show
from studio.core.sources import GuestSettings, ShortText
from studio.core.status import ShowState

MOST_LINKS = 24
MOST_CONNECTED = 8
_ON_AIR = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)


class GuestLifetime(enum.Enum):
    """How long a link lets in: an hour, until the show ends (at most a day), a day."""

    HOUR = "hour"
    SHOW = "show"
    DAY = "day"


LIFETIME_S = {GuestLifetime.HOUR: 3600, GuestLifetime.SHOW: 86_400, GuestLifetime.DAY: 86_400}


class GuestState(enum.Enum):
    """What a link is now; the last two let nobody in any more."""

    WAITING = "waiting"
    CONNECTED = "connected"
    ON_AIR = "on_air"
    EXPIRED = "expired"
    REVOKED = "revoked"


class GuestLink(msgspec.Struct, frozen=True, rename="camel"):
    """A link as windows see it. Its token was told once, when it was made, and is kept nowhere."""

    id: Id
    name: ShortText
    expires_wall_ms: int
    lifetime: GuestLifetime = GuestLifetime.SHOW
    has_camera: bool = True
    has_microphone: bool = True
    state: GuestState = GuestState.WAITING


class GuestList(msgspec.Struct, frozen=True, rename="camel"):
    """All links, and the page that they lead to.

    ``page_url``: on the network by HTTPS when phones are allowed, else on this computer only.
    ``fingerprint``: SHA-256 of the certificate that phones are shown, empty without one.
    ``note``: why phones cannot come in although they are allowed.
    """

    links: tuple[GuestLink, ...] = ()
    page_url: str = ""
    is_on_network: bool = False
    fingerprint: str = ""
    note: str = ""


class GuestSeen(msgspec.Struct, frozen=True):
    """What of a guest goes out now."""

    is_seen: bool = False
    is_heard: bool = False


def seen_of(link_id: str, show: Show, state: ShowState) -> GuestSeen:
    """Whether the guest's picture and sound are in what viewers get now."""
    if state not in _ON_AIR:
        return GuestSeen()
    ids = {
        source.id
        for source in show.sources
        if isinstance(source.settings, GuestSettings) and source.settings.link_id == link_id
    }
    has_solo = any(strip.is_solo for strip in show.strips)
    return GuestSeen(
        is_seen=not ids.isdisjoint(_visible_sources(show.current_scene)),
        is_heard=any(
            strip.source_id in ids and not strip.is_muted and (strip.is_solo or not has_solo)
            for strip in show.strips
        ),
    )


def _visible_sources(scene: Scene) -> set[str]:
    hidden = {group.id for group in scene.groups if not group.is_visible}
    return {
        layer.source_id
        for layer in scene.layers
        if layer.is_visible and layer.opacity > 0 and layer.group_id not in hidden
    }

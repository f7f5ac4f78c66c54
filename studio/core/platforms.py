"""Platforms whose chats are joined: where they are, as settings. Secrets are kept apart, by id."""

import enum
from typing import Annotated, ClassVar

import msgspec

from studio.core.chat import Platform
from studio.core.connectors import ConnectorStatus
from studio.core.errors import BadInputError
from studio.core.logins import LoginStatus

MOST_PLATFORMS = 8
MOST_SECRET_CHARACTERS = 4096
PlatformId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\Z")]
# No spaces, no control signs: what is put into a line of a protocol or into an address.
Word = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\x00-\x20\x7f]*\Z")]


class _Joined(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="platform", kw_only=True
):
    """Base. ``secrets``: what is kept for it in the file of secrets, each by its name."""

    kind: ClassVar[Platform]
    secrets: ClassVar[tuple[str, ...]] = ()

    id: PlatformId
    is_enabled: bool = True

    @property
    def label(self) -> str:
        """What it is called beside the platform's name."""
        return ""


class TwitchMode(enum.Enum):
    """`ACCOUNT`: signed in, all acts. `READ`: without an account, messages only."""

    ACCOUNT = "account"
    READ = "read"


class TwitchPlatform(_Joined, frozen=True, tag="twitch"):
    """``client_id``: of the person's own app at Twitch, for signing in."""

    kind: ClassVar[Platform] = Platform.TWITCH

    channel: Annotated[str, msgspec.Meta(pattern=r"^[#@]?[A-Za-z0-9_]{1,25}\Z")]
    mode: TwitchMode = TwitchMode.READ
    client_id: Word = ""

    @property
    def label(self) -> str:
        """The channel."""
        return self.channel.lstrip("#@").lower()


class YouTubePlatform(_Joined, frozen=True, tag="youtube"):
    """``broadcast``: its address or id. With ``client_id`` somebody can sign in and act."""

    kind: ClassVar[Platform] = Platform.YOUTUBE
    secrets: ClassVar[tuple[str, ...]] = ("key", "client_secret")

    broadcast: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    client_id: Word = ""

    @property
    def label(self) -> str:
        """The broadcast as it was typed."""
        return self.broadcast


class BilibiliPlatform(_Joined, frozen=True, tag="bilibili"):
    """An app of Open Live; ``title`` is only how the room is called here."""

    kind: ClassVar[Platform] = Platform.BILIBILI
    secrets: ClassVar[tuple[str, ...]] = ("access_secret", "code")

    title: Annotated[str, msgspec.Meta(max_length=100)] = ""
    app_id: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0
    access_key: Word = ""

    @property
    def label(self) -> str:
        """Its name here."""
        return self.title or str(self.app_id)


class IrcPlatform(_Joined, frozen=True, tag="irc"):
    """A room of an IRC server. Plain TCP is for servers on this machine or this network."""

    kind: ClassVar[Platform] = Platform.IRC
    secrets: ClassVar[tuple[str, ...]] = ("password", "nick_password")

    host: Annotated[str, msgspec.Meta(min_length=1, max_length=255, pattern=r"^[^\x00-\x20/@]+\Z")]
    channel: Annotated[
        str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x20,:\x7f]+\Z")
    ]
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 6697
    is_tls: bool = True
    nick: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z\[\]\\`_^{|}][^\x00-\x20:@!]{0,29}\Z")] = (
        "hawker"
    )

    @property
    def room(self) -> str:
        """With its sign, as the server calls it."""
        return self.channel if self.channel[0] in "#&+!" else f"#{self.channel}"

    @property
    def label(self) -> str:
        """Room and server."""
        return f"{self.room} · {self.host}"


class ReplayPlatform(_Joined, frozen=True, tag="replay"):
    """A recorded show, heard again. ``speed`` 0: as fast as it is taken."""

    kind: ClassVar[Platform] = Platform.REPLAY

    path: Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]
    speed: Annotated[float, msgspec.Meta(ge=0, le=100)] = 1.0

    @property
    def label(self) -> str:
        """The file's name."""
        return self.path.replace("\\", "/").rpartition("/")[2]


AnyPlatform = TwitchPlatform | YouTubePlatform | BilibiliPlatform | IrcPlatform | ReplayPlatform
Platforms = Annotated[tuple[AnyPlatform, ...], msgspec.Meta(max_length=MOST_PLATFORMS)]


class PlatformNow(msgspec.Struct, frozen=True, rename="camel"):
    """One platform. ``secrets``: the names of those that are kept.

    ``can_sign_in``: whether it has what signing in needs. ``day_units``: of YouTube's units, how
    many a day has; 0 where nothing is counted.
    """

    platform_id: str
    status: ConnectorStatus
    login: LoginStatus = LoginStatus()
    can_sign_in: bool = False
    secrets: tuple[str, ...] = ()
    day_units: int = 0


def check_platforms(platforms: tuple[AnyPlatform, ...]) -> None:
    """BadInputError for two with one id."""
    if len({one.id for one in platforms}) < len(platforms):
        raise BadInputError("two platforms have the same id", "platforms")


def secret_name(platform_id: str, name: str) -> str:
    """By which a platform's secret lies in the file of secrets."""
    return f"platform.{platform_id}.{name}"

import msgspec
import pytest

from studio.core.errors import BadInputError
from studio.core.platforms import (
    AnyPlatform,
    BilibiliPlatform,
    IrcPlatform,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
    YouTubePlatform,
    check_platforms,
    secret_name,
)
from studio.core.settings import Settings

ONE_OF_EACH: list[AnyPlatform] = [
    TwitchPlatform(id="t", channel="#Clay", mode=TwitchMode.ACCOUNT, client_id="abc"),
    YouTubePlatform(id="y", broadcast="https://youtu.be/abcdefghijk"),
    BilibiliPlatform(id="b", app_id=7, access_key="key"),
    IrcPlatform(id="i", host="irc.example.org", channel="clay"),
    ReplayPlatform(id="r", path="C:\\shows\\evening.jsonl", speed=0),
]


def test_each_comes_back_from_the_settings_and_has_a_name() -> None:
    settings = Settings(platforms=tuple(ONE_OF_EACH))
    assert msgspec.json.decode(msgspec.json.encode(settings), type=Settings) == settings
    assert [one.label for one in ONE_OF_EACH] == [
        "clay",
        "https://youtu.be/abcdefghijk",
        "7",
        "#clay · irc.example.org",
        "evening.jsonl",
    ]
    assert len({one.kind for one in ONE_OF_EACH}) == 5


@pytest.mark.parametrize(
    "text",
    [
        '{"platform": "irc", "id": "i", "host": "a b", "channel": "clay"}',
        '{"platform": "irc", "id": "i", "host": "a", "channel": "clay,other"}',
        '{"platform": "irc", "id": "i", "host": "a", "channel": "clay\\r\\nQUIT"}',
        '{"platform": "irc", "id": "i", "host": "a", "channel": "c", "nick": "a b"}',
        '{"platform": "irc", "id": "i", "host": "a", "channel": "c", "port": 0}',
        '{"platform": "irc", "id": "i", "host": "a", "channel": "c", "password": "no secret here"}',
        '{"platform": "twitch", "id": "t", "channel": "clay?x=1"}',
        '{"platform": "twitch", "id": "T T", "channel": "clay"}',
        '{"platform": "youtube", "id": "y", "broadcast": ""}',
        '{"platform": "bilibili", "id": "b", "app_id": -1}',
        '{"platform": "replay", "id": "r", "path": "a", "speed": 1000}',
        '{"platform": "kick", "id": "k"}',
    ],
)
def test_what_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=AnyPlatform)


def test_a_room_has_its_sign_once() -> None:
    rooms = [IrcPlatform(id="i", host="h", channel=name).room for name in ("clay", "#clay", "&x")]
    assert rooms == ["#clay", "#clay", "&x"]


def test_an_id_stands_for_one_platform() -> None:
    with pytest.raises(BadInputError, match="same id"):
        check_platforms((ONE_OF_EACH[0], ONE_OF_EACH[0]))
    check_platforms(tuple(ONE_OF_EACH))
    assert secret_name("t", "tokens") != secret_name("y", "tokens")

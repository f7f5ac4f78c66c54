from studio.core.chat import NoticeKind, Platform
from studio.core.room import RoomNotice
from studio.ui.chat.sums import WINDOW_MS, Sums


def _notice(kind: NoticeKind, count: int = 1, who: str = "") -> RoomNotice:
    return RoomNotice(1, Platform.TWITCH, "clay", kind, 0, actor=who, count=count)


def test_all_of_a_minute_is_one_line() -> None:
    sums = Sums()
    gifts = tuple(_notice(NoticeKind.GIFT, 4, who) for who in ("a", "b", "a"))
    sums.add(gifts, 1_000)
    sums.add((_notice(NoticeKind.LIKE, 1_204), _notice(NoticeKind.JOIN, 31)), 2_000)
    said = sums.line(3_000)
    assert said == "12 gifts from 2 people · 1,204 likes · 31 joined in the last minute"


def test_one_of_anything_is_said_as_one() -> None:
    sums = Sums()
    sums.add((_notice(NoticeKind.GIFT, 1, "a"), _notice(NoticeKind.FOLLOW)), 0)
    assert sums.line(0) == "1 gift from 1 person · 1 new follower in the last minute"


def test_after_a_minute_nothing_is_said() -> None:
    sums = Sums()
    sums.add((_notice(NoticeKind.LIKE),), 0)
    sums.add((_notice(NoticeKind.ROOM),), 30_000)
    assert sums.line(WINDOW_MS - 1) == "1 like in the last minute"
    assert sums.line(WINDOW_MS) == ""


def test_a_flood_is_bounded() -> None:
    sums = Sums()
    for _ in range(5):
        sums.add(tuple(_notice(NoticeKind.LIKE) for _ in range(1_000)), 0)
    assert sums.line(0) == "2,000 likes in the last minute"

"""The few words that cards say by themselves, in both languages."""

from studio.core.chat import Platform

_WORDS = {
    "poll": ("Poll", "投票"),
    "poll_closed": ("Poll closed", "投票结束"),
    "votes": ("{count:,} votes", "共 {count} 票"),
    "vote": ("1 vote", "共 1 票"),
    "hidden": ("Vote to see the result", "投票后可见结果"),
    "draw": ("Lucky draw", "抽奖"),
    "draw_over": ("Winners", "中奖名单"),
    "winner": ("Winner", "中奖者"),
    "enter": ('Write "{word}" in the chat', "发送“{word}”参与"),
    "enter_page": ("Take part on the page", "在观看页点击参与"),
    "entries": ("{count:,} take part", "{count} 人参与"),
    "entry": ("1 takes part", "1 人参与"),
    "nobody": ("Nobody took part", "无人参与"),
    "more": ("and {more} more", "等共 {count} 人"),
}
PLATFORMS = {
    Platform.TWITCH: "Twitch",
    Platform.YOUTUBE: "YouTube",
    Platform.BILIBILI: "Bilibili",
}


def word(name: str, *, is_chinese: bool, **filled: object) -> str:
    """The word with its blanks filled."""
    return _WORDS[name][int(is_chinese)].format(**filled)


def counted(one: str, many: str, count: int, *, is_chinese: bool) -> str:
    """``one`` for a single one, ``many`` with the count for any other number."""
    return word(one if count == 1 else many, is_chinese=is_chinese, count=count)


def clock(left_s: int) -> str:
    """Minutes and seconds."""
    return f"{left_s // 60}:{left_s % 60:02d}"

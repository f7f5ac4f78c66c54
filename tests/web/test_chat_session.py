import pytest

from studio.web.chat_session import LIFETIME_S, ChatSessions

NOW_S = 1_700_000_000


def test_a_cookie_says_who_it_is_and_a_new_name_keeps_the_person() -> None:
    sessions = ChatSessions(b"key")
    first = sessions.read(sessions.make("小雨", NOW_S)[1], NOW_S)
    assert first is not None
    assert first.name == "小雨"
    again = sessions.read(sessions.make("Rain", NOW_S, first)[1], NOW_S)
    assert again is not None
    assert (again.name, again.user_id) == ("Rain", first.user_id)
    later = sessions.make("Rain", NOW_S + 500, again)[0]
    assert (later.issued_s, later.here_since_s) == (NOW_S + 500, NOW_S)
    other = sessions.read(sessions.make("Rain", NOW_S)[1], NOW_S)
    assert other is not None
    assert other.user_id != first.user_id


def test_one_of_another_key_or_an_old_one_is_nobody() -> None:
    cookie = ChatSessions(b"key").make("Anna", NOW_S)[1]
    assert ChatSessions(b"another").read(cookie, NOW_S) is None
    assert ChatSessions(b"key").read(cookie, NOW_S + LIFETIME_S) is None
    assert ChatSessions(b"key").read(cookie, NOW_S - 3600) is None


@pytest.mark.parametrize("cookie", ["", "x", "é", "A" * 64, "====", "A" * 5000])
def test_what_is_no_cookie_is_nobody(cookie: str) -> None:
    assert ChatSessions(b"key").read(cookie, NOW_S) is None


def test_every_changed_sign_is_noticed() -> None:
    sessions = ChatSessions(b"key")
    cookie = sessions.make("Anna", NOW_S)[1]
    for place, sign in enumerate(cookie):
        changed = cookie[:place] + ("A" if sign != "A" else "B") + cookie[place + 1 :]
        read = sessions.read(changed, NOW_S)
        assert read is None or read == sessions.read(cookie, NOW_S)  # unused bits of the last sign

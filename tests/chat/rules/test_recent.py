"""What each person wrote lately."""

from studio.chat.rules.recent import RecentMessages
from tests.support.chat_messages import message


def test_each_person_has_a_bounded_memory_of_their_own() -> None:
    recent = RecentMessages()
    for number in range(60):
        recent.add(message(f"Line {number}", at_ms=number))
    recent.add(message("other", actor="p-ben", at_ms=70))
    before = recent.before(message("now", at_ms=80), is_first_ever=True)
    assert (len(before.texts), before.texts[-1], before.wall_ms[0]) == (50, "line 59", 10)
    assert before.is_first_ever
    recent.forget("p-anna")
    assert recent.before(message("now")).texts == ()
    assert recent.before(message("now", actor="p-ben")).texts == ("other",)

"""Names of the team, put where ids stand."""

from studio.chat.team_names import TeamNames
from studio.core.room import RoomMessage
from studio.core.team import OWNER, Role, Who
from studio.core.teamwork import AuditLine
from tests.support.chat_messages import message


def test_a_name_is_the_one_learnt_last() -> None:
    names = TeamNames()
    names.learn([OWNER, Who("d-1", "Mo", Role.MODERATOR)])
    names.learn([Who("d-1", "小莫", Role.MODERATOR)])
    assert (names.of("d-1"), names.of("owner"), names.of("d-2")) == ("小莫", "", "")


def test_a_message_names_who_decided_about_it() -> None:
    names = TeamNames()
    names.learn([Who("d-1", "Mo", Role.MODERATOR)])
    plain = RoomMessage(1, message("hi"))
    signed = names.signed([plain, RoomMessage(2, message("ho"), decided_by="d-1")])
    assert signed[0] == plain
    assert signed[1].decided_by_name == "Mo"


def test_a_line_of_the_audit_names_who_did_it_and_the_helper_it_concerns() -> None:
    names = TeamNames()
    names.learn([Who("d-1", "Mo", Role.MODERATOR), Who("d-2", "Li", Role.MODERATOR)])
    given, banned = names.named(
        [
            AuditLine(2, 9, 5, "d-1", "", "hand_over", "d-2"),
            AuditLine(1, 8, 5, "d-2", "", "ban", "p-anna", target_name="Anna"),
        ]
    )
    assert (given.by_name, given.target_name) == ("Mo", "Li")
    assert (banned.by_name, banned.target_name) == ("Li", "Anna")


def test_they_are_bounded() -> None:
    names = TeamNames()
    names.learn(Who(f"d-{number}", "Mo", Role.MODERATOR) for number in range(1_001))
    assert names.of("d-0") == ""
    assert names.of("d-1000") == "Mo"

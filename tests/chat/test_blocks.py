from studio.chat.blocks import FOR_GOOD, Blocks
from studio.core.room import PersonStanding


def test_a_time_out_ends_by_itself_and_a_ban_never() -> None:
    blocks = Blocks()
    blocks.put(PersonStanding("anna", 1_000, "spam"))
    blocks.put(PersonStanding("ben", FOR_GOOD))
    assert blocks.of("anna", 999) == PersonStanding("anna", 1_000, "spam")
    assert blocks.of("anna", 1_000) is None
    assert blocks.of("ben", 10**15) is not None
    assert blocks.of("chris", 0) is None


def test_who_is_let_in_again_may_write() -> None:
    blocks = Blocks()
    blocks.put(PersonStanding("anna", FOR_GOOD))
    blocks.put(PersonStanding("anna", 0))
    assert blocks.of("anna", 0) is None

from studio.ui.hotkeys.base import NoHotkeys


def test_where_nothing_can_be_held_everything_is_refused() -> None:
    none = NoHotkeys("Not here")
    assert none.why_not == "Not here"
    assert none.hold(frozenset({"Ctrl+L"})) == {"Ctrl+L"}
    none.close()

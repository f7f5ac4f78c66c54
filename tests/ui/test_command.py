from studio.ui.command import GROUPS, Command


def test_what_stands_beside_a_command_is_its_first_key() -> None:
    assert Command("a", "A", list, ("Ctrl+Y", "Ctrl+Shift+Z")).shortcut == "Ctrl+Y"
    assert Command("a", "A", list, local_keys="Delete").shortcut == "Delete"
    assert Command("a", "A", list).shortcut == ""


def test_a_command_is_possible_unless_it_says_otherwise() -> None:
    command = Command("a", "A", list)
    assert command.is_possible()
    assert command.is_checked is None
    assert command.group in GROUPS

from studio.ui.streamer.commands.platforms import platform_commands


def test_the_dialog_is_found_by_its_name() -> None:
    done: list[str] = []
    (command,) = platform_commands(lambda: done.append("opened"))
    assert command.id == "studio.platforms"
    command.act()
    assert done == ["opened"]

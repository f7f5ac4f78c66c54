from studio.ui.streamer.commands.layers import layer_commands


def test_every_kind_can_be_added_and_what_is_selected_grouped() -> None:
    done: list[str] = []
    found = layer_commands(("camera", "text"), done.append, lambda: done.append("group"))
    for command in found:
        command.act()
    assert done == ["group", "camera", "text"]
    assert [command.words for command in found][1:] == ["Add: Camera", "Add: Words"]

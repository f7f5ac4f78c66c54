from studio.ui.streamer.commands.studio import studio_commands


class Parts:
    """Writes down what was asked."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def open_settings(self) -> None:
        """The settings."""
        self.done.append("settings")

    def open_team(self) -> None:
        """Moderators."""
        self.done.append("team")

    def open_keys(self) -> None:
        """The keys."""
        self.done.append("keys")

    def open_palette(self) -> None:
        """The palette."""
        self.done.append("palette")

    def open_menu(self) -> None:
        """The menu of everything."""
        self.done.append("menu")

    def add_server(self) -> None:
        """A server to send to."""
        self.done.append("server")

    def open_demo(self) -> None:
        """The demo show."""
        self.done.append("demo")


def test_each_does_what_it_says() -> None:
    parts = Parts()
    for command in studio_commands(parts):
        command.act()
    assert parts.done == ["settings", "keys", "team", "demo", "server", "palette", "menu"]

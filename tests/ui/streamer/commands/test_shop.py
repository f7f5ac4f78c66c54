from studio.ui.streamer.commands.shop import shop_commands


class Acts:
    """Writes down what was asked."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def open_menu(self) -> None:
        """All of it as a menu."""
        self.done.append("menu")

    def choose_import(self) -> None:
        """Ask for a file to take in."""
        self.done.append("import")

    def choose_export(self, *, has_media: bool) -> None:
        """Ask where to, and write it."""
        self.done.append(f"export {has_media}")

    def open_backups(self) -> None:
        """Everything that can be gone back to."""
        self.done.append("backups")

    def open_missing(self) -> None:
        """Files that are not there."""
        self.done.append("missing")

    def bring_back_last(self) -> None:
        """What was deleted last."""
        self.done.append("back")


def test_each_does_what_it_says() -> None:
    acts = Acts()
    for command in shop_commands(acts):
        command.act()
    assert acts.done == ["menu", "import", "export False", "backups", "missing", "back"]

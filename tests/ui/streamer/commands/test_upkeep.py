from studio.ui.streamer.commands.upkeep import upkeep_commands


class Watch:
    """Writes down what was asked."""

    def __init__(self, *, is_muted: bool = False) -> None:
        self.is_muted = is_muted
        self.done: list[str] = []

    def open_health(self) -> None:
        """What stands behind the health bar."""
        self.done.append("health")

    def open_first_run(self) -> None:
        """Devices, measuring, a first show."""
        self.done.append("first run")

    def open_log(self) -> None:
        """What happened, and when."""
        self.done.append("log")

    def acknowledge(self) -> None:
        """Ring no more for what is wrong now."""
        self.done.append("acknowledge")

    def toggle_mute(self) -> None:
        """Let alarms be heard, or only show them."""
        self.done.append("mute")


def test_each_does_what_it_says() -> None:
    watch = Watch()
    for command in upkeep_commands(watch):
        command.act()
    assert {"health", "acknowledge", "mute", "log"} <= set(watch.done)


def test_muting_says_what_it_would_do() -> None:
    words = [
        next(one.words for one in upkeep_commands(watch) if one.id == "alarms.mute")
        for watch in (Watch(), Watch(is_muted=True))
    ]
    assert words == ["Silence alarms: only show them", "Let alarms be heard"]

from studio.engine.audio.alarm_tone import AlarmPlayer
from studio.processes.ringing import Ringing, alarm_player


class CountingPlayer:
    """Plays nothing and counts."""

    def __init__(self, *, can_play: bool) -> None:
        self.can_play = can_play
        self.calls: list[str] = []

    def start(self) -> None:
        """Counted."""
        self.calls.append("start")

    def ring(self, *, is_urgent: bool) -> bool:
        """Counted."""
        self.calls.append("urgent" if is_urgent else "calm")
        return self.can_play

    def close(self) -> None:
        """Counted."""
        self.calls.append("close")


def test_the_player_is_made_once_and_ended() -> None:
    player = CountingPlayer(can_play=True)
    beeps: list[int] = []
    ringing = Ringing(lambda: beeps.append(1), lambda: player)
    ringing.close()
    assert player.calls == []
    ringing(True)
    ringing(False)
    ringing.close()
    assert player.calls == ["start", "urgent", "calm", "close"]
    assert beeps == []


def test_without_a_device_the_systems_bell_is_rung() -> None:
    beeps: list[int] = []
    ringing = Ringing(lambda: beeps.append(1), lambda: CountingPlayer(can_play=False))
    ringing(True)
    assert beeps == [1]


def test_the_real_player_is_the_engines() -> None:
    assert isinstance(alarm_player(), AlarmPlayer)

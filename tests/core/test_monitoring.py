import msgspec

from studio.core.monitoring import Monitor, can_be_monitored
from studio.core.scene import Strip
from studio.core.sources import MicrophoneSettings, SystemSoundSettings


def test_what_the_computer_plays_is_not_played_again() -> None:
    assert can_be_monitored(MicrophoneSettings())
    assert not can_be_monitored(SystemSoundSettings())


def test_a_strip_of_an_old_file_is_not_monitored() -> None:
    assert msgspec.json.decode(b'{"source_id": "mic"}', type=Strip).monitor is Monitor.OFF
    made = Strip("mic", monitor=Monitor.ONLY)
    assert msgspec.json.decode(msgspec.json.encode(made), type=Strip) == made

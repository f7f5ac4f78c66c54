import threading
from pathlib import Path

import msgspec

from studio.core.status import Alarm
from studio.engine.show_file import load_show
from studio.engine.show_saver import ShowSaver
from tests.support.small_show import small_show


def test_closing_writes_the_newest_state(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    alarms: list[Alarm] = []
    saver = ShowSaver(path, alarms.append)
    saver.start()
    shows = [msgspec.structs.replace(small_show(), name=f"Take {number}") for number in range(20)]
    for show in shows:
        saver.save_soon(show)
    saver.close()
    assert load_show(path) == shows[-1]
    assert alarms == []


def test_with_nothing_to_save_no_file_is_made(tmp_path: Path) -> None:
    saver = ShowSaver(tmp_path / "show.json", lambda alarm: None)
    saver.start()
    saver.close()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said_and_tried_again(tmp_path: Path) -> None:
    blocker = tmp_path / "data"
    blocker.write_text("a file where a folder should be")
    said = threading.Event()
    alarms: list[Alarm] = []

    def on_alarm(alarm: Alarm) -> None:
        alarms.append(alarm)
        said.set()

    saver = ShowSaver(blocker / "show.json", on_alarm)
    saver.start()
    saver.save_soon(small_show())
    assert said.wait(10)
    assert alarms[0].id == "show-not-saved"
    assert "could not be saved" in alarms[0].text
    blocker.unlink()
    blocker.mkdir()
    saver.close()
    assert load_show(blocker / "show.json") == small_show()

from pathlib import Path

import pytest

from studio.ui.memory import WINDOW_FILE, Memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / WINDOW_FILE


def test_what_was_kept_is_there_at_the_next_start(path: Path) -> None:
    memory = Memory(path)
    memory.keep_state("streamer/show/middle", b"bytes of Qt")
    memory.keep_layout("streamer", "show")
    memory.keep_locked("streamer", True)
    memory.used("air.live")
    again = Memory(path)
    assert again.state("streamer/show/middle") == b"bytes of Qt"
    assert again.layout("streamer") == "show"
    assert again.is_locked("streamer")
    assert again.recent == ("air.live",)
    again.forget_state("streamer/show/middle")
    again.keep_locked("streamer", False)
    assert Memory(path).state("streamer/show/middle") == b""
    assert not Memory(path).is_locked("streamer")


def test_what_was_used_last_comes_first_and_once() -> None:
    memory = Memory()
    for command_id in [*map(str, range(20)), "19", "18"]:
        memory.used(command_id)
    assert memory.recent[:3] == ("18", "19", "17")
    assert len(memory.recent) == len(set(memory.recent)) == 12


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"states": {"a": 1}}', b"\xff\xfe"])
def test_a_broken_file_is_forgotten(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    memory = Memory(path)
    assert memory.state("a") == b""
    memory.keep_layout("streamer", "show")
    assert Memory(path).layout("streamer") == "show"


@pytest.mark.parametrize("kept", ["", "00000000:QUJD", "xx", "zz:QUJD", "00:!!"])
def test_bytes_that_somebody_changed_are_not_given_to_qt(path: Path, kept: str) -> None:
    path.write_text(f'{{"states": {{"a": "{kept}"}}}}')
    assert Memory(path).state("a") == b""


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / WINDOW_FILE)
    memory.used("air.live")
    assert memory.recent == ("air.live",)


def test_old_states_make_room() -> None:
    memory = Memory()
    for number in range(80):
        memory.keep_state(str(number), b"x")
    assert memory.state("0") == b""
    assert memory.state("79") == b"x"

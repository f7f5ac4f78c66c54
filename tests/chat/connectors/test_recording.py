"""Recordings of what was heard."""

import contextlib
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.recording import HeardRecorder, read_recording
from studio.core.chat import Fragment
from studio.core.connectors import MessageGone, MessageHeard
from studio.core.errors import BadInputError, UnavailableError

ALIVE = b'{"at_ms":%d,"heard":{"heard":"alive"}}\n'
SAID = MessageHeard("1", "u", "Anna", (Fragment("hi"),), 5)


def test_what_was_written_down_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "show.jsonl"
    recorder = HeardRecorder(path)
    recorder.add(0, SAID)
    recorder.add(1500, MessageGone("1"))
    recorder.close()
    assert [(line.at_ms, line.heard) for line in read_recording(path)] == [
        (0, SAID),
        (1500, MessageGone("1")),
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(UnavailableError, match="cannot be made"):
        HeardRecorder(path)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (b'{"at_ms":0,"heard":{"heard":"gone","platformId":"1"}}\nnonsense\n', "line 2"),
        (ALIVE % -1, "line 1"),
        (
            b'{"at_ms":9,"heard":{"heard":"alive"}}\n\n{"at_ms":8,"heard":{"heard":"alive"}}\n',
            "line 3",
        ),
        (b'{"at_ms":0,"heard":{"heard":"shout"}}\n', "line 1"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: bytes, where: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(text)
    with pytest.raises(BadInputError) as told:
        list(read_recording(path))
    assert told.value.where.endswith(where)


@given(data=st.binary(max_size=300))
def test_any_file_is_read_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(data)
    with contextlib.suppress(BadInputError):
        list(read_recording(path))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import UnavailableError
from studio.engine.outputs.targets.rtmp_chunks import (
    COMMAND,
    SET_CHUNK_SIZE,
    ChunkReader,
    Message,
    chunks_of,
)
from tests.support.faults import fault_of

MESSAGES = st.builds(
    Message,
    kind=st.sampled_from([8, 9, 18, 20]),
    data=st.binary(min_size=1, max_size=900),
    stream_id=st.integers(0, 2**32 - 1),
    time_ms=st.just(0),
)


@given(st.lists(MESSAGES, max_size=6), st.integers(1, 64))
def test_messages_come_out_whole_however_the_bytes_arrive(
    messages: list[Message], step: int
) -> None:
    data = b"".join(chunks_of(message, 3, 128) for message in messages)
    reader, found = ChunkReader(), []
    for start in range(0, len(data), step):
        found += reader.feed(data[start : start + step])
    assert found == messages


def test_a_time_after_four_hours_has_its_own_field() -> None:
    message = Message(9, bytes(300), 1, 0x1234567)
    data = chunks_of(message, 4, 128)
    assert data[1:4] == b"\xff\xff\xff"
    assert data.count(b"\x01\x23\x45\x67") == 3
    assert [one.data for one in ChunkReader().feed(data)] == [bytes(300)]


def test_a_server_may_choose_its_size() -> None:
    reader = ChunkReader()
    reader.feed(chunks_of(Message(SET_CHUNK_SIZE, (1000).to_bytes(4, "big")), 2, 128))
    message = Message(COMMAND, bytes(range(250)) * 6)
    assert reader.feed(chunks_of(message, 3, 1000)) == [message]


@given(st.binary(max_size=300))
def test_nonsense_is_one_error(data: bytes) -> None:
    assert fault_of(lambda: ChunkReader().feed(data)) in ("", "RTMP")


@pytest.mark.parametrize("size", [0, 5_000_000])
def test_a_size_out_of_reach_is_refused(size: int) -> None:
    data = chunks_of(Message(SET_CHUNK_SIZE, size.to_bytes(4, "big")), 2, 128)
    with pytest.raises(UnavailableError, match="chunks of"):
        ChunkReader().feed(data)

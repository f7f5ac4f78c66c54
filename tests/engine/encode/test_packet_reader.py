import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaPacket, PacketKind

BOTH = frozenset({PacketKind.VIDEO, PacketKind.AUDIO})


def video(number: int, is_key: bool = False) -> MediaPacket:
    return MediaPacket(PacketKind.VIDEO, b"v", number, number, 1, 90_000, is_key)


def sound(number: int) -> MediaPacket:
    return MediaPacket(PacketKind.AUDIO, b"a", number, number, 1, 48_000, True)


def held(reader: PacketReader) -> list[MediaPacket]:
    taken = []
    while (packet := reader.get_nowait()) is not None:
        taken.append(packet)
    return taken


def test_pictures_begin_with_a_key_frame_and_sound_at_once() -> None:
    reader = PacketReader("r", BOTH)
    offered = [video(0), sound(1), video(2), video(3, is_key=True), video(4)]
    for packet in offered:
        reader.offer(packet)
    assert held(reader) == [offered[1], offered[3], offered[4]]
    assert reader.dropped == 0


def test_a_slow_reader_goes_on_at_the_next_key_frame_in_its_queue() -> None:
    reader = PacketReader("r", BOTH, capacity=5)
    for packet in (video(0, True), video(1), sound(2), video(3, True), video(4), video(5)):
        reader.offer(packet)
    assert [packet.pts for packet in held(reader)] == [2, 3, 4, 5]
    assert (reader.dropped, reader.skipped_to_key) == (2, 1)


def test_a_slow_reader_without_one_waits_for_the_next_made_and_asks_when_it_reads() -> None:
    asked: list[str] = []
    reader = PacketReader("r", BOTH, capacity=3, on_key_needed=asked.append)
    reader.offer(video(0, True))
    reader.ask_if_waiting()
    assert asked == []
    for number in range(1, 6):
        reader.offer(video(number))
    assert asked == []  # nothing is asked for one that does not read
    assert reader.get_nowait() is None
    assert asked == ["r"]
    assert reader.get_nowait() is None
    assert asked == ["r"]
    reader.offer(video(6, True))
    reader.offer(video(7))
    assert [packet.pts for packet in held(reader)] == [6, 7]
    assert reader.dropped == 6


def test_sound_is_kept_before_pictures_and_goes_only_when_alone() -> None:
    reader = PacketReader("r", BOTH, capacity=3)
    reader.offer(video(0, True))
    for number in range(1, 6):
        reader.offer(sound(number))
    assert [packet.pts for packet in held(reader)] == [3, 4, 5]


def test_one_that_needs_no_key_frame_takes_what_comes() -> None:
    reader = PacketReader("r", BOTH, needs_key_first=False)
    packet = video(1)
    reader.offer(packet)
    assert held(reader) == [packet]


STEPS = st.lists(st.sampled_from(["key", "picture", "sound", "read"]), max_size=150)


@given(STEPS, st.integers(1, 12))
def test_pictures_never_have_a_gap_but_before_a_key_frame(steps: list[str], capacity: int) -> None:
    reader = PacketReader("r", BOTH, capacity)
    taken: list[MediaPacket] = []
    offered: list[MediaPacket] = []
    for number, step in enumerate(steps):
        if step == "read":
            packet = reader.get_nowait()
            taken += [packet] if packet is not None else []
            continue
        packet = sound(number) if step == "sound" else video(number, step == "key")
        offered.append(packet)
        reader.offer(packet)
        assert len(reader) <= capacity
    taken += held(reader)
    assert [packet.pts for packet in taken] == sorted(packet.pts for packet in taken)
    pictures = [packet for packet in offered if packet.kind is PacketKind.VIDEO]
    before: MediaPacket | None = None
    for packet in taken:
        if packet.kind is PacketKind.VIDEO:
            place = pictures.index(packet)
            assert packet.is_key or pictures[place - 1] is before
            before = packet
    first_key = next((i for i, packet in enumerate(pictures) if packet.is_key), len(pictures))
    lost = len(offered) - first_key - len(taken)
    assert reader.dropped == lost


def test_waiting_ends_with_a_packet_or_with_the_end() -> None:
    reader = PacketReader("r", BOTH, needs_key_first=False)
    assert reader.get(0.0) is None
    got: list[MediaPacket | None] = []
    thread = threading.Thread(target=lambda: got.extend([reader.get(10), reader.get(10)]))
    thread.start()
    packet = video(1)
    reader.offer(packet)
    reader.close()
    thread.join(10)
    assert got == [packet, None]


def test_a_closed_reader_takes_nothing_and_gives_what_it_holds() -> None:
    closed: list[PacketReader] = []
    reader = PacketReader("r", BOTH, needs_key_first=False, on_close=closed.append)
    packet = video(1)
    reader.offer(packet)
    reader.close()
    reader.close()
    reader.offer(video(2))
    assert closed == [reader]
    assert reader.is_closed
    assert held(reader) == [packet]


def test_it_is_called_when_there_is_something_again_and_at_the_end() -> None:
    calls: list[int] = []
    reader = PacketReader("r", BOTH, needs_key_first=False, on_ready=lambda: calls.append(1))
    reader.offer(video(1))
    reader.offer(video(2))
    assert len(calls) == 1
    held(reader)
    reader.offer(video(3))
    assert len(calls) == 2
    reader.close()
    assert len(calls) == 3


def test_an_abandoned_one_is_not_called_any_more() -> None:
    calls: list[int] = []
    reader = PacketReader("r", BOTH, needs_key_first=False, on_ready=lambda: calls.append(1))
    reader.abandon()
    assert calls == []
    assert reader.is_closed


def test_a_queue_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="capacity"):
        PacketReader("r", BOTH, capacity=0)


def test_pictures_that_wait_can_be_forgotten_and_sound_stays() -> None:
    reader = PacketReader("late", BOTH)
    for number in range(5):
        reader.offer(video(number, number == 0))
    heard = sound(5)
    reader.offer(heard)
    reader.forget_pictures()
    assert reader.get_nowait() is heard
    assert reader.get_nowait() is None
    assert reader.dropped == 5

import threading

from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaPacket, PacketKind, TrackInfo

VIDEO = frozenset({PacketKind.VIDEO})
SOUND = frozenset({PacketKind.AUDIO_AAC})


def packet(number: int, kind: PacketKind = PacketKind.VIDEO, is_key: bool = True) -> MediaPacket:
    return MediaPacket(kind, b"x", number, number, 1, 90_000, is_key)


def test_every_reader_gets_the_same_packet_of_its_kinds() -> None:
    fanout = FanOut("programme")
    one, two = fanout.attach("one", VIDEO), fanout.attach("two", VIDEO)
    ear = fanout.attach("ear", SOUND)
    picture, tone = packet(1), packet(2, PacketKind.AUDIO_AAC)
    fanout.publish(picture)
    fanout.publish(tone)
    assert one.get_nowait() is picture
    assert two.get_nowait() is picture
    assert ear.get_nowait() is tone
    assert one.get_nowait() is None


def test_who_joins_asks_for_a_key_frame_by_name() -> None:
    fanout = FanOut("programme")
    fanout.attach("before anybody listens", VIDEO)
    asked: list[str] = []
    fanout.on_key_needed = asked.append
    fanout.attach("viewer", VIDEO)
    fanout.attach("ear", SOUND)
    fanout.attach("any", VIDEO, needs_key_first=False)
    assert asked == ["viewer"]


def test_a_slow_reader_hinders_nobody() -> None:
    fanout = FanOut("programme")
    slow, quick = fanout.attach("slow", VIDEO, capacity=4), fanout.attach("quick", VIDEO)
    got = []
    for number in range(100):
        fanout.publish(packet(number, is_key=number % 10 == 0))
        got.append(quick.get_nowait())
    assert [item.pts for item in got if item is not None] == list(range(100))
    assert quick.dropped == 0
    assert len(slow) <= 4
    assert slow.dropped + len(slow) == 100


def test_tracks_are_told_and_copied() -> None:
    fanout = FanOut("programme")
    track = TrackInfo(PacketKind.VIDEO, "h264", width_px=4)
    fanout.set_track(track)
    fanout.tracks().clear()
    assert fanout.tracks() == {PacketKind.VIDEO: track}


def test_a_closed_reader_is_forgotten() -> None:
    fanout = FanOut("programme")
    reader = fanout.attach("one", VIDEO)
    assert list(fanout.readers) == [reader]
    reader.close()
    assert list(fanout.readers) == []
    fanout.publish(packet(1))
    assert reader.get_nowait() is None


def test_closing_closes_everybody() -> None:
    fanout = FanOut("programme")
    readers = [fanout.attach(name, VIDEO) for name in "abc"]
    fanout.close()
    assert all(reader.is_closed for reader in readers)
    assert fanout.readers == ()


def test_one_whose_loop_has_ended_is_closed_and_the_others_go_on() -> None:
    def loop_is_gone() -> None:
        raise RuntimeError("Event loop is closed")

    fanout = FanOut("programme")
    gone = fanout.attach("gone", VIDEO, on_ready=loop_is_gone)
    other = fanout.attach("other", VIDEO)
    fanout.publish(packet(1))
    fanout.publish(packet(2))
    assert gone.is_closed
    assert len(other) == 2


def test_readers_may_come_and_go_while_packets_flow() -> None:
    fanout = FanOut("programme")
    steady = fanout.attach("steady", VIDEO, capacity=5000)

    def come_and_go() -> None:
        for _ in range(100):
            fanout.attach("visitor", VIDEO, capacity=2).close()

    threads = [threading.Thread(target=come_and_go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(2000):
        fanout.publish(packet(number))
    for thread in threads:
        thread.join(10)
    assert fanout.readers == (steady,)
    assert len(steady) == 2000

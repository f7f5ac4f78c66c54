from hypothesis import given
from hypothesis import strategies as st

from studio.engine.adapt.stitch import Stitch
from studio.engine.media import VIDEO_CLOCK_HZ, MediaPacket, PacketKind


def _packet(pts: int, *, is_key: bool = False) -> MediaPacket:
    return MediaPacket(PacketKind.VIDEO, b"x", pts, pts, 3000, VIDEO_CLOCK_HZ, is_key)


def test_it_goes_on_with_the_old_one_until_the_new_ones_key_frame() -> None:
    stitch = Stitch()
    first = _packet(0, is_key=True)
    assert stitch.take(first, 0) == (first, False)
    stitch.wanted = 2
    assert stitch.take(_packet(0), 2) == (None, False)
    going_on = _packet(3000)
    assert stitch.take(going_on, 0) == (going_on, False)
    key = _packet(6000, is_key=True)
    assert stitch.take(key, 2) == (key, True)
    assert stitch.take(_packet(6000), 0) == (None, False)
    assert (stitch.current, stitch.cuts) == (2, 1)


def test_a_rendition_that_is_behind_is_squeezed_in() -> None:
    stitch = Stitch()
    for number in range(4):
        stitch.take(_packet(number * 3000), 0)
    stitch.wanted = 1
    times = []
    for number in range(2, 6):
        packet, _ = stitch.take(_packet(number * 3000, is_key=number == 2), 1)
        assert packet is not None
        times.append(packet.pts)
    assert times == [9090, 9180, 12_000, 15_000]


_STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans(), st.integers(0, 5)),
    max_size=200,
)


@given(_STEPS)
def test_times_rise_and_every_cut_is_a_key_frame(
    steps: list[tuple[int, int, bool, int]],
) -> None:
    stitch, last_pts, last_number = Stitch(), -1, 0
    for at, (wanted, number, is_key, lag) in enumerate(steps):
        stitch.wanted = wanted
        packet, is_cut = stitch.take(_packet(max(0, at - lag) * 3000, is_key=is_key), number)
        if packet is None:
            continue
        assert packet.pts > last_pts
        assert is_cut == (number != last_number)
        assert packet.is_key or not is_cut
        last_pts, last_number = packet.pts, number

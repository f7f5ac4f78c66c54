import asyncio
import contextlib
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.engine.outputs.sdp_check import (
    MAX_SDP_BYTES,
    candidates_of,
    check_guest_offer,
    check_offer,
)
from tests.support.rtc_guest import RtcGuest
from tests.support.rtc_viewer import RtcViewer


@functools.cache
def offer() -> str:
    """A real library's offer."""

    async def make() -> str:
        async with RtcViewer() as viewer:
            return await viewer.offer()

    return asyncio.run(make())


CHROMIUM_LINES = (
    "a=extmap-allow-mixed\r\n",
    "a=rtcp-fb:102 transport-cc\r\n",
    "a=ice-options:trickle\r\n",
)


def test_a_real_offer_passes() -> None:
    check_offer(offer())
    first, rest = offer().split("m=", 1)
    check_offer(first + "".join(CHROMIUM_LINES[:1]) + "m=" + rest + "".join(CHROMIUM_LINES[1:]))


@pytest.mark.parametrize(
    ("take_out", "put_in", "says"),
    [
        ("v=0\r\n", "", "begins with v=0"),
        ("t=0 0\r\n", "", "time line"),
        ("a=ice-ufrag:", "a=x-ufrag:", "ice-ufrag"),
        ("a=ice-pwd:", "a=x-pwd:", "ice-pwd"),
        ("a=fingerprint:sha-256", "a=fingerprint:sha-1", "fingerprint"),
        ("a=setup:actpass", "a=setup:passive", "setup"),
        ("a=mid:", "a=mud:", "mid"),
        ("a=rtcp-mux", "a=rtcp-max", "rtcp-mux"),
        ("a=recvonly", "a=sendonly", "a viewer receives"),
        ("H264", "H265", "H264"),
        ("opus", "PCMX", "OPUS"),
        ("m=audio ", "m=audio nine", "m= line"),
        ("m=audio", "m=video", "more than one video"),
        ("s=-\r\n", "s=-\r\nnonsense\r\n", "SDP line"),
    ],
)
def test_what_is_missing_or_wrong_is_named(take_out: str, put_in: str, says: str) -> None:
    assert take_out in offer()
    fingerprints = offer()
    if "sha-1" in put_in:
        kept = [line for line in offer().split("\r\n") if "sha-384" not in line]
        fingerprints = "\r\n".join(line for line in kept if "sha-512" not in line)
    with pytest.raises(BadInputError, match=says) as caught:
        check_offer(fingerprints.replace(take_out, put_in))
    assert caught.value.where.startswith("SDP")


def test_no_media_and_too_much_of_everything() -> None:
    head = offer().split("m=", 1)[0]
    for sdp, says in (
        (head, "no m= line"),
        ("v=0\r\n" + "a" * (MAX_SDP_BYTES + 1), "bytes"),
        (head + "a=x\r\n" * 4000, "lines"),
        (head + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" * 9, "media sections"),
        (head + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n", "neither picture"),
    ):
        with pytest.raises(BadInputError, match=says):
            check_offer(sdp)


@given(st.text(max_size=400))
def test_any_text_is_refused_in_one_way(text: str) -> None:
    with pytest.raises(BadInputError):
        check_offer(text)


@given(st.data())
def test_a_damaged_offer_is_taken_or_refused_but_never_breaks(data: st.DataObject) -> None:
    lines = offer().split("\r\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "twice", "cut", "noise"]))
        if change == "drop":
            del lines[place]
        elif change == "twice":
            lines.insert(place, lines[place])
        elif change == "cut":
            lines[place] = lines[place][: data.draw(st.integers(0, len(lines[place])))]
        else:
            lines[place] += data.draw(st.text(max_size=5))
    with contextlib.suppress(BadInputError):
        check_offer("\r\n".join(lines))


def test_candidates_belong_to_their_section() -> None:
    line = "candidate:1 1 udp 2130706431 127.0.0.1 50000 typ host"
    fragment = f"a=mid:0\r\na={line}\r\na=mid:1\r\na={line}\r\na=end-of-candidates\r\n"
    assert candidates_of(fragment) == [("0", line), ("1", line)]


@given(st.text(max_size=200))
def test_any_fragment_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadInputError):
        assert isinstance(candidates_of(text), list)


@functools.cache
def guest_offer() -> str:
    """A real library's offer of who sends."""

    async def make() -> str:
        async with RtcGuest() as guest:
            return await guest.offer()

    return asyncio.run(make())


def test_a_guest_sends_what_is_said() -> None:
    assert check_guest_offer(guest_offer()) == {"video", "audio"}
    assert check_guest_offer(guest_offer().replace("VP8", "H264")) == {"video", "audio"}
    assert check_guest_offer(guest_offer().replace("a=setup:actpass", "a=setup:passive"))


@pytest.mark.parametrize(
    ("take_out", "put_in", "says"),
    [
        ("a=sendonly", "a=recvonly", "a guest sends"),
        ("a=sendonly", "a=inactive", "a guest sends"),
        ("VP8", "AV1", "H264 or VP8"),
        ("opus", "PCMX", "OPUS"),
        ("a=setup:actpass", "a=setup:holdconn", "setup"),
    ],
)
def test_what_no_guest_sends_is_named(take_out: str, put_in: str, says: str) -> None:
    with pytest.raises(BadInputError, match=says):
        check_guest_offer(guest_offer().replace(take_out, put_in))

import pytest

from studio.engine.outputs.targets import whip_sdp

OFFER = "\r\n".join(
    (
        *("v=0", "a=group:BUNDLE 0 1", "m=video 9 UDP/TLS/RTP/SAVPF 97", "a=mid:0"),
        *("a=candidate:1 1 udp 1 10.0.0.7 5 typ host", "a=end-of-candidates"),
        *("a=ice-ufrag:AbCd", "a=ice-pwd:word", "a=rtpmap:97 H264/90000"),
        *(
            "m=audio 9 UDP/TLS/RTP/SAVPF 96",
            "a=mid:1",
            "a=ice-ufrag:AbCd",
            "a=end-of-candidates",
            "",
        ),
    )
)


def test_a_fragment_belongs_to_the_first_section_and_says_the_end() -> None:
    assert whip_sdp.fragment_of(OFFER, ["candidate:2 1 udp 1 1.2.3.4 6 typ relay"]).split(
        "\r\n"
    ) == [
        *("a=group:BUNDLE 0 1", "m=video 9 UDP/TLS/RTP/SAVPF 97", "a=mid:0"),
        *("a=ice-ufrag:AbCd", "a=ice-pwd:word", "a=candidate:2 1 udp 1 1.2.3.4 6 typ relay"),
        *("a=end-of-candidates", ""),
    ]


def test_candidates_go_into_the_first_section() -> None:
    lines = whip_sdp.with_candidates(OFFER, ["candidate:2"]).split("\r\n")
    assert lines.index("a=candidate:2") == lines.index("m=audio 9 UDP/TLS/RTP/SAVPF 96") - 1
    assert len(lines) == len(OFFER.split("\r\n")) + 1


def test_the_word_of_the_end_is_taken_out() -> None:
    without = whip_sdp.without_end(OFFER)
    assert "end-of-candidates" not in without
    assert without.count("\r\n") == OFFER.count("\r\n") - 2


@pytest.mark.parametrize(
    ("answer", "is_taken"),
    [
        (OFFER, True),
        (OFFER.replace("H264", "h264"), True),
        (OFFER.replace("H264", "VP8"), False),
        (OFFER.replace("m=video 9", "m=video 0"), False),
        ("a=rtpmap:97 H264/90000", False),
        ("", False),
    ],
)
def test_our_codec_is_looked_for_where_a_picture_is_taken(answer: str, is_taken: bool) -> None:
    assert whip_sdp.takes_h264(answer) is is_taken

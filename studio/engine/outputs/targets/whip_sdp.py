"""What WHIP does to SDP as text: fragments for a PATCH, candidates found late."""

from collections.abc import Iterable

_END = "a=end-of-candidates"


def fragment_of(offer_sdp: str, candidates: Iterable[str]) -> str:
    """The body of a PATCH that trickles all of ``candidates`` at once (RFC 9725 §4.3, RFC 8840).

    They belong to the first media section, which the others are bundled with.
    """
    lines = offer_sdp.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("m=")]
    first = starts[0] if starts else len(lines)
    section = lines[first : starts[1] if len(starts) > 1 else len(lines)]
    kept = [line for line in lines[:first] if line.startswith("a=group:BUNDLE")]
    kept += section[:1]
    for name in ("a=mid:", "a=ice-ufrag:", "a=ice-pwd:"):
        kept += [line for line in section if line.startswith(name)][:1]
    kept += [f"a={candidate}" for candidate in candidates]
    return "\r\n".join([*kept, _END, ""])


def with_candidates(offer_sdp: str, candidates: Iterable[str]) -> str:
    """The offer with more candidates in its first media section."""
    added = [f"a={candidate}" for candidate in candidates]
    lines = offer_sdp.splitlines()
    starts = [place for place, line in enumerate(lines) if line.startswith("m=")]
    end = starts[1] if len(starts) > 1 else len(lines)
    return "\r\n".join([*lines[:end], *added, *lines[end:], ""])


def without_end(sdp: str) -> str:
    """Without the word that no candidate follows, which would end the checks early."""
    return "".join(line for line in sdp.splitlines(True) if line.strip() != _END)


def takes_h264(answer_sdp: str) -> bool:
    """Whether the answer holds our codec in a picture section that is not refused."""
    is_wanted = False
    for line in answer_sdp.splitlines():
        if line.startswith("m="):
            is_wanted = line.startswith("m=video ") and not line.startswith("m=video 0 ")
        elif is_wanted and line.lower().startswith("a=rtpmap:") and "h264/90000" in line.lower():
            return True
    return False

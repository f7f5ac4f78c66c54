"""A strict look at a viewer's or a guest's offer before the WebRTC library sees it.

The library raises half a dozen kinds of errors on a malformed SDP and accepts some that
mean nothing. What passes here has the lines that WHEP and WHIP need (draft-ietf-wish-whep,
RFC 9725, RFC 8866, RFC 8829 §5.8); everything else is one error that says what is missing where.
"""

import re
from dataclasses import dataclass, field

from studio.core.errors import BadInputError

MAX_SDP_BYTES = 65_536
_MAX_LINES = 3000
_MAX_MEDIA = 8
_MAX_LINE_CHARACTERS = 2000
_LINE = re.compile(r"^[a-z]=[^\x00-\x08\x0a-\x1f]*$")
_MEDIA = re.compile(r"^(audio|video|application) \d{1,5} [A-Z/]{3,40}( \S{1,64}){1,100}$")
_FINGERPRINT = re.compile(r"^sha-(256|384|512) ([0-9A-Fa-f]{2}:){31,63}[0-9A-Fa-f]{2}$")
_UFRAG = re.compile(r"^[A-Za-z0-9+/=_-]{4,256}$")
_PASSWORD = re.compile(r"^[A-Za-z0-9+/=_-]{22,256}$")
_CANDIDATE = re.compile(r"^candidate:\S+ [12] (udp|UDP|tcp|TCP) \d+ \S+ \d{1,5} typ \S+.*$")


@dataclass(slots=True)
class _Section:
    kind: str
    where: str
    attributes: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        return next((value for key, value in self.attributes if key == name), None)

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


@dataclass(frozen=True, slots=True)
class _Side:
    """Who offers: what they are called, which directions fit, and one of which codecs they need."""

    who: str
    does: str
    directions: tuple[str, ...]
    setups: tuple[str, ...]
    codecs: dict[str, tuple[str, ...]]


_VIEWER = _Side(
    "the viewer",
    "a viewer receives",
    ("recvonly", "sendrecv"),
    ("actpass", "active"),
    {"video": ("h264",)},
)
_GUEST = _Side(
    "the guest",
    "a guest sends",
    ("sendonly", "sendrecv"),
    ("actpass", "active", "passive"),  # FFmpeg's muxer is passive, against RFC 9725
    {"video": ("h264", "vp8")},
)
_SOUND = ("opus",)


def check_offer(sdp: str) -> None:
    """BadInputError names what is wrong and in which part of a viewer's offer."""
    _check(sdp, _VIEWER)


def check_guest_offer(sdp: str) -> frozenset[str]:
    """As `check_offer` for someone who sends; gives what they send: "video", "audio"."""
    return frozenset(section.kind for section in _check(sdp, _GUEST))


def _check(sdp: str, side: _Side) -> list[_Section]:
    session, sections = _sections_of(_lines_of(sdp))
    if not sections:
        raise BadInputError("the offer asks for no media (no m= line)", "SDP")
    playable = [section for section in sections if section.kind in ("audio", "video")]
    if not playable:
        raise BadInputError("the offer asks for neither picture nor sound", "SDP")
    for kind in ("audio", "video"):
        if sum(section.kind == kind for section in playable) > 1:
            raise BadInputError(f"the offer has more than one {kind} section", "SDP")
    for section in playable:
        _check_transport(session, section, side)
        _check_direction(session, section, side)
    _check_codecs(playable, side)
    return playable


def candidates_of(fragment: str) -> list[tuple[str, str]]:
    """(mid, candidate) of an SDP fragment (RFC 8840 §9); BadInputError for what is none."""
    mid, found = "0", []
    for number, line in enumerate(_lines_of(fragment), 1):
        if line.startswith("a=mid:"):
            mid = line[6:].strip()
        elif line.startswith("a=candidate:"):
            if not _CANDIDATE.match(line[2:]):
                raise BadInputError("this candidate is malformed", f"fragment line {number}")
            found.append((mid, line[2:]))
    return found


def _lines_of(sdp: str) -> list[str]:
    if len(sdp.encode("utf-8", "replace")) > MAX_SDP_BYTES:
        raise BadInputError(f"more than {MAX_SDP_BYTES} bytes", "SDP")
    lines = sdp.replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(lines) > _MAX_LINES:
        raise BadInputError(f"{len(lines)} lines; {_MAX_LINES} are allowed", "SDP")
    for number, line in enumerate(lines, 1):
        if len(line) > _MAX_LINE_CHARACTERS or not _LINE.match(line):
            raise BadInputError("this line is not of the form x=value", f"SDP line {number}")
    return lines


def _sections_of(lines: list[str]) -> tuple[_Section, list[_Section]]:
    if not lines or lines[0] != "v=0":
        raise BadInputError("an SDP begins with v=0", "SDP line 1")
    present = {line[0] for line in lines}
    for letter, name in (("o", "origin"), ("s", "session name"), ("t", "time")):
        if letter not in present:
            raise BadInputError(f"the {name} line ({letter}=) is missing", "SDP")
    session = _Section("session", "SDP session part")
    sections: list[_Section] = []
    for number, line in enumerate(lines, 1):
        if line[0] == "m":
            if not _MEDIA.match(line[2:]):
                raise BadInputError("the m= line is malformed", f"SDP line {number}")
            if len(sections) >= _MAX_MEDIA:
                raise BadInputError(f"more than {_MAX_MEDIA} media sections", "SDP")
            kind = line[2:].split(" ", 1)[0]
            sections.append(_Section(kind, f"SDP line {number} ({kind})"))
        elif line[0] == "a":
            name, _, value = line[2:].partition(":")
            (sections[-1] if sections else session).attributes.append((name, value))
    return session, sections


def _check_transport(session: _Section, section: _Section, side: _Side) -> None:
    ufrag = section.value("ice-ufrag") or session.value("ice-ufrag")
    if ufrag is None or not _UFRAG.match(ufrag):
        raise BadInputError("a=ice-ufrag is missing or malformed", section.where)
    password = section.value("ice-pwd") or session.value("ice-pwd")
    if password is None or not _PASSWORD.match(password):
        raise BadInputError("a=ice-pwd is missing or malformed", section.where)
    fingerprint = section.value("fingerprint") or session.value("fingerprint")
    if fingerprint is None or not _FINGERPRINT.match(fingerprint):
        raise BadInputError("a=fingerprint with SHA-256 or better is missing", section.where)
    setup = section.value("setup") or session.value("setup")
    if setup not in side.setups:
        listed = " or ".join(side.setups)
        raise BadInputError(f"a=setup must be {listed}", section.where)
    if section.value("mid") is None:
        raise BadInputError("a=mid is missing", section.where)
    if section.value("rtcp-mux") is None:
        raise BadInputError("a=rtcp-mux is missing", section.where)


def _check_direction(session: _Section, section: _Section, side: _Side) -> None:
    known = ("sendrecv", "recvonly", "sendonly", "inactive")
    said = next((name for name, _ in section.attributes if name in known), None)
    said = said or next((name for name, _ in session.attributes if name in known), "sendrecv")
    if said not in side.directions:
        raise BadInputError(f"{side.does}, so a={said} cannot be", section.where)


def _check_codecs(playable: list[_Section], side: _Side) -> None:
    for section in playable:
        names = [
            value.partition(" ")[2].split("/")[0].lower() for value in section.values("rtpmap")
        ]
        wanted = side.codecs.get(section.kind, _SOUND)
        if not any(name in names for name in wanted):
            listed = " or ".join(name.upper() for name in wanted)
            raise BadInputError(f"{side.who} does not offer {listed}", section.where)

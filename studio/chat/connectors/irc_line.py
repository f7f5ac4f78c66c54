"""Lines of IRC with message tags (RFC 1459 §2.3.1, IRCv3 message-tags), read and written."""

from dataclasses import dataclass, field

from studio.core.errors import BadInputError

LONGEST_BYTES = 8192 + 512
_ESCAPES = {":": ";", "s": " ", "\\": "\\", "r": "\r", "n": "\n"}


@dataclass(frozen=True, slots=True)
class IrcLine:
    """``prefix`` is who it comes from: ``nick!user@host`` or a server's name."""

    command: str
    parameters: tuple[str, ...] = ()
    prefix: str = ""
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def nick(self) -> str:
        """The name before the ``!``."""
        return self.prefix.partition("!")[0]

    @property
    def text(self) -> str:
        """The last parameter; empty when there is none."""
        return self.parameters[-1] if self.parameters else ""


def read_line(line: str) -> IrcLine:
    """A line without its line end. BadInputError when it has no command."""
    tags: dict[str, str] = {}
    prefix = ""
    rest = line
    if rest.startswith("@"):
        tagged, _, rest = rest[1:].partition(" ")
        tags = dict(map(_tag, filter(None, tagged.split(";"))))
        rest = rest.lstrip(" ")
    if rest.startswith(":"):
        prefix, _, rest = rest[1:].partition(" ")
        rest = rest.lstrip(" ")
    head, mark, trailing = rest.partition(" :")
    words = head.split()
    if not words or not words[0].isalnum():
        raise BadInputError("a line without a command", "irc")
    parameters = (*words[1:], trailing) if mark else tuple(words[1:])
    return IrcLine(words[0].upper(), parameters, prefix, tags)


def write_line(command: str, *parameters: str) -> bytes:
    """A line with its end. BadInputError for what would be more than one line."""
    said = " ".join((command, *parameters[:-1]))
    if parameters:
        said += f" :{parameters[-1]}"
    if any(sign in said for sign in "\r\n\0"):
        raise BadInputError("a message is one line", "irc")
    return f"{said}\r\n".encode()


def parts_of(text: str, most_bytes: int) -> list[str]:
    """The text in pieces of so many bytes at most, cut at spaces where there are any."""
    parts: list[str] = []
    rest = text.strip()
    while len(rest.encode()) > most_bytes:
        fits = rest.encode()[:most_bytes].decode("utf-8", "ignore")
        space = fits.rfind(" ")
        cut = space if space > len(fits) // 2 else len(fits)
        parts.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _tag(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if "\\" not in value:
        return name, value
    signs: list[str] = []
    is_escaped = False
    for sign in value:
        if is_escaped:
            signs.append(_ESCAPES.get(sign, sign))
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        else:
            signs.append(sign)
    return name, "".join(signs)

"""Writes the protocol's reference, with the roles of the control socket, to a file."""

import sys
from collections.abc import Sequence
from pathlib import Path

from studio.core.messages.reference import reference
from studio.web.roles import RIGHTS


def protocol_page() -> str:
    """The reference as Markdown."""
    return reference({role.value: rights for role, rights in RIGHTS.items()})


def main(arguments: Sequence[str]) -> int:
    """``python -m studio.web.protocol_page FILE``; status 2 without a file."""
    if len(arguments) != 1:
        sys.stderr.write("which file is to be written? one path, please\n")
        return 2
    Path(arguments[0]).write_text(protocol_page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

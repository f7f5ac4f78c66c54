"""What is heard survives the wire."""

import msgspec

from studio.core.chat import Fragment
from studio.core.connectors import Alive, AnyHeard, MessageHeard, PersonCleared


def test_every_kind_is_told_apart() -> None:
    for heard in (Alive(), PersonCleared("7"), MessageHeard("1", "u", "n", (Fragment("x"),), 3)):
        assert msgspec.json.decode(msgspec.json.encode(heard), type=AnyHeard) == heard

import msgspec

from studio.chat.echoes import Echoes
from studio.core.chat import ChatRole, Fragment
from studio.core.clock import NS_PER_S
from studio.core.connectors import MessageHeard
from tests.fakes.virtual_clock import VirtualClock

OWN = MessageHeard(
    "1", "clay", "Clay", (Fragment("wel"), Fragment("come")), 1,
    roles=frozenset({ChatRole.BROADCASTER}),
)  # fmt: skip


def test_what_was_said_is_known_once() -> None:
    echoes = Echoes(VirtualClock())
    assert not echoes.is_one(OWN)
    echoes.expect("  welcome ")
    assert not echoes.is_one(msgspec.structs.replace(OWN, roles=frozenset()))
    assert not echoes.is_one(msgspec.structs.replace(OWN, fragments=(Fragment("hello"),)))
    assert echoes.is_one(OWN)
    assert not echoes.is_one(OWN)


def test_it_is_not_waited_for_for_ever() -> None:
    clock = VirtualClock()
    echoes = Echoes(clock)
    echoes.expect("welcome")
    clock.advance(31 * NS_PER_S)
    assert not echoes.is_one(OWN)

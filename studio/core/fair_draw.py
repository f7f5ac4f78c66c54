"""A draw that anybody can check: a promise first, then the entries, then the seed.

Before anybody enters, the studio publishes a hash of a secret seed, of the draw's name and of its
rules. When nobody may enter any more, the entries are put in order and their Merkle root (RFC
6962) is written down. Only then the seed is shown. Seed and root together say who wins: nobody
can choose a winner after the promise, and everybody can do the sum again.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence

SEED_BYTES = 32
_SPACE = 1 << 256  # how many numbers one HMAC-SHA-256 can be
_LEAF, _NODE = b"\x00", b"\x01"


def commitment(seed: bytes, draw_id: str, rules: str) -> str:
    """The promise: SHA-256 of seed in hexadecimal digits, draw and rules, a line each."""
    return hashlib.sha256(f"{seed.hex()}\n{draw_id}\n{rules}".encode()).hexdigest()


def ticket_of(draw_id: str, actor: str) -> str:
    """By what name somebody is in the list: other in every draw, and it tells nobody who it is."""
    return hashlib.sha256(f"ticket\n{draw_id}\n{actor}".encode()).hexdigest()


def in_order(tickets: Iterable[str]) -> tuple[str, ...]:
    """The list that is frozen: each ticket once, sorted, whoever came first."""
    return tuple(sorted(set(tickets)))


def root_of(tickets: Sequence[str]) -> str:
    """The Merkle root of the ordered list (RFC 6962, 2.1) in hexadecimal digits."""
    return _root(tickets).hex()


def proof_of(tickets: Sequence[str], index: int) -> tuple[str, ...]:
    """What the ticket at ``index`` has to be hashed with, from its own place up to the root."""
    if not 0 <= index < len(tickets):
        raise IndexError(f"there is no ticket {index} of {len(tickets)}")
    return tuple(node.hex() for node in _path(tickets, index))


def is_in(root: str, count: int, ticket: str, index: int, path: Sequence[str]) -> bool:
    """Whether the ticket was in the frozen list of ``count`` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < count:
        return False
    place, last = index, count - 1
    found = _leaf(ticket)
    for step in path:
        if last == 0:
            return False
        other = bytes.fromhex(step)
        if place % 2 or place == last:
            found = _node(other, found)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, other)
        place, last = place >> 1, last >> 1
    return last == 0 and found.hex() == root


def winners_of(seed: bytes, root: str, tickets: Sequence[str], most: int) -> tuple[str, ...]:
    """Who wins, in the order they are drawn; nobody twice."""
    left = list(tickets)
    won: list[str] = []
    counter = 0

    def number() -> int:
        nonlocal counter
        counter += 1
        said = bytes.fromhex(root) + counter.to_bytes(8, "big")
        return int.from_bytes(hmac.digest(seed, said, hashlib.sha256), "big")

    while left and len(won) < most:
        won.append(left.pop(one_of(len(left), number)))
    return tuple(won)


def one_of(many: int, number: Callable[[], int], space: int = _SPACE) -> int:
    """One place of so many, each as likely: numbers beyond the last whole round are thrown away.

    ``number`` gives evenly spread numbers below ``space``.
    """
    rounds = space - space % many
    while (found := number()) >= rounds:
        pass
    return found % many


def _leaf(ticket: str) -> bytes:
    return hashlib.sha256(_LEAF + ticket.encode()).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _half(count: int) -> int:
    """The largest power of two that is smaller."""
    return 1 << (count - 1).bit_length() - 1


def _root(tickets: Sequence[str]) -> bytes:
    if not tickets:
        return hashlib.sha256(b"").digest()
    level = [_leaf(ticket) for ticket in tickets]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        joined = [_node(left, right) for left, right in pairs]
        level = joined + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def _path(tickets: Sequence[str], index: int) -> list[bytes]:
    if len(tickets) == 1:
        return []
    half = _half(len(tickets))
    if index < half:
        return [*_path(tickets[:half], index), _root(tickets[half:])]
    return [*_path(tickets[half:], index - half), _root(tickets[:half])]

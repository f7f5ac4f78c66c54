import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.pairings import (
    CODE_SIGNS,
    Pairing,
    PairingAddress,
    PairingShelf,
    plain_code,
    plain_fingerprint,
    shown_code,
)
from studio.core.running import HubAddress
from studio.core.team import Role, Who

PRINT = "ab" * 32
PAIRING = Pairing("192.168.1.5", 8482, PRINT, "helper-a", "Mo", Role.MODERATOR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K7QM-2XRD@192.168.1.5:8482", PairingAddress("K7QM2XRD", "192.168.1.5", 8482)),
        ("  k7qm2xrd@studio.lan ", PairingAddress("K7QM2XRD", "studio.lan", 8482)),
        ("K7QM-2XRD@[fe80::1]:9000", PairingAddress("K7QM2XRD", "fe80::1", 9000)),
        (
            f"hawker://K7QM-2XRD@192.168.1.5:8482#{PRINT}",
            PairingAddress("K7QM2XRD", "192.168.1.5", 8482, PRINT),
        ),
    ],
)
def test_an_invitation_is_read_as_it_is_told(text: str, expected: PairingAddress) -> None:
    read = PairingAddress.parse(text)
    assert read == expected
    assert PairingAddress.parse(read.link) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "K7QM-2XRD",
        "@192.168.1.5:8482",
        "K7QM-2XR@192.168.1.5",
        "K7QM-2XR0@192.168.1.5",
        "K7QM-2XRD@192.168.1.5:99999",
        "K7QM-2XRD@192.168.1.5:x",
        "K7QM-2XRD:word@192.168.1.5",
        "K7QM-2XRD@192.168.1.5/else",
        "K7QM-2XRD@192.168.1.5#abcd",
        "https://K7QM-2XRD@192.168.1.5",
        "K7QM-2XRD@[::1",
    ],
)
def test_what_is_no_invitation_says_what_one_looks_like(text: str) -> None:
    with pytest.raises(BadInputError, match="K7QM-2XRD@"):
        PairingAddress.parse(text)


@given(st.text(max_size=80))
def test_noise_is_read_or_refused(text: str) -> None:
    try:
        read = PairingAddress.parse(text)
    except BadInputError:
        return
    assert len(read.code) == 8
    assert read.host


@given(st.text(CODE_SIGNS, min_size=8, max_size=8))
def test_a_code_is_shown_in_halves_and_read_in_any_way(code: str) -> None:
    assert plain_code(shown_code(code)) == code
    assert plain_code(f" {shown_code(code).lower()} ") == code


def test_no_sign_of_a_code_looks_like_another() -> None:
    assert not set("0O1IL") & set(CODE_SIGNS)
    assert len(set(CODE_SIGNS)) == 31


def test_a_fingerprint_is_read_with_and_without_colons() -> None:
    assert plain_fingerprint(":".join(["AB"] * 32)) == PRINT
    assert plain_fingerprint("ab" * 31) == plain_fingerprint("") == ""


def test_a_pairing_is_kept_with_its_token_apart(tmp_path: Path) -> None:
    shelf = PairingShelf(tmp_path)
    assert shelf.read() is None
    assert shelf.address() is None
    shelf.keep(PAIRING, "the token")
    again = PairingShelf(tmp_path)
    assert again.read() == PAIRING
    assert again.address() == HubAddress("wss://192.168.1.5:8482/control", "the token", PRINT)
    assert PAIRING.who == Who("helper-a", "Mo", Role.MODERATOR)
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"the token" not in path.read_bytes()
    shelf.forget()
    assert again.address() is None


def test_a_broken_pairing_is_set_aside(tmp_path: Path) -> None:
    shelf = PairingShelf(tmp_path)
    shelf.keep(PAIRING, "t")
    (tmp_path / "pairing.json").write_text('{"host": 1}')
    assert shelf.address() is None
    assert list(tmp_path.glob("pairing.broken-*"))

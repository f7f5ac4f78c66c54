"""Proofs fit one code, one certificate, one chance and one grant, and nothing else."""

import pytest

from studio.core.pairings import plain_code
from studio.core.team import Role
from studio.web import pairing_proof
from studio.web.pairing_proof import (
    device_proof,
    hub_proof,
    is_same,
    new_code,
    new_nonce,
    shared_key,
)

PRINT, OTHER, NONCE = "ab" * 32, "cd" * 32, "01" * 32


def test_a_try_costs_whoever_guesses_32_mib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing_proof, "_MEMORY_BYTES", 32 * 1024 * 1024)
    with pytest.raises(ValueError, match="memory limit"):
        shared_key("K7QM2XRD", PRINT, NONCE)


def test_the_key_fits_one_code_one_certificate_and_one_chance() -> None:
    key = shared_key("K7QM2XRD", PRINT, NONCE)
    assert key == shared_key("K7QM2XRD", PRINT, NONCE)
    others = {
        shared_key("K7QM2XRE", PRINT, NONCE),
        shared_key("K7QM2XRD", OTHER, NONCE),
        shared_key("K7QM2XRD", PRINT, "02" * 32),
    }
    assert len(others | {key}) == 4


def test_a_proof_cannot_pass_for_another() -> None:
    key = b"k" * 32
    granted = ("helper-a", "token", "Mo", Role.MODERATOR)
    proofs = [
        device_proof(key, "Mo"),
        device_proof(key, "Moritz"),
        device_proof(b"l" * 32, "Mo"),
        hub_proof(key, *granted),
        hub_proof(key, "helper-b", *granted[1:]),
        hub_proof(key, "helper-a", "tokenM", "o", Role.MODERATOR),
        hub_proof(key, "helper-a", "token", "Mo", Role.OVERLAY),
    ]
    assert len(set(proofs)) == len(proofs)
    assert is_same(proofs[0], device_proof(key, "Mo"))
    assert not is_same(proofs[0], proofs[1])


def test_codes_and_chance_are_new_each_time() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(plain_code(code) == code for code in codes)
    assert len({new_nonce() for _ in range(50)}) == 50

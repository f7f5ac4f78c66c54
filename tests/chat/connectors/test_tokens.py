"""Tokens lie encrypted between two starts."""

from pathlib import Path

from studio.chat.connectors.tokens import SecretTokens
from studio.core.logins import Tokens
from studio.core.secret_file import SecretFile


def test_they_are_there_after_a_start(tmp_path: Path) -> None:
    tokens = Tokens("access-1", "refresh-1", 7, ("user:read:chat",))
    SecretTokens(SecretFile(tmp_path), "twitch").keep(tokens)
    assert SecretTokens(SecretFile(tmp_path), "twitch").load() == tokens
    assert SecretTokens(SecretFile(tmp_path), "youtube").load() is None
    assert all(b"access-1" not in path.read_bytes() for path in tmp_path.iterdir())


def test_they_are_forgotten(tmp_path: Path) -> None:
    keeper = SecretTokens(SecretFile(tmp_path), "twitch")
    keeper.keep(Tokens("a"))
    keeper.keep(None)
    assert keeper.load() is None


def test_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    secrets = SecretFile(tmp_path)
    secrets.set("twitch", "{not tokens")
    assert SecretTokens(secrets, "twitch").load() is None

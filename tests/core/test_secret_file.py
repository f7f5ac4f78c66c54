import stat
from pathlib import Path

import pytest

from studio.core.errors import UnavailableError
from studio.core.secret_file import SecretFile


def test_a_secret_comes_back_and_stands_nowhere_in_clear(tmp_path: Path) -> None:
    SecretFile(tmp_path).set("shop", "live_1234_密钥")
    again = SecretFile(tmp_path)
    assert again.has("shop")
    assert again.get("shop") == "live_1234_密钥"
    for path in tmp_path.iterdir():
        assert b"live_1234" not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_empty_one_is_forgotten_and_others_stay(tmp_path: Path) -> None:
    secrets = SecretFile(tmp_path)
    secrets.set("a", "one")
    secrets.set("b", "two")
    secrets.set("a", "")
    assert (secrets.get("a"), secrets.has("a"), secrets.get("b")) == ("", False, "two")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": "no token"}', b"\xff"])
def test_a_broken_file_holds_nothing_and_can_be_written_again(
    tmp_path: Path, content: bytes
) -> None:
    secrets = SecretFile(tmp_path)
    secrets.set("a", "one")
    (tmp_path / "secrets.json").write_bytes(content)
    assert secrets.get("a") == ""
    secrets.set("a", "two")
    assert secrets.get("a") == "two"


def test_two_processes_have_files_of_their_own(tmp_path: Path) -> None:
    SecretFile(tmp_path).set("a", "one")
    hub = SecretFile(tmp_path, "hub")
    assert hub.get("a") == ""
    hub.set("a", "two")
    assert (SecretFile(tmp_path).get("a"), hub.get("a")) == ("one", "two")


def test_without_its_key_a_secret_is_none(tmp_path: Path) -> None:
    secrets = SecretFile(tmp_path)
    secrets.set("a", "one")
    (tmp_path / "secrets.key").unlink()
    assert secrets.get("a") == ""
    secrets.set("a", "two")
    assert secrets.get("a") == "two"


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(UnavailableError, match="could not be kept"):
        SecretFile(in_the_way).set("a", "one")

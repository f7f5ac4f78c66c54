from pathlib import Path

import pytest

from studio import __version__
from studio.cli import BAD_USE, FAILED, main
from tests.support.other_studios import fixture


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for command in ("studio", "serve", "doctor", "import"):
        assert command in said


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"hawker {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["serve", "--for", "soon"],
        ["serve", "--loud"],
        ["doctor", "--xml"],
        ["import"],
    ],
)
def test_what_is_not_understood_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == BAD_USE
    assert "usage: hawker" in capsys.readouterr().err


@pytest.mark.parametrize("listen", ["8480", "localhost:", "127.0.0.1:99999", "127.0.0.1:http"])
def test_a_bad_address_is_one_sentence_that_names_it(
    tmp_path: Path, listen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path), "--listen", listen]) == FAILED
    said = capsys.readouterr().err
    assert said.startswith("hawker: ")
    assert f"--listen {listen}" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["serve", "studio", "doctor"])
def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert main([command, "--data", str(file / "inside")]) == FAILED
    assert f"--data {file / 'inside'}" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf"])
def test_a_duration_that_makes_no_sense_is_named(
    tmp_path: Path, seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path), "--for", seconds]) == FAILED
    assert "--for" in capsys.readouterr().err


def test_a_file_that_cannot_be_imported_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenes.json"
    assert main(["import", str(file), "--data", str(tmp_path / "data")]) == FAILED
    assert str(file) in capsys.readouterr().err


def test_a_collection_is_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scenes.json"
    file.write_bytes(fixture("obs_desk.json"))
    assert main(["import", str(file), "--data", str(tmp_path / "data")]) == 0
    assert str(tmp_path / "data" / "show.json") in capsys.readouterr().out

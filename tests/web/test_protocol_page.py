"""docs/protocol.md is what the messages and the roles say now."""

from pathlib import Path

import pytest

from studio.web.protocol_page import main, protocol_page

_DOCUMENT = Path(__file__).parents[2] / "docs" / "protocol.md"


def test_the_document_is_up_to_date() -> None:
    assert _DOCUMENT.read_text(encoding="utf-8") == protocol_page(), (
        "write it anew: python -m studio.web.protocol_page docs/protocol.md"
    )


def test_it_is_written_to_the_file_that_was_named(tmp_path: Path) -> None:
    assert main([str(tmp_path / "page.md")]) == 0
    assert (tmp_path / "page.md").read_bytes() == protocol_page().encode()


def test_without_a_file_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "which file" in capsys.readouterr().err

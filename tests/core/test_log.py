"""Logs: one line a record, with what belongs to it, and never a secret."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.ids import new_secret
from studio.core.log import LineFormatter, set_up_logging, strike_out


@pytest.fixture
def _root_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in list(root.handlers):
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    for handler in handlers:
        if handler not in root.handlers:
            root.addHandler(handler)
    root.setLevel(level)


def _line(message: str, **extra: object) -> str:
    record = logging.makeLogRecord(
        {"name": "studio.test", "levelname": "INFO", "msg": message, **extra}
    )
    return LineFormatter().format(record)


def test_a_record_is_one_line_with_its_extras_as_json() -> None:
    line = _line("viewer joined", viewer="v1", count=3, path=Path("/a"))
    assert " INFO studio.test viewer joined " in line
    assert json.loads(line[line.index("{") :]) == {"viewer": "v1", "count": 3, "path": "/a"}
    assert "\n" not in _line("odd", text="two\nlines")


def test_a_record_without_extras_ends_with_its_sentence() -> None:
    assert _line("all is well").endswith("studio.test all is well")


def test_chinese_stays_readable() -> None:
    assert "直播" in _line("show named", show="直播")


@pytest.mark.parametrize(
    "key",
    ["token", "control_token", "authkey", "Authorization", "stream_key", "password", "ice_pwd"],
)
def test_an_extra_that_is_a_secret_is_struck_out(key: str) -> None:
    secret = new_secret()
    line = _line("something happened", **{key: secret})
    assert secret not in line
    assert "***" in line


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer {}",
        "Authorization: Basic {}",
        "GET /whep?token={} HTTP/1.1",
        '{{"token": "{}", "other": 1}}',
        "{{'token': '{}'}}",
        "HubCard(pid=1, token='{}')",
        "EngineCard(pid=1, authkey='{}')",
        "a=ice-pwd:{}",
        "password={}",
        '"streamKey": "{}"',
        "stream_key={}",
    ],
)
def test_a_secret_inside_a_text_is_struck_out(text: str) -> None:
    secret = new_secret()
    assert secret not in strike_out(text.format(secret))
    assert secret not in _line("request failed", error=text.format(secret))
    assert secret not in _line("headers", seen={"inner": text.format(secret)})


def test_a_secret_in_a_traceback_is_struck_out() -> None:
    secret = new_secret()
    try:
        raise ValueError(f"bad frame: token={secret}")
    except ValueError:
        line = _line("failed", exc_info=sys.exc_info())
    assert "ValueError" in line
    assert secret not in line


@given(
    st.lists(st.sampled_from(["token", "Bearer", "=", ":", '"', " ", "\\", "abc"])).map("".join)
    | st.text()
)
def test_striking_out_twice_changes_nothing_more(text: str) -> None:
    once = strike_out(text)
    assert strike_out(once) == once


def test_ordinary_sentences_stay() -> None:
    for text in ("engine lost", "control token refused", "the viewer offers no H264", "SDP line 3"):
        assert strike_out(text) == text


@pytest.mark.usefixtures("_root_as_before")
def test_a_process_writes_its_own_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("hub", tmp_path, is_loud=True)
    secret = new_secret()
    logging.getLogger("studio.somewhere").info("hub is up", extra={"token": secret})
    logging.getLogger("aiohttp.access").info("GET / 200")
    written = (tmp_path / "log" / "hub.log").read_text(encoding="utf-8")
    assert "hub is up" in written
    assert "GET /" not in written
    assert secret not in written + capsys.readouterr().err


@pytest.mark.usefixtures("_root_as_before")
def test_old_lines_make_room(tmp_path: Path) -> None:
    set_up_logging("hub", tmp_path)
    logger = logging.getLogger("studio.test")
    for _ in range(120):
        logger.info("a long line", extra={"text": "x" * 100_000})
    files = sorted((tmp_path / "log").iterdir())
    assert [file.name for file in files] == ["hub.log", "hub.log.1", "hub.log.2", "hub.log.3"]
    assert all(file.stat().st_size <= 2_000_000 for file in files)

"""The first line of a child: read as written whatever the names in it, or refused by name."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.settings import Settings, WebSettings
from studio.core.start import EngineStart, HubStart, parse_listen, read_start, write_start

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


class _Kept(io.BytesIO):
    """A child's input whose bytes can be seen after it was closed."""

    written = b""

    def close(self) -> None:
        self.written = self.getvalue()
        super().close()


def _line_of(start: EngineStart | HubStart) -> bytes:
    stream = _Kept()
    write_start(stream, start)
    assert stream.closed
    return stream.written


@given(texts, texts, st.booleans(), st.integers(0, 2**31))
def test_a_hubs_start_is_read_as_written(
    data_dir: str, listen: str, is_demo: bool, keeper_pid: int
) -> None:
    start = HubStart(data_dir, listen, is_demo, keeper_pid=keeper_pid)
    line = _line_of(start)
    assert line.count(b"\n") == 1
    assert read_start(io.BytesIO(line), HubStart) == start


@given(texts, texts)
def test_an_engines_start_is_read_as_written(data_dir: str, address: str) -> None:
    settings = Settings(web=WebSettings(listen_port=0))
    start = EngineStart(address, "ab" * 32, data_dir, data_dir, settings, has_timecode=True)
    assert read_start(io.BytesIO(_line_of(start)), EngineStart) == start


def test_only_the_first_line_is_read() -> None:
    stream = io.BytesIO(_line_of(HubStart("/data")) + b"more\n")
    assert read_start(stream, HubStart) == HubStart("/data")
    assert stream.read() == b"more\n"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (b"", "truncated"),
        (b"{}\n", "data_dir"),
        (b'{"data_dir": 1}\n', "$.data_dir"),
        (b'{"data_dir": "/a", "token": "x"}\n', "token"),
        (b"\xff\xfe\n", ""),
    ],
)
def test_what_is_wrong_is_named(line: bytes, named: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_start(io.BytesIO(line), HubStart)
    assert caught.value.where == "stdin"
    assert named in caught.value.what


@given(st.binary(max_size=80) | texts.map(lambda text: json.dumps({"data_dir": text}).encode()))
def test_any_line_is_a_start_or_one_error(line: bytes) -> None:
    try:
        start = read_start(io.BytesIO(line), HubStart)
    except BadInputError:
        return
    assert json.loads(line.splitlines()[0])["data_dir"] == start.data_dir


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8480", "127.0.0.1", 8480),
        (":0", "127.0.0.1", 0),
        ("0.0.0.0:65535", "0.0.0.0", 65535),
        ("[::1]:80", "::1", 80),
        ("studio.local:0080", "studio.local", 80),
    ],
)
def test_host_and_port_are_taken_apart(text: str, host: str, port: int) -> None:
    assert parse_listen(text) == (host, port)


@pytest.mark.parametrize("text", ["8480", "a:", "a:b", "a:-1", "a:65536", "a:1.5", "a:²", "a:٣"])
def test_what_is_no_host_and_port_is_one_sentence(text: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_listen(text)
    assert str(caught.value) == f"--listen {text}: must be HOST:PORT, such as 127.0.0.1:8480"


@given(st.text(max_size=40) | st.builds("{}:{}".format, st.text(max_size=9), st.integers()))
def test_any_text_is_an_address_or_one_error(text: str) -> None:
    try:
        host, port = parse_listen(text)
    except BadInputError:
        return
    assert host
    assert 0 <= port <= 65535

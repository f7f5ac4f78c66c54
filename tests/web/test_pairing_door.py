"""``/pair`` takes one shape of body and nothing else, whatever is thrown at it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pairing_hub import PairingHub, pairing_hub, quick_proofs

JSON = {"Content-Type": "application/json"}
GOOD = {"nonce": "01" * 32, "proof": "02" * 32, "deviceName": "Mo"}


class _Knocking:
    """Somebody at the door."""

    def __init__(self, hub: PairingHub, session: aiohttp.ClientSession) -> None:
        self.hub = hub
        self._session = session

    async def post(self, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text."""
        self.hub.clock.advance(60_000_000_000)  # not too often
        url = f"https://127.0.0.1:{self.hub.port}/pair"
        async with self._session.post(
            url, data=body, headers=headers or JSON, ssl=False
        ) as response:
            assert response.headers["Cache-Control"] == "no-store"
            return response.status, await response.text()


@asynccontextmanager
async def _opened() -> AsyncIterator[_Knocking]:
    with TemporaryDirectory() as folder:
        async with pairing_hub(Path(folder)) as hub, aiohttp.ClientSession() as session:
            yield _Knocking(hub, session)


@pytest.fixture(autouse=True)
def _quick_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_proofs(monkeypatch)


@pytest.fixture
async def knocking() -> AsyncIterator[_Knocking]:
    async with _opened() as knocking:
        yield knocking


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", JSON, 400),
        (b"noise", JSON, 400),
        (json.dumps({**GOOD, "role": "owner"}).encode(), JSON, 400),
        (json.dumps({**GOOD, "nonce": "01"}).encode(), JSON, 400),
        (json.dumps({**GOOD, "proof": "0" * 64 + "\n"}).encode(), JSON, 400),
        (json.dumps({**GOOD, "deviceName": "x" * 61}).encode(), JSON, 400),
        (b"[" * 4000, JSON, 400),
        (b" " * 4097, JSON, 413),
        (b"x" * 300_000, JSON, 413),
        (json.dumps(GOOD).encode(), {"Content-Type": "text/plain"}, 415),
        (json.dumps(GOOD).encode(), {**JSON, "Origin": "https://evil.example"}, 403),
        (json.dumps(GOOD).encode(), JSON, 410),
    ],
)
async def test_what_is_not_right_is_refused_with_a_sentence(
    knocking: _Knocking, body: bytes, headers: dict[str, str], status: int
) -> None:
    found, text = await knocking.post(body, headers)
    assert found == status
    assert text


async def test_a_wrong_proof_is_said_and_no_code_is_in_the_answer(
    knocking: _Knocking, caplog: pytest.LogCaptureFixture
) -> None:
    code = knocking.hub.invite().code
    status, text = await knocking.post(json.dumps(GOOD).encode())
    assert status == 403
    assert code not in text + caplog.text
    assert GOOD["proof"] not in caplog.text


_values = st.none() | st.booleans() | st.integers() | st.text(max_size=80) | st.floats()
_bodies = st.binary(max_size=300) | st.dictionaries(
    st.sampled_from([*GOOD, "code", "role"]) | st.text(max_size=9),
    _values | st.sampled_from(list(GOOD.values())),
    max_size=5,
).map(lambda value: json.dumps(value).encode())


@given(st.lists(_bodies, min_size=20, max_size=40))
@settings(max_examples=5, deadline=None)
def test_noise_is_refused_and_the_door_still_works(bodies: list[bytes]) -> None:
    async def knock() -> None:
        async with _opened() as knocking:
            for body in bodies:
                status, _text = await knocking.post(body)
                assert status in (400, 403, 410)
            assert knocking.hub.book.devices() == ()
            assert (await knocking.post(b"noise"))[0] == 400

    asyncio.run(knock())

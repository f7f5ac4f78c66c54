"""The files of a page: its own, those it shares, and nothing else."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from yarl import URL

from studio.web.page_files import PageFiles
from tests.support.site import serving


@pytest.mark.parametrize(
    ("name", "status", "kind", "words"),
    [
        ("", 200, "text/html", "the page"),
        ("own.js", 200, "text/javascript", "own"),
        ("shared.css", 200, "text/css", "shared"),
        ("both.css", 200, "text/css", "own"),
        ("other.css", 404, "text/plain", "no such file"),
        ("notes.txt", 404, "text/plain", "no such file"),
        ("folder.css", 404, "text/plain", "no such file"),
        ("..%2fother%2fother.css", 404, "text/plain", "no such file"),
    ],
)
async def test_a_page_has_its_own_files_and_the_shared_ones(
    tmp_path: Path, name: str, status: int, kind: str, words: str
) -> None:
    for place, said in {
        "mine/index.html": "the page",
        "mine/own.js": "own",
        "mine/both.css": "own",
        "mine/notes.txt": "secret",
        "page/both.css": "shared",
        "page/shared.css": "shared",
        "other/other.css": "other",
        "mine/folder.css/inside": "",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(said)
    files, application = PageFiles("mine", tmp_path), web.Application()
    application.router.add_get("/", files.index)
    application.router.add_get("/{name:.+}", files.file)
    async with (
        serving(application) as port,
        ClientSession() as session,
        session.get(URL(f"http://127.0.0.1:{port}/{name}", encoded=True)) as response,
    ):
        assert (response.status, response.content_type) == (status, kind)
        assert words in await response.text()
    await asyncio.get_running_loop().shutdown_default_executor()  # files are read there

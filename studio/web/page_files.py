"""The files of a page, as they lie in the assets: nothing is built, nothing else is reached."""

from pathlib import Path

from aiohttp import web

ASSETS = Path(__file__).resolve().parents[2] / "assets"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_TEXTS = (".html", ".css", ".js")


class PageFiles:
    """``name``: the page's folder; what it shares with the other pages lies in ``page``."""

    def __init__(self, name: str, assets: Path = ASSETS) -> None:
        self._folders = (assets / name, assets / "page")

    async def index(self, _request: web.Request) -> web.StreamResponse:
        """The document."""
        return self._send("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """What the route's ``name`` says; 404 for what there is not."""
        return self._send(request.match_info["name"])

    def _send(self, name: str) -> web.StreamResponse:
        found = (one / name for one in self._folders if (one / name).is_file())
        path = next(found, None) if Path(name).name == name else None
        if path is None or path.suffix not in _TYPES:
            raise web.HTTPNotFound(text="there is no such file")
        response = web.FileResponse(path)
        response.content_type = _TYPES[path.suffix]
        if path.suffix in _TEXTS:
            response.charset = "utf-8"
        return response

"""Twitch's login pages: device codes, refresh tokens that are good once, validation."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.fake_site import FakeSite

CLIENT = "hawkertest"


@dataclass
class Grant:
    """A device code; ``said`` is what the person did."""

    user_code: str
    scopes: list[str]
    said: str = "authorization_pending"


@dataclass
class FakeTwitchLogin(FakeSite):
    """Everybody who says yes is Anna, 100."""

    grants: dict[str, Grant] = field(default_factory=dict)
    access: dict[str, list[str]] = field(default_factory=dict)
    refresh: dict[str, list[str]] = field(default_factory=dict)
    lasts_s: int = 14400
    interval_s: float = 0.01

    def __post_init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(1)
        self.app.router.add_post("/oauth2/device", self._device)
        self.app.router.add_post("/oauth2/token", self._token)
        self.app.router.add_get("/oauth2/validate", self._validate)
        self.app.router.add_post("/oauth2/revoke", self._revoke)

    @property
    def auth_url(self) -> str:
        return f"{self.url}/oauth2"

    def answer(self, said: str) -> None:
        """What the person does with the newest code: "" is yes."""
        list(self.grants.values())[-1].said = said

    def issue(self, scopes: list[str]) -> dict[str, Any]:
        """A new pair of tokens."""
        number = next(self._numbers)
        access, refresh = f"access-{number}", f"refresh-{number}"
        self.access[access] = scopes
        self.refresh[refresh] = scopes
        return {
            "access_token": access,
            "expires_in": self.lasts_s,
            "refresh_token": refresh,
            "scope": scopes,
            "token_type": "bearer",
        }

    async def _device(self, request: web.Request) -> web.Response:
        form = await request.post()
        if form.get("client_id") != CLIENT:
            return _no(400, "invalid client")
        number = next(self._numbers)
        grant = Grant(f"CODE{number}", str(form.get("scopes", "")).split())
        self.grants[f"device-{number}"] = grant
        return web.json_response(
            {
                "device_code": f"device-{number}",
                "expires_in": 1800,
                "interval": self.interval_s,
                "user_code": grant.user_code,
                "verification_uri": f"https://www.twitch.tv/activate?device-code=CODE{number}",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if form.get("client_id") != CLIENT:
            return _no(400, "invalid client")
        if form.get("grant_type") == "refresh_token":
            scopes = self.refresh.pop(str(form.get("refresh_token")), None)
            return _no(400, "Invalid refresh token") if scopes is None else self._new(scopes)
        grant = self.grants.get(str(form.get("device_code")))
        if grant is None:
            return _no(400, "invalid device code")
        if grant.said:
            return _no(400, grant.said)
        self.grants.pop(str(form["device_code"]))
        return self._new(grant.scopes)

    def _new(self, scopes: list[str]) -> web.Response:
        return web.json_response(self.issue(scopes))

    async def _validate(self, request: web.Request) -> web.Response:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "OAuth" or token not in self.access:
            return _no(401, "invalid access token")
        return web.json_response(
            {
                "client_id": CLIENT,
                "login": "anna",
                "scopes": self.access[token],
                "user_id": "100",
                "expires_in": self.lasts_s,
            }
        )

    async def _revoke(self, request: web.Request) -> web.Response:
        form = {**request.query, **await request.post()}
        self.access.pop(str(form.get("token")), None)
        return web.Response()


def _no(status: int, message: str) -> web.Response:
    return web.json_response({"status": status, "message": message}, status=status)

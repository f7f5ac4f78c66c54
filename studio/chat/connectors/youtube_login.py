"""Signing in to YouTube in the person's own browser, which comes back to this machine (RFC 8252).

PKCE binds the answer to the question; the page that it comes back to lives as long as one login.
"""

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from aiohttp import web

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import Answer, ask, http_session
from studio.chat.connectors.tokens import TokenKeeper
from studio.core.clock import Clock
from studio.core.errors import UnavailableError
from studio.core.logins import LoginState, LoginStatus, Tokens

PAGE_URL = "https://accounts.google.com/o/oauth2/v2/auth"
TOKEN_URL = "https://oauth2.googleapis.com"  # noqa: S105
SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
_PATIENCE_S = 300.0
_EARLY_MS = 60_000
_AGAIN = "sign in to YouTube again"
_DONE = (
    "<!doctype html><meta charset=utf-8><title>Hawker</title>"
    "<p>You can close this page.<p lang=zh>可以关闭此页面了。"
)


class YouTubeLogin:
    """One account's login, on one loop. Google calls ``client_secret`` a secret; it is none."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        keeper: TokenKeeper,
        clock: Clock,
        on_status: Callable[[LoginStatus], None],
        *,
        page_url: str = PAGE_URL,
        token_url: str = TOKEN_URL,
    ) -> None:
        self._client = {"client_id": client_id, "client_secret": client_secret}
        self._keeper = keeper
        self._clock = clock
        self._on_status = on_status
        self._page_url = page_url
        self._token_url = token_url
        self._tokens = keeper.load()
        self._renewing = asyncio.Lock()
        self.status = LoginStatus(self._kept())

    @property
    def is_signed_in(self) -> bool:
        """Whether there are tokens to act with."""
        return self._tokens is not None

    async def sign_in(self) -> None:
        """Wait for the person's yes in the browser; the outcome is in `status`."""
        self._tell(LoginStatus(LoginState.ASKING))
        verifier, state = secrets.token_urlsafe(64), secrets.token_urlsafe(24)
        came: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
        runner = web.AppRunner(_page(came, state), access_log=None, shutdown_timeout=1.0)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            back_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            self._tell(
                LoginStatus(
                    LoginState.WAITING,
                    page_url=self._address(back_url, verifier, state),
                    until_wall_ms=self._clock.wall_ms() + round(1000 * _PATIENCE_S),
                )
            )
            answered = await asyncio.wait_for(came, _PATIENCE_S)
            await self._exchange(answered, back_url, verifier)
        except TimeoutError:
            reason = "nobody said yes in the browser in time"
            self._tell(LoginStatus(LoginState.EXPIRED, reason))
        except OSError as error:
            reason = f"the page to come back to cannot be opened: {error.strerror}"
            self._tell(LoginStatus(LoginState.REFUSED, reason))
        except (RefusedError, UnavailableError) as error:
            self._tell(LoginStatus(LoginState.REFUSED, error.what))
        except asyncio.CancelledError:
            self._tell(LoginStatus(self._kept()))
            raise
        finally:
            await runner.cleanup()

    async def sign_out(self) -> None:
        """Give the tokens back and forget them, also when Google is not reached."""
        tokens, self._tokens = self._tokens, None
        self._keeper.keep(None)
        self._tell(LoginStatus())
        if tokens is not None:
            await self._post("revoke", {"token": tokens.refresh or tokens.access})

    async def token(self, stale: str = "") -> str:
        """An access token that is not ``stale``. RefusedError: sign in again."""
        async with self._renewing:
            tokens = self._tokens
            if tokens is None:
                raise RefusedError("nobody is signed in to YouTube", "YouTube")
            is_fresh = tokens.until_wall_ms - self._clock.wall_ms() >= _EARLY_MS
            if is_fresh and tokens.access != stale:
                return tokens.access
            form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
            answer = await self._post("token", {**self._client, **form})
            if answer.status in (400, 401):
                self._tokens = None
                self._keeper.keep(None)
                self._tell(LoginStatus(LoginState.REFUSED, _AGAIN))
                raise RefusedError(_AGAIN, "YouTube")
            return self._taken(answer, tokens.refresh).access

    def _address(self, back_url: str, verifier: str, state: str) -> str:
        digest = hashlib.sha256(verifier.encode()).digest()
        asked = {
            "client_id": self._client["client_id"],
            "redirect_uri": back_url,
            "response_type": "code",
            "scope": SCOPE,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "state": state,
            "access_type": "offline",
            "prompt": "consent",
        }
        return f"{self._page_url}?{urlencode(asked)}"

    async def _exchange(self, answered: dict[str, str], back_url: str, verifier: str) -> None:
        code = answered.get("code", "")
        if not code:
            raise RefusedError(f"YouTube says no: {answered.get('error', '')[:200]}", "YouTube")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": back_url,
        }
        self._taken(await self._post("token", {**self._client, **form}), "")
        self._tell(LoginStatus(LoginState.SIGNED_IN))

    def _taken(self, answer: Answer, refresh: str) -> Tokens:
        """Google gives a refresh token once, and keeps it good."""
        access = answer.text("access_token")
        if not answer.is_good or not access:
            said = answer.text("error")[:200] or answer.status
            raise UnavailableError(f"YouTube gives no token: {said}", "YouTube")
        lasts = answer.body.get("expires_in")
        lasts_s = lasts if isinstance(lasts, int) and 0 < lasts < 10**7 else 3600
        until_ms = self._clock.wall_ms() + 1000 * lasts_s
        scopes = tuple(answer.text("scope").split())
        tokens = Tokens(access, answer.text("refresh_token") or refresh, until_ms, scopes)
        self._keeper.keep(tokens)
        self._tokens = tokens
        return tokens

    async def _post(self, path: str, form: dict[str, str]) -> Answer:
        async with http_session() as session:
            return await ask(session, "POST", f"{self._token_url}/{path}", data=form)

    def _kept(self) -> LoginState:
        return LoginState.SIGNED_IN if self._tokens else LoginState.SIGNED_OUT

    def _tell(self, status: LoginStatus) -> None:
        if status != self.status:
            self.status = status
            self._on_status(status)


def _page(came: asyncio.Future[dict[str, str]], state: str) -> web.Application:
    """Where the browser comes back to; an answer to another question is not looked at."""

    async def back(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.query.get("state", "").encode(), state.encode()):
            raise web.HTTPBadRequest
        if not came.done():
            came.set_result(dict(request.query))
        return web.Response(text=_DONE, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", back)
    return app

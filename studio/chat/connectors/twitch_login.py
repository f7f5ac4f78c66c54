"""Signing in to Twitch with a code that is typed on its page: no secret, no password here.

The refresh token is good for one use: what comes in return is kept before it is used.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import Answer, ask, http_session
from studio.chat.connectors.tokens import TokenKeeper
from studio.core.clock import Clock
from studio.core.errors import UnavailableError
from studio.core.logins import LoginState, LoginStatus, Tokens

AUTH_URL = "https://id.twitch.tv/oauth2"
SCOPES = (
    "user:read:chat",
    "user:write:chat",
    "moderator:manage:chat_messages",
    "moderator:manage:banned_users",
)
_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_VALIDATE_EVERY_MS = 3_600_000
_TRY_AGAIN_MS = 60_000
_EARLY_MS = 60_000
_AGAIN = "sign in to Twitch again"


class TwitchLogin:
    """One account's login, on one loop. ``on_status`` is told every step."""

    def __init__(
        self,
        client_id: str,
        keeper: TokenKeeper,
        clock: Clock,
        on_status: Callable[[LoginStatus], None],
        auth_url: str = AUTH_URL,
    ) -> None:
        self.client_id = client_id
        self.user_id = ""
        self._keeper = keeper
        self._clock = clock
        self._on_status = on_status
        self._url = auth_url
        self._tokens = keeper.load()
        self.status = LoginStatus(self._kept())
        self._renewing = asyncio.Lock()
        self._validate_ms = 0

    @property
    def scopes(self) -> frozenset[str]:
        """What the account lets us do; nothing before somebody signed in."""
        return frozenset(self._tokens.scopes if self._tokens else ())

    async def sign_in(self) -> None:
        """Ask for a code and wait until it was typed in; the outcome is in `status`."""
        self._tell(LoginStatus(LoginState.ASKING))
        try:
            begun = await self._post("device", scopes=" ".join(SCOPES))
            device = begun.text("device_code")
            if not begun.is_good or not device:
                raise RefusedError(f"Twitch gives no code: {_said(begun)}", self._url)
            until_ms = self._clock.wall_ms() + 1000 * int(_number(begun, "expires_in", 1800))
            self._tell(
                LoginStatus(
                    LoginState.WAITING,
                    page_url=begun.text("verification_uri"),
                    code=begun.text("user_code"),
                    until_wall_ms=until_ms,
                )
            )
            await self._await_yes(device, _number(begun, "interval", 5), until_ms)
        except (RefusedError, UnavailableError) as error:
            self._tell(LoginStatus(LoginState.REFUSED, reason=error.what))
        except asyncio.CancelledError:
            self._tell(LoginStatus(self._kept()))
            raise

    async def sign_out(self) -> None:
        """Give the tokens back and forget them, also when Twitch is not reached."""
        tokens, self._tokens = self._tokens, None
        self._keeper.keep(None)
        self.user_id = ""
        self._tell(LoginStatus())
        if tokens is not None:
            await self._post("revoke", token=tokens.access)

    async def token(self) -> str:
        """The access token, a new one if it is about to end. RefusedError: sign in again."""
        tokens = self._tokens
        if tokens is None:
            raise RefusedError("nobody is signed in to Twitch", "Twitch")
        if tokens.until_wall_ms - self._clock.wall_ms() < _EARLY_MS:
            return await self.renewed(tokens.access)
        return tokens.access

    async def renewed(self, stale: str) -> str:
        """Another token than ``stale``. RefusedError: the login was taken back."""
        async with self._renewing:
            tokens = self._tokens
            if tokens is None:
                raise RefusedError(_AGAIN, "Twitch")
            if tokens.access != stale:
                return tokens.access  # somebody was faster; a refresh token is good only once
            answer = await self._post(
                "token", grant_type="refresh_token", refresh_token=tokens.refresh
            )
            if answer.status in (400, 401):
                self._forget()
                raise RefusedError(_AGAIN, "Twitch")
            return self._taken(answer).access

    async def validate(self, is_forced: bool = False) -> None:
        """Ask whether the login still holds, as Twitch wants hourly. RefusedError: it does not."""
        if not is_forced and self._clock.wall_ms() < self._validate_ms:
            return
        self._validate_ms = self._clock.wall_ms() + _TRY_AGAIN_MS
        token = await self.token()
        answer = await self._ask_whose(token)
        if answer.status == 401:
            answer = await self._ask_whose(await self.renewed(token))
        if answer.status == 401:
            self._forget()
            raise RefusedError(_AGAIN, "Twitch")
        if not answer.is_good or not answer.text("user_id"):
            raise UnavailableError(f"Twitch does not say whose login it is: {answer.status}")
        self._validate_ms = self._clock.wall_ms() + _VALIDATE_EVERY_MS
        self.user_id = answer.text("user_id")
        self._tell(LoginStatus(LoginState.SIGNED_IN, account=answer.text("login")))

    async def _await_yes(self, device: str, interval_s: float, until_ms: int) -> None:
        while self._clock.wall_ms() < until_ms:
            await asyncio.sleep(interval_s)
            answer = await self._post(
                "token", scopes=" ".join(SCOPES), device_code=device, grant_type=_GRANT
            )
            if answer.is_good:
                self._taken(answer)
                await self.validate(is_forced=True)
                return
            said = _said(answer).lower()
            if "slow_down" in said:
                interval_s += 5
            elif "pending" not in said and answer.status < 500:
                if "invalid device code" in said or "expired" in said:
                    break
                raise RefusedError(f"Twitch says no: {_said(answer)}", self._url)
        self._tell(LoginStatus(LoginState.EXPIRED, reason="the code was not typed in in time"))

    def _taken(self, answer: Answer) -> Tokens:
        """Keep first, use then: the old refresh token is worth nothing any more."""
        access, refresh = answer.text("access_token"), answer.text("refresh_token")
        if not answer.is_good or not access or not refresh:
            raise UnavailableError(f"Twitch gives no token: {answer.status}", self._url)
        listed = answer.body.get("scope")
        scopes = tuple(str(one) for one in listed) if isinstance(listed, list) else ()
        until_ms = self._clock.wall_ms() + 1000 * int(_number(answer, "expires_in", 3600))
        tokens = Tokens(access, refresh, until_ms, scopes)
        self._tokens = tokens
        self._keeper.keep(tokens)
        return tokens

    def _forget(self) -> None:
        self._tokens = None
        self._keeper.keep(None)
        self._tell(LoginStatus(LoginState.REFUSED, reason=_AGAIN))

    async def _ask_whose(self, token: str) -> Answer:
        headers = {"Authorization": f"OAuth {token}"}
        async with http_session() as session:
            return await ask(session, "GET", f"{self._url}/validate", headers=headers)

    async def _post(self, path: str, **fields: str) -> Answer:
        form = {"client_id": self.client_id, **fields}
        async with http_session() as session:
            return await ask(session, "POST", f"{self._url}/{path}", data=form)

    def _kept(self) -> LoginState:
        return LoginState.SIGNED_IN if self._tokens else LoginState.SIGNED_OUT

    def _tell(self, status: LoginStatus) -> None:
        if status != self.status:
            self.status = status
            self._on_status(status)


def _said(answer: Answer) -> str:
    return answer.text("message")[:200] or str(answer.status)


def _number(answer: Answer, name: str, otherwise: float) -> float:
    found: Any = answer.body.get(name)
    return float(found) if isinstance(found, int | float) and 0 <= found < 1e8 else otherwise

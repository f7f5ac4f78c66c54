"""The platforms of the settings: joined, left and joined anew as those change, and signed in to."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from studio.chat.joined import Joined
from studio.chat.joining import TOKENS, Joining, Login
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.logins import LoginState, LoginStatus
from studio.core.messages.events import Event, PlatformLoginChanged
from studio.core.platforms import (
    AnyPlatform,
    PlatformNow,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
    YouTubePlatform,
    secret_name,
)
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.chat.platforms")

_FORGET_S = 60.0  # as long as taking one off the list can be undone


@dataclass(slots=True)
class _Kept:
    """What is known of one platform. ``joined_as``: None while it is not joined."""

    platform: AnyPlatform
    login: Login | None = None
    joined_as: AnyPlatform | None = None
    signing: asyncio.Task[None] | None = None
    play: str = ""


class Platforms:
    """On the hub's loop. Nothing is joined before the room is there (`attach`)."""

    def __init__(self, joining: Joining, day_units: int, tell: Callable[[Event], None]) -> None:
        self._joining = joining
        self._day_units = day_units
        self._tell = tell
        self._joined: Joined | None = None
        self._kept: dict[str, _Kept] = {}
        self._gone: dict[str, AnyPlatform] = {}
        self._one_at_a_time = asyncio.Lock()
        self._tasks = TaskGroupKeeper("platforms")

    def attach(self, joined: Joined) -> None:
        """The room is open: join."""
        self._joined = joined
        self._tasks.start(self._apply(), "apply")

    def follow(self, platforms: tuple[AnyPlatform, ...]) -> None:
        """These from now on."""
        wanted = {one.id: one for one in platforms}
        for one in [kept for kept_id, kept in self._kept.items() if kept_id not in wanted]:
            self._drop(one)
        for platform in platforms:
            self._gone.pop(platform.id, None)
            kept = self._kept.get(platform.id)
            if kept is None:
                kept = self._kept[platform.id] = _Kept(platform)
                self._log_in_anew(kept)
            elif kept.platform != platform:
                kept.platform, before = platform, kept.platform
                if _client_of(before) != _client_of(platform):
                    self._stop_signing(kept)
                    self._log_in_anew(kept, is_other=bool(_client_of(before)))
        self._kept = {one.id: self._kept[one.id] for one in platforms}
        self._tasks.start(self._apply(), "apply")

    def now(self) -> tuple[PlatformNow, ...]:
        """Each as it is."""
        statuses = {} if self._joined is None else self._joined.by_id()
        return tuple(
            self._now(kept, statuses.get(kept.platform.id)) for kept in self._kept.values()
        )

    def sign_in(self, platform_id: str) -> None:
        """Begin; what is waited for already begins anew. BadInputError: something is missing."""
        kept = self._known(platform_id)
        login = kept.login
        if login is None:
            raise BadInputError("the client id of an app of yours is missing", platform_id)
        self._stop_signing(kept)
        kept.signing = self._tasks.start(self._sign_in(kept, login), "sign-in")

    async def cancel(self, platform_id: str, *, is_out: bool) -> None:
        """Wait for the sign-in no longer; ``is_out``: sign out as well."""
        kept = self._known(platform_id)
        signing = kept.signing
        self._stop_signing(kept)
        if signing is not None:
            await asyncio.gather(signing, return_exceptions=True)
        if is_out and kept.login is not None:
            try:
                await kept.login.sign_out()
            finally:
                await self._rejoin(kept)

    async def keep_secret(self, platform_id: str, name: str, secret: str) -> None:
        """Keep it and join with it. BadInputError for a name that the platform does not have."""
        kept = self._known(platform_id)
        if name not in kept.platform.secrets:
            raise BadInputError("this platform has no such secret", name)
        lies_as = secret_name(platform_id, name)
        await asyncio.to_thread(self._joining.secrets.set, lies_as, secret.strip())
        if isinstance(kept.platform, YouTubePlatform):
            self._stop_signing(kept)
            self._log_in_anew(kept)
        await self._rejoin(kept)

    async def retry(self, platform_id: str) -> None:
        """Connect now; a recorded show is heard anew, under another name."""
        kept = self._known(platform_id)
        if isinstance(kept.platform, ReplayPlatform):
            kept.play = f"({self._joining.clock.wall_ms() // 1000})"
        is_joined = kept.joined_as is not None and self._joined is not None
        if is_joined and self._joined is not None and not kept.play:
            self._joined.retry(platform_id)
        else:
            await self._rejoin(kept)

    async def close(self) -> None:
        """End what is waited for; what was taken off the list is forgotten now."""
        await self._tasks.close()
        for platform in self._gone.values():
            await asyncio.to_thread(self._forget, platform)

    async def _apply(self) -> None:
        """Leave what is not wanted so any more, join what is."""
        async with self._one_at_a_time:
            joined = self._joined
            if joined is None:
                return
            for platform_id in set(joined.by_id()) - set(self._kept):
                await joined.leave(platform_id)
            for kept in list(self._kept.values()):
                if kept.joined_as != kept.platform:
                    await self._join(joined, kept)

    async def _join(self, joined: Joined, kept: _Kept) -> None:
        platform = kept.joined_as = kept.platform
        await joined.leave(platform.id)
        if not platform.is_enabled:
            return
        try:
            connector = self._joining.connector_of(
                platform, kept.login, joined.hear_status, kept.play
            )
        except BadInputError as error:
            joined.say_absent(_absent(platform, ConnectorState.REFUSED, error.what))
        else:
            joined.join(connector)

    async def _rejoin(self, kept: _Kept) -> None:
        kept.joined_as = None
        await self._apply()

    async def _sign_in(self, kept: _Kept, login: Login) -> None:
        await login.sign_in()
        if login.status.state is LoginState.SIGNED_IN:
            await self._rejoin(kept)

    def _log_in_anew(self, kept: _Kept, *, is_other: bool = False) -> None:
        """``is_other``: by another app, which what was kept is no good for."""
        platform_id = kept.platform.id
        if is_other:
            self._joining.secrets.set(secret_name(platform_id, TOKENS), "")

        def on_status(status: LoginStatus) -> None:
            told = LoginStatus(status.state, status.reason, "", "", 0, status.account)
            self._tell(PlatformLoginChanged(platform_id, told))

        kept.login = self._joining.login_of(kept.platform, on_status)

    def _drop(self, kept: _Kept) -> None:
        """Off the list; its secrets stay a minute longer, so that this can be undone."""
        self._stop_signing(kept)
        platform = kept.platform
        self._gone[platform.id] = platform
        del self._kept[platform.id]
        self._tasks.start(self._forget_later(platform, kept.login), "forget")

    async def _forget_later(self, platform: AnyPlatform, login: Login | None) -> None:
        await asyncio.sleep(_FORGET_S)
        if self._gone.get(platform.id) is not platform:
            return
        del self._gone[platform.id]
        if login is not None:
            with contextlib.suppress(StudioError):
                await login.sign_out()
        await asyncio.to_thread(self._forget, platform)

    def _forget(self, platform: AnyPlatform) -> None:
        try:
            for name in (*platform.secrets, TOKENS):
                lies_as = secret_name(platform.id, name)
                if self._joining.secrets.has(lies_as):
                    self._joining.secrets.set(lies_as, "")
        except StudioError as error:
            _log.warning("secrets not forgotten", extra={"error": str(error)})

    def _stop_signing(self, kept: _Kept) -> None:
        if kept.signing is not None:
            kept.signing.cancel()
            kept.signing = None

    def _known(self, platform_id: str) -> _Kept:
        kept = self._kept.get(platform_id)
        if kept is None:
            raise NotFoundError("there is no such platform", platform_id)
        return kept

    def _now(self, kept: _Kept, status: ConnectorStatus | None) -> PlatformNow:
        platform, has = kept.platform, self._joining.secrets.has
        return PlatformNow(
            platform.id,
            status or _absent(platform, ConnectorState.OFF),
            kept.login.status if kept.login is not None else LoginStatus(),
            kept.login is not None,
            tuple(name for name in platform.secrets if has(secret_name(platform.id, name))),
            self._day_units if isinstance(platform, YouTubePlatform) else 0,
        )


def _absent(platform: AnyPlatform, state: ConnectorState, reason: str = "") -> ConnectorStatus:
    return ConnectorStatus(platform.id, platform.kind, platform.label, state, reason)


def _client_of(platform: AnyPlatform) -> str:
    """What its login is made with; empty: nobody signs in."""
    if isinstance(platform, TwitchPlatform) and platform.mode is TwitchMode.ACCOUNT:
        return platform.client_id
    return platform.client_id if isinstance(platform, YouTubePlatform) else ""

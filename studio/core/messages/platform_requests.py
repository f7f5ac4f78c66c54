"""Requests about platforms that are joined; which they are is in the settings."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.messages.request_base import Request, Right
from studio.core.platforms import MOST_SECRET_CHARACTERS, PlatformId


class GetPlatforms(Request, frozen=True):
    """Every platform of the settings as it is now; answered by `PlatformsNow`."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False


class StartPlatformLogin(Request, frozen=True):
    """Sign in; `PlatformLoginChanged` tells how far it is, `GetPlatforms` what has to be done."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    platform_id: PlatformId


class CancelPlatformLogin(Request, frozen=True):
    """Wait for the sign-in no longer; with ``is_out`` also sign out."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    platform_id: PlatformId
    is_out: bool = False


class SetPlatformSecret(Request, frozen=True):
    """One of a platform's secrets; empty takes it away. It is never told again."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    platform_id: PlatformId
    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]{1,40}\Z")]
    secret: Annotated[str, msgspec.Meta(max_length=MOST_SECRET_CHARACTERS)]


class RetryPlatform(Request, frozen=True):
    """Connect now, also where the platform had refused; a recorded show begins anew."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    platform_id: PlatformId


class SetStorePassword(Request, frozen=True):
    """The password of the database in the settings; empty takes it away. Holds from next start."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    secret: Annotated[str, msgspec.Meta(max_length=MOST_SECRET_CHARACTERS)]


AnyPlatformRequest = (
    GetPlatforms
    | StartPlatformLogin
    | CancelPlatformLogin
    | SetPlatformSecret
    | RetryPlatform
    | SetStorePassword
)

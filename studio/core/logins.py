"""Signing in to a platform: what a person is asked to do, and how far it is. Plain data."""

import enum

import msgspec


class LoginState(enum.Enum):
    """`WAITING`: the person has to say yes on the platform's own page."""

    SIGNED_OUT = "signed_out"
    ASKING = "asking"
    WAITING = "waiting"
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    EXPIRED = "expired"


class LoginStatus(msgspec.Struct, frozen=True, rename="camel"):
    """How far it is. ``page_url`` is to be opened; ``code`` is typed there where there is one."""

    state: LoginState = LoginState.SIGNED_OUT
    reason: str = ""
    page_url: str = ""
    code: str = ""
    until_wall_ms: int = 0
    account: str = ""


class Tokens(msgspec.Struct, frozen=True):
    """What an account is acted for with. It is a secret: it never prints itself."""

    access: str
    refresh: str = ""
    until_wall_ms: int = 0
    scopes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Tokens(…)"

    __str__ = __repr__

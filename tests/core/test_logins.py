"""Tokens never print themselves."""

from studio.core.logins import LoginState, LoginStatus, Tokens


def test_tokens_do_not_print_themselves() -> None:
    tokens = Tokens("secret-access", "secret-refresh")
    assert "secret" not in f"{tokens} {tokens!r} {[tokens]}"


def test_nobody_is_signed_in_at_first() -> None:
    assert LoginStatus().state is LoginState.SIGNED_OUT

"""The database's address as a person gives it, and its password, which is kept apart from it."""

from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from studio.core.errors import BadInputError

STORE_PASSWORD = "store.password"  # noqa: S105 - the name it is kept by
_SCHEMES = ("postgresql", "postgres")


def check_store(url: str) -> None:
    """BadInputError for an address that cannot be one; empty is the file in the data folder."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise BadInputError("the database's address cannot be read", "store") from error
    if parts.scheme not in _SCHEMES:
        raise BadInputError("the database's address must begin with postgresql://", "store")
    if any(sign.isspace() or ord(sign) < 32 for sign in url) or len(parts.path) < 2:
        raise BadInputError(
            "the address must name a database: postgresql://user@host/name", "store"
        )
    names = {name.lower() for name, _ in parse_qsl(parts.query)}
    if parts.password is not None or names & {"password", "passfile"}:
        raise BadInputError("the password goes into its own field", "store")


def with_password(url: str, password: str) -> str:
    """The whole address, never to be shown or logged."""
    parts = urlsplit(url)
    if not url or not password or not parts.username:
        return url.replace("postgres://", "postgresql://", 1)
    host = parts.netloc.rpartition("@")[2]
    place = f"{parts.username}:{quote(password, safe='')}@{host}"
    return urlunsplit(("postgresql", place, parts.path, parts.query, ""))

import pytest

from studio.core.errors import BadInputError
from studio.core.store_address import check_store, with_password


@pytest.mark.parametrize(
    "url",
    ["", "postgresql://hawker@db.example.org:5433/chat?sslmode=require", "postgres:///chat"],
)
def test_what_can_be_an_address_is_taken(url: str) -> None:
    check_store(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://a/b", "must begin with postgresql://"),
        ("sqlite:////etc/passwd", "must begin with postgresql://"),
        ("postgresql://host", "must name a database"),
        ("postgresql://host/a b", "must name a database"),
        ("postgresql://u:word@host/chat", "its own field"),
        ("postgresql://u@host/chat?password=word", "its own field"),
        ("postgresql://host:port/chat", "cannot be read"),
    ],
)
def test_what_cannot_is_said_without_the_password(url: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words) as caught:
        check_store(url)
    assert "word@" not in str(caught.value)


def test_the_password_is_put_in_whatever_signs_it_has() -> None:
    whole = with_password("postgres://anna@db:5433/chat?sslmode=require", "p@:/w ?")
    assert whole == "postgresql://anna:p%40%3A%2Fw%20%3F@db:5433/chat?sslmode=require"
    assert with_password("postgresql://db/chat", "word") == "postgresql://db/chat"
    assert with_password("", "word") == ""

import pytest

from studio.web.obs_socket.auth import Question, new_password, proof


def test_the_proof_is_as_the_protocol_says() -> None:
    """The example of the protocol's own description."""
    assert (
        proof(
            "supersecretpassword",
            "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=",
            "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY=",
        )
        == "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4="
    )


def test_only_the_password_answers_and_only_this_question() -> None:
    question, other = Question(), Question()
    assert question != other
    answer = proof("word", question.salt, question.challenge)
    assert question.is_answered_by("word", answer)
    assert not other.is_answered_by("word", answer)
    assert not question.is_answered_by("other", answer)


@pytest.mark.parametrize("given", [None, 1, "", [], "x" * 1000])
def test_nothing_else_does(given: object) -> None:
    assert not Question().is_answered_by("word", given)


def test_without_a_password_nobody_comes_in() -> None:
    question = Question()
    assert not question.is_answered_by("", proof("", question.salt, question.challenge))


def test_passwords_are_long_and_new() -> None:
    assert len({new_password() for _ in range(50)}) == 50
    assert len(new_password()) >= 22

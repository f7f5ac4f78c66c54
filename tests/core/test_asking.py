import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.asking import is_question


@pytest.mark.parametrize(
    "text",
    [
        "how much is the tee",
        "Is it still there",
        "hi, does it come in blue",
        "and the shipping?",
        "can you tell me how long delivery takes",
        "这个多少钱",
        "有没有大码",
        "可以便宜点吗",
        "那黑色的呢",
        "现在还有货么。",
        "什么时候发货",
        "これはいくら",
        "サイズはありますか",
        "もう終わりましたか",
        "얼마예요",
        "이거 언제 와요",
        "파란색 있나요",
        "cuánto cuesta",
        "¿hay en azul",
        "hola, tienes talla grande",
        "me dices cuándo llega",
        "Was kostet das?",
        "这是谁？",
    ],
)
def test_asked(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "？！",
        "hello everybody",
        "so pretty",
        "look https://shop.example/?id=7 and www.a.example/x?y",
        "I know what I want",
        "好看",
        "已经买了",
        "どうもありがとう",
        "かわいい",
        "예뻐요",
        "me encanta",
        "somewhere over the rainbow",
        "666",
    ],
)
def test_not_asked(text: str) -> None:
    assert not is_question(text)


@given(st.text(max_size=500))
def test_every_text_has_an_answer(text: str) -> None:
    assert is_question(text) in (True, False)
    assert is_question(text + " a?")

"""Lines as a busy room writes them, in three scripts; the same for the same number."""

import random

_LATIN = (
    "how much is",
    "the blue bowl",
    "does it hold water",
    "can you show",
    "the other side",
    "ships to canada",
    "love this glaze",
    "what size",
    "is the kiln still warm",
    "hello from berlin",
    "mine arrived today",
    "thank you",
    "same here",
    "which clay do you use",
    "turn it around please",
    "the small one",
)
_DENSE = (
    "多少钱",
    "这个碗好看",
    "可以微波炉吗",
    "想要蓝色的",
    "包邮吗",
    "还有大一点的吗",
    "主播好",
    "已经下单了",
)
_OTHERS = ("かわいい", "いくらですか", "色が好き", "예뻐요", "얼마예요", "배송 되나요")
_NAMES = ("Anna", "小雨", "Kenji", "Maya", "老王", "Zoë", "민수", "Ravi", "Олег", "Lucía")


def line_of(number: int) -> str:
    """Of some words; one in seven is Chinese, one in twenty Japanese or Korean."""
    chance = random.Random(number)
    kind = chance.random()
    if kind < 0.05:
        return " ".join(chance.sample(_OTHERS, 2))
    if kind < 0.2:
        return ",".join(chance.sample(_DENSE, 2))
    return " ".join(chance.sample(_LATIN, chance.randint(1, 3)))


def name_of(person: int) -> str:
    """Nobody else has it."""
    return f"{_NAMES[person % len(_NAMES)]}{person}"

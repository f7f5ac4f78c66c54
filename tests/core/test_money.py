import pytest

from studio.core.chat import Money
from studio.core.money import in_words


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Money(3000, "CNY"), "¥ 30.00"),
        (Money(500, "JPY"), "¥ 500"),
        (Money(123_456_789, "USD"), "$ 1,234,567.89"),
        (Money(5, "EUR"), "€ 0.05"),
        (Money(1000, "CHF"), "CHF 10.00"),
        (Money(0, ""), "0.00"),
    ],
)
def test_an_amount_reads_as_people_write_it(amount: Money, said: str) -> None:
    assert in_words(amount) == said

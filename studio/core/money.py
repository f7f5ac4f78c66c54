"""Amounts as people read them."""

from studio.core.chat import Money

# ISO 4217: currencies whose smallest unit is the unit itself.
_WHOLE = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "UGX", "PYG", "XAF", "XOF", "XPF", "RWF"})
_SIGNS = {"CNY": "¥", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "USD": "$"}


def in_words(amount: Money) -> str:
    """``¥ 30.00``; a currency without a sign that everybody knows by its three letters."""
    units = amount.minor_units
    said = f"{units:,}" if amount.currency in _WHOLE else f"{units / 100:,.2f}"
    return f"{_SIGNS.get(amount.currency, amount.currency)} {said}".strip()

import re

from studio.core.emotes import EMOTES, with_emotes
from tests.support.sources import ROOT


def test_codes_become_emoji_and_everything_else_stays() -> None:
    assert with_emotes("hi :heart: and :rose:") == "hi ❤️ and 🌹"
    for text in ("10:30 or 11:30", ":nobody:", "::", "a:b:c", ": heart :", ":heart"):
        assert with_emotes(text) == text


def test_every_code_is_one_emoji_of_its_own() -> None:
    assert len(set(EMOTES.values())) == len(EMOTES)
    assert all(re.fullmatch("[a-z]{2,12}", code) for code in EMOTES)
    assert all(not any(sign.isalnum() for sign in emoji) for emoji in EMOTES.values())


def test_the_page_offers_the_same_ones_in_the_same_order() -> None:
    script = (ROOT / "assets" / "viewer" / "emotes.js").read_text(encoding="utf-8")
    listed = script.partition("EMOTES = [")[2].partition("]")[0]
    assert re.findall("'([^']+)'", listed) == list(EMOTES.values())

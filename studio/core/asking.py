"""Whether somebody asks something: a plain rule over the words, in the languages we know."""

import re

# An address with a question mark in it asks nothing.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_MARKS = ("?", "？", "؟", "¿")
_ANYWHERE = re.compile(
    "|".join(
        (
            # Chinese
            "多少|什么|什麼|怎么|怎麼|为什么|為什麼|为啥|啥时|几点|几号|几天|哪里|哪裡|哪儿|哪个|哪個",
            "哪款|哪种|谁能|有没有|有沒有|是不是|能不能|可不可以|可以吗|会不会|要不要|多久|多大|多长",
            "如何|求问|请问|請問|想问",
            # Japanese
            "いくら|どこ|いつ|どう(?!も)|なぜ|誰が|何時|何色|どれ|どの|ですか|ますか|でしょうか|ませんか",
            # Korean
            "얼마|어디|언제|어떻게|누구|인가요|나요|까요|습니까|있어요|되나|뭐예요|무슨|몇",
        )
    )
)
_AT_END = re.compile(r"(?:[吗嗎呢么麼]|か)[\s。.!！~～]*$")
_WORDS_AT_BEGIN = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|so|and|but|sorry|please|hola)\W+)?(?:"
    r"how|what|whats|what's|when|where|which|who|whose|why|is|are|am|was|were|do|does|did|can|could"
    r"|will|would|should|has|have|any|anyone|anybody"
    r"|cu[aá]nto|cu[aá]nta|cu[aá]ntos|cu[aá]ntas|qu[eé]|c[oó]mo|cu[aá]ndo|d[oó]nde|cu[aá]l"
    r"|cu[aá]les|qui[eé]n|por qu[eé]|hay|tienen|tienes"
    r")\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:how (?:much|many|long|big|do|does|can)|what (?:size|colou?r|time|is|are)|where can"
    r"|cuánt[oa]s?|cómo|cuándo|dónde|cuál(?:es)?|quién|por qué)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Chinese, English, Japanese, Korean, Spanish, and a question mark in any language."""
    words = _ADDRESS.sub(" ", text)
    if not _LETTER.search(words):
        return False
    return (
        any(mark in words for mark in _MARKS)
        or _ANYWHERE.search(words) is not None
        or _AT_END.search(words.strip()) is not None
        or _WORDS_AT_BEGIN.search(words) is not None
        or _WITHIN.search(words) is not None
    )

"""Bait to leave the room: messengers, numbers and groups to write to."""

import re

from studio.chat.rules.seen_message import SeenMessage
from studio.core.moderation import ContactsRule

_DENSE_NAMES = (
    "(?<=[加+➕])(?:薇|微|威|v)(?![a-z])|微信|薇信|威信|维信|v信|v❤|微x|q群|扣扣|企鹅号|电报|飞机号"
)
_LATIN_NAMES = (
    r"wechat|weixin|wx|vx|qq|whatsapp|watsapp|whats\s?app|telegram|line\s?id|kakao|"
    r"snap(?:chat)?|discord|ig|insta(?:gram)?|signal"
)
_MESSENGER = rf"(?:{_DENSE_NAMES}|(?<![a-z])(?:{_LATIN_NAMES})(?![a-z]))"
_ADD = (
    r"加|\+|➕|私|联系|找我|add|dm|text|message|msg|hit|contact|write|join|"
    r"escr[ií]beme|追加|연락"
)
_BAIT = re.compile(
    rf"(?:{_ADD})[^。.!?\n]{{0,12}}?{_MESSENGER}|"
    rf"{_MESSENGER}[^。.!?\n]{{0,8}}?[:：号]?\s*[a-z0-9_-]{{5,}}",
    re.IGNORECASE,
)
_BIO = re.compile(r"link in (?:my )?bio|看(?:我)?主页|私聊|戳(?:我)?头像|check my (?:page|profile)")
# A call to write, and a name with letters and digits as messengers have them.
_NAME = r"(?<![a-z0-9])(?=[a-z_-]*\d)(?=\d*[a-z_])[a-z0-9_-]{6,}"
_NAMED = re.compile(rf"(?:{_ADD}|滴滴)[^。.!?\n]{{0,6}}?{_NAME}")
# Twelve digits or so in the usual groups; prices and sizes are shorter.
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s().-]?\d){8,14}(?!\w)")
_CIRCLED = {ord(sign): str(number) for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨")}
_CHINESE = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789")


def found_contact(rule: ContactsRule, message: SeenMessage) -> tuple[str, str] | None:
    """Why it fires and on which piece."""
    del rule
    bait = next(filter(None, (look.search(message.plain) for look in (_BAIT, _BIO, _NAMED))), None)
    if bait is not None:
        return "it asks people to write elsewhere", bait.group().strip()[:60]
    digits = message.text.translate(_CIRCLED)
    for reading in (digits, digits.translate(_CHINESE)):
        phone = _PHONE.search(reading)
        if phone is not None:
            return "it has a phone number", phone.group()[:30]
    return None

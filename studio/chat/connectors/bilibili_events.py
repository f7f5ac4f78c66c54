"""What bilibili's Open Live says of a room: words, gifts, paid words, guards, likes."""

from typing import Any

import msgspec

from studio.core.chat import ChatRole, Fragment, FragmentKind, Money
from studio.core.connectors import Alive, AnyHeard, MessageGone, MessageHeard, NoticeHeard
from studio.core.errors import BadInputError, UnavailableError

_FEN_PER_COIN = 10  # a thousand coins are a yuan
_PREFIX = "LIVE_OPEN_PLATFORM_"
_GUARDS = {1: "总督", 2: "提督", 3: "舰长"}


class _Envelope(msgspec.Struct, frozen=True):
    cmd: str
    data: dict[str, Any] = {}


class _Person(msgspec.Struct, frozen=True):
    open_id: str
    uname: str


class _Words(msgspec.Struct, frozen=True):
    open_id: str
    uname: str
    msg: str
    msg_id: str
    timestamp: int
    emoji_img_url: str = ""
    dm_type: int = 0
    is_admin: int = 0
    guard_level: int = 0
    fans_medal_wearing_status: bool = False
    reply_open_id: str = ""


class _Gift(msgspec.Struct, frozen=True):
    open_id: str
    uname: str
    msg_id: str
    gift_name: str
    gift_num: int
    price: int
    paid: bool = False
    r_price: int | None = None


class _Paid(msgspec.Struct, frozen=True):
    open_id: str
    uname: str
    message_id: int
    message: str
    rmb: int
    timestamp: int
    guard_level: int = 0


class _Gone(msgspec.Struct, frozen=True):
    message_ids: tuple[int, ...]


class _Guard(msgspec.Struct, frozen=True):
    user_info: _Person
    msg_id: str
    guard_level: int
    guard_num: int = 1
    guard_unit: str = ""
    price: int = 0


class _Like(msgspec.Struct, frozen=True):
    open_id: str
    uname: str
    like_count: int = 1
    like_text: str = ""


def read_event(body: bytes) -> tuple[str, list[AnyHeard]]:
    """The event's own id, empty where it has none, and what was heard.

    BadInputError when it does not say what it must, UnavailableError when the platform stops.
    """
    try:
        envelope = msgspec.json.decode(body, type=_Envelope)
        heard = _heard_of(envelope.cmd.removeprefix(_PREFIX), envelope.data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadInputError(f"bilibili sent what cannot be read: {error}", "bilibili") from error
    found = envelope.data.get("msg_id")
    return (found if isinstance(found, str) else "", heard)


def _heard_of(kind: str, data: dict[str, Any]) -> list[AnyHeard]:
    if kind == "DM":
        return [_words(msgspec.convert(data, _Words))]
    if kind == "SEND_GIFT":
        return [_gift(msgspec.convert(data, _Gift))]
    if kind == "SUPER_CHAT":
        return [_paid(msgspec.convert(data, _Paid))]
    if kind == "SUPER_CHAT_DEL":
        gone = msgspec.convert(data, _Gone)
        return [MessageGone(_paid_id(number)) for number in gone.message_ids]
    if kind == "GUARD":
        return [_guard(msgspec.convert(data, _Guard))]
    if kind == "LIKE":
        like = msgspec.convert(data, _Like)
        text = like.like_text or f"{like.uname} 点赞了"
        return [NoticeHeard(text, "like", like.open_id, like.uname, max(1, like.like_count))]
    if kind == "INTERACTION_END":
        raise UnavailableError("bilibili ended the session", "bilibili")
    return [Alive()]


def _words(words: _Words) -> MessageHeard:
    kind = FragmentKind.EMOTE if words.dm_type == 1 else FragmentKind.TEXT
    ref = words.emoji_img_url if words.dm_type == 1 else ""
    roles = _roles(words.guard_level)
    if words.is_admin:
        roles |= {ChatRole.MODERATOR}
    return MessageHeard(
        platform_id=words.msg_id,
        user_id=words.open_id,
        name=words.uname,
        fragments=(Fragment(words.msg, kind, ref),),
        sent_wall_ms=words.timestamp * 1000,
        roles=frozenset(roles),
    )


def _gift(gift: _Gift) -> NoticeHeard:
    coins = (gift.price if gift.r_price is None else gift.r_price) * gift.gift_num
    amount = Money(coins // _FEN_PER_COIN, "CNY") if gift.paid and coins > 0 else None
    text = f"{gift.uname} 送出 {gift.gift_name} ×{gift.gift_num}"
    return NoticeHeard(text, "gift", gift.open_id, gift.uname, max(1, gift.gift_num), amount)


def _paid(paid: _Paid) -> MessageHeard:
    return MessageHeard(
        platform_id=_paid_id(paid.message_id),
        user_id=paid.open_id,
        name=paid.uname,
        fragments=(Fragment(paid.message),),
        sent_wall_ms=paid.timestamp * 1000,
        roles=frozenset(_roles(paid.guard_level)),
        amount=Money(paid.rmb * 100, "CNY"),
    )


def _guard(guard: _Guard) -> NoticeHeard:
    name = _GUARDS.get(guard.guard_level, "大航海")
    person = guard.user_info
    fen = guard.price * guard.guard_num // _FEN_PER_COIN
    amount = Money(fen, "CNY") if fen > 0 else None
    text = f"{person.uname} 开通了{name} ×{guard.guard_num}{guard.guard_unit}"
    return NoticeHeard(text, "guard", person.open_id, person.uname, max(1, guard.guard_num), amount)


def _paid_id(number: int) -> str:
    return f"sc-{number}"


def _roles(guard_level: int) -> set[ChatRole]:
    return {ChatRole.SUBSCRIBER} if guard_level in _GUARDS else set()

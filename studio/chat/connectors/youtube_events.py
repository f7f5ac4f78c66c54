"""What YouTube's live chat messages say, checked and in our words."""

from typing import Any

import msgspec

from studio.chat.connectors.twitch_events import wall_ms_of
from studio.core.chat import ChatRole, Fragment, Money
from studio.core.connectors import (
    AnyHeard,
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
)
from studio.core.errors import BadInputError

ENDED = "chatEndedEvent"
_NO_MINOR = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"}
    | {"XAF", "XOF", "XPF"}
)
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_NOTICES = {
    "newSponsorEvent": "member",
    "memberMilestoneChatEvent": "member",
    "membershipGiftingEvent": "gift",
    "giftMembershipReceivedEvent": "gift",
    "giftEvent": "gift",
    "sponsorOnlyModeStartedEvent": "members_only",
    "sponsorOnlyModeEndedEvent": "members_only_off",
    "pollEvent": "poll",
}


class _Author(msgspec.Struct, frozen=True, rename="camel"):
    channel_id: str
    display_name: str = ""
    is_chat_owner: bool = False
    is_chat_moderator: bool = False
    is_chat_sponsor: bool = False


class _Text(msgspec.Struct, frozen=True, rename="camel"):
    message_text: str


class _Paid(msgspec.Struct, frozen=True, rename="camel"):
    amount_micros: str
    currency: str
    user_comment: str = ""


class _Milestone(msgspec.Struct, frozen=True, rename="camel"):
    user_comment: str = ""


class _Gifting(msgspec.Struct, frozen=True, rename="camel"):
    gift_memberships_count: int = 1


class _Deleted(msgspec.Struct, frozen=True, rename="camel"):
    deleted_message_id: str


class _Retracted(msgspec.Struct, frozen=True, rename="camel"):
    retracted_message_id: str


class _BannedWho(msgspec.Struct, frozen=True, rename="camel"):
    channel_id: str


class _Banned(msgspec.Struct, frozen=True, rename="camel"):
    banned_user_details: _BannedWho
    ban_type: str = "permanent"
    ban_duration_seconds: str = "0"


class _Snippet(msgspec.Struct, frozen=True, rename="camel"):
    type: str
    published_at: str = ""
    display_message: str = ""
    text_message_details: _Text | None = None
    super_chat_details: _Paid | None = None
    super_sticker_details: _Paid | None = None
    member_milestone_chat_details: _Milestone | None = None
    membership_gifting_details: _Gifting | None = None
    message_deleted_details: _Deleted | None = None
    message_retracted_details: _Retracted | None = None
    user_banned_details: _Banned | None = None


class _Item(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    snippet: _Snippet
    author_details: _Author | None = None


def read_item(item: Any, now_wall_ms: int) -> tuple[str, str, list[AnyHeard]]:
    """Its id, its kind and what was heard. BadInputError when it does not say what it must."""
    try:
        read = msgspec.convert(item, _Item)
        return read.id, read.snippet.type, _heard_of(read, now_wall_ms)
    except (msgspec.ValidationError, ValueError) as error:
        raise BadInputError(f"YouTube sent what cannot be read: {error}", "YouTube") from error


def _heard_of(item: _Item, now_wall_ms: int) -> list[AnyHeard]:
    snippet = item.snippet
    if snippet.type == "textMessageEvent" and snippet.text_message_details:
        return [_message(item, snippet.text_message_details.message_text, None, now_wall_ms)]
    paid = snippet.super_chat_details or snippet.super_sticker_details
    if snippet.type in ("superChatEvent", "superStickerEvent") and paid:
        text = paid.user_comment or snippet.display_message
        return [_message(item, text, _money(paid), now_wall_ms)]
    if snippet.type == "messageDeletedEvent" and snippet.message_deleted_details:
        return [MessageGone(snippet.message_deleted_details.deleted_message_id)]
    if snippet.type == "messageRetractedEvent" and snippet.message_retracted_details:
        return [MessageGone(snippet.message_retracted_details.retracted_message_id)]
    if snippet.type == "tombstone":
        return [MessageGone(item.id)]
    if snippet.type == "userBannedEvent" and snippet.user_banned_details:
        banned = snippet.user_banned_details
        seconds = int(banned.ban_duration_seconds) if banned.ban_type == "temporary" else 0
        return [PersonCleared(banned.banned_user_details.channel_id, seconds)]
    return _notices(item, now_wall_ms) if snippet.type in _NOTICES else []


def _notices(item: _Item, now_wall_ms: int) -> list[AnyHeard]:
    snippet, author = item.snippet, item.author_details
    gifting = snippet.membership_gifting_details
    notice = NoticeHeard(
        snippet.display_message,
        _NOTICES[snippet.type],
        author.channel_id if author else "",
        author.display_name if author else "",
        max(1, gifting.gift_memberships_count) if gifting else 1,
    )
    milestone = snippet.member_milestone_chat_details
    if milestone is not None and milestone.user_comment:
        return [notice, _message(item, milestone.user_comment, None, now_wall_ms)]
    return [notice]


def _message(item: _Item, text: str, amount: Money | None, now_wall_ms: int) -> MessageHeard:
    author = item.author_details
    if author is None:
        raise BadInputError("YouTube sent what cannot be read: nobody wrote it", "YouTube")
    marks = {
        ChatRole.BROADCASTER: author.is_chat_owner,
        ChatRole.MODERATOR: author.is_chat_moderator,
        ChatRole.SUBSCRIBER: author.is_chat_sponsor,
    }
    return MessageHeard(
        platform_id=item.id,
        user_id=author.channel_id,
        name=author.display_name,
        fragments=(Fragment(text),),
        sent_wall_ms=wall_ms_of(item.snippet.published_at, now_wall_ms),
        roles=frozenset(role for role, is_so in marks.items() if is_so),
        amount=amount,
    )


def _money(paid: _Paid) -> Money:
    """Micros of a whole to minor units: a yen has none, a dinar a thousand."""
    currency = paid.currency.upper()
    per_whole = 1 if currency in _NO_MINOR else 1000 if currency in _THREE else 100
    return Money(int(paid.amount_micros[:18]) * per_whole // 1_000_000, currency)

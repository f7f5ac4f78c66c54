"""Requests about what lies over the picture and on top of the page's chat."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.messages.chat_requests import MessageId
from studio.core.messages.request_base import Request, Right
from studio.core.overlay import Cards
from studio.core.pins import PictureParts


class PinMessage(Request, frozen=True):
    """Pin a message everybody sees, instead of the one before. ``seconds`` 0: until taken down."""

    right: ClassVar[Right] = Right.PIN
    is_for_engine: ClassVar[bool] = False
    message_id: MessageId
    is_on_picture: bool = True
    is_on_page: bool = True
    seconds: Annotated[int, msgspec.Meta(ge=0, le=86_400)] = 0


class Unpin(Request, frozen=True):
    """Take the pinned message down; nothing happens when there is none."""

    right: ClassVar[Right] = Right.PIN
    is_for_engine: ClassVar[bool] = False


class GetPinned(Request, frozen=True):
    """What is pinned and what else the picture shows; answered by `Pinned`."""

    right: ClassVar[Right] = Right.READ_CHAT
    is_for_engine: ClassVar[bool] = False


class SetPictureParts(Request, frozen=True):
    """Show polls and draws on the picture while they run, or not."""

    right: ClassVar[Right] = Right.PIN
    is_for_engine: ClassVar[bool] = False
    parts: PictureParts


class ShowOverlay(Request, frozen=True):
    """These cards over the picture and no others. Only the hub asks.

    ``is_at_once``: what goes is gone with the next picture, without a fade.
    """

    right: ClassVar[Right] = Right.SIGNAL
    cards: Cards = ()
    is_at_once: bool = False


AnyPinRequest = PinMessage | Unpin | GetPinned | SetPictureParts | ShowOverlay

"""What platforms say beside messages, as the log keeps it: gifts, likes, who joined."""

from typing import ClassVar

from studio.core.chat import Money, NoticeKind, Platform
from studio.core.records.payload import Payload


class NoticeReceived(Payload, frozen=True, tag="notice_received"):
    """Of one person and one kind, summed over a second; the record's actor did it."""

    personal: ClassVar[tuple[str, ...]] = ("name", "text")

    platform: Platform
    channel: str
    notice: NoticeKind
    count: int = 1
    amount: Money | None = None
    name: str = ""
    text: str = ""

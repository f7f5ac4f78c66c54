"""What may be done in a platform's room; a connector overrides what its platform lets it do."""

from studio.chat.connectors.bucket import TokenBucket
from studio.core.errors import UnavailableError


class Acts:
    """Every act raises UnavailableError when it cannot be done, or cannot be done now."""

    def __init__(self, channel: str, bucket: TokenBucket | None) -> None:
        self._channel = channel
        self._bucket = bucket

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room. UnavailableError when not now, BadInputError never can."""
        del text, reply_to
        raise self._cannot("send messages")

    async def delete(self, platform_id: str) -> None:
        """Take a message away on the platform."""
        del platform_id
        raise self._cannot("delete messages")

    async def time_out(self, user_id: str, seconds: int, reason: str) -> None:
        """Let somebody be silent for a while."""
        del user_id, seconds, reason
        raise self._cannot("time out")

    async def ban(self, user_id: str, reason: str) -> None:
        """Let somebody be silent for good."""
        del user_id, reason
        raise self._cannot("ban")

    async def readmit(self, user_id: str) -> None:
        """Let somebody write again."""
        del user_id
        raise self._cannot("let somebody in again")

    def spend(self) -> None:
        """One message of what the platform allows; UnavailableError when it is used up."""
        if self._bucket is not None:
            self._bucket.take()

    def _cannot(self, act: str) -> UnavailableError:
        return UnavailableError(f"this connection cannot {act}", self._channel)

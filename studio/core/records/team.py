"""What the team of a show does among itself, and what it writes down about persons."""

from typing import ClassVar

from studio.core.records.payload import Payload
from studio.core.teamwork import Mark


class TeamWhispered(Payload, frozen=True, tag="team_whispered"):
    """One of the team said something to the others; the record's actor did."""

    personal: ClassVar[tuple[str, ...]] = ("name", "text")

    whisper_id: str
    name: str = ""
    text: str = ""


class ClaimHandedOver(Payload, frozen=True, tag="claim_handed_over"):
    """The work on a message went to another one of the team."""

    is_audited: ClassVar[bool] = True

    message_id: str
    to: str


class ViewerMarked(Payload, frozen=True, tag="viewer_marked"):
    """A moderator's mark on somebody."""

    is_audited: ClassVar[bool] = True

    target: str
    mark: Mark = Mark.NONE


class ActTakenBack(Payload, frozen=True, tag="act_taken_back"):
    """Somebody undid an act. ``act``: what it was; the record before says what is true since.

    ``of_event``: the act's place in the log.
    """

    is_audited: ClassVar[bool] = True

    of_event: int
    act: str
    target: str = ""
    message_id: str = ""

"""Events of the team's own work; who may read the chat may hear them."""

from studio.core.messages.event_base import Event
from studio.core.teamwork import Act, Claim, Mark, Member, Whisper


class TeamChanged(Event, frozen=True):
    """Who is here, and what each looks at, is now this."""

    members: tuple[Member, ...]


class ClaimsChanged(Event, frozen=True):
    """Who works on what is now this."""

    claims: tuple[Claim, ...]


class Whispered(Event, frozen=True):
    """Somebody said something to the team."""

    whisper: Whisper


class ActDone(Event, frozen=True):
    """Somebody of the team did something."""

    act: Act


class ActUndone(Event, frozen=True):
    """An act was taken back. ``by``: the id of who did, with their ``name``."""

    act_id: str
    by: str
    name: str = ""


class PersonMarked(Event, frozen=True):
    """The note on somebody and their mark are now these."""

    actor: str
    note: str = ""
    mark: Mark = Mark.NONE

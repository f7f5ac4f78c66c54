"""Events about what viewers take part in, a few a second at most."""

from studio.core.engage import Question, Shown
from studio.core.messages.event_base import Event


class EngageShown(Event, frozen=True):
    """Poll, draw, hearts and the next question are now these; None where there is nothing."""

    shown: Shown


class QuestionsChanged(Event, frozen=True):
    """The open questions: accepted ones in their order, then those asked, most wanted first."""

    questions: tuple[Question, ...]

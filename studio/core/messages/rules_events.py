"""Events about the shield."""

from studio.core.messages.event_base import Event
from studio.core.shield import ShieldState


class ShieldChanged(Event, frozen=True):
    """The shield is up, or another one; null: it is down."""

    shield: ShieldState | None = None

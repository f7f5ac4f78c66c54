"""Who hears a strip: the programme, the person at the desk, or both."""

import enum

from studio.core.sources import AnySourceSettings, SystemSoundSettings


class Monitor(enum.Enum):
    """``ONLY``: at the desk and not in the programme; ``BOTH``: in both."""

    OFF = "off"
    ONLY = "only"
    BOTH = "both"


def can_be_monitored(settings: AnySourceSettings) -> bool:
    """What the computer plays is heard already; played again it would feed itself."""
    return not isinstance(settings, SystemSoundSettings)

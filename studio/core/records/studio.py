"""What happens to the studio itself: the show's states and changed settings."""

from typing import ClassVar

from studio.core.records.payload import Payload
from studio.core.status import ShowState


class ShowReached(Payload, frozen=True, tag="show_reached"):
    """The show came to another state."""

    state: ShowState


class SettingChanged(Payload, frozen=True, tag="setting_changed"):
    """A setting is another one now; secrets are never written here."""

    is_audited: ClassVar[bool] = True

    name: str
    before: str = ""
    after: str = ""

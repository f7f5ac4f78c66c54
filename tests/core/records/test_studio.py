"""What happens to the studio holds nothing personal."""

from studio.core.records.record import split
from studio.core.records.studio import SettingChanged, ShowReached
from studio.core.status import ShowState


def test_nothing_is_sealed() -> None:
    for payload in (ShowReached(ShowState.LIVE), SettingChanged("video.bitrate_bps", "1", "2")):
        public, personal = split(payload)
        assert personal == b""
        assert public

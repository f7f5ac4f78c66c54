import msgspec

from studio.core.records.record import Record
from studio.core.records.studio import SettingChanged, ShowReached
from studio.core.settings import Settings, UiSettings, VideoSettings
from studio.core.status import ShowState
from studio.processes.chat_log import ChatLog
from tests.fakes.virtual_clock import VirtualClock


async def test_what_happens_before_the_store_is_open_waits_for_it() -> None:
    kept: list[Record] = []

    async def keep(record: Record) -> int:
        kept.append(record)
        return len(kept)

    log = ChatLog(VirtualClock())
    log.session_id = "show-1"
    log.append(ShowReached(ShowState.LIVE))
    log.open(keep)
    log.append(ShowReached(ShowState.ENDED), "owner")
    await log.close()
    states = [ShowReached(ShowState.LIVE), ShowReached(ShowState.ENDED)]
    assert [one.payload for one in kept] == states
    assert [(one.session_id, one.actor) for one in kept] == [("show-1", ""), ("show-1", "owner")]


async def test_only_what_changed_is_written_and_it_is_bounded() -> None:
    kept: list[Record] = []

    async def keep(record: Record) -> int:
        kept.append(record)
        return len(kept)

    log = ChatLog(VirtualClock())
    before = Settings()
    after = msgspec.structs.replace(
        before, ui=UiSettings(language="zh"), video=VideoSettings(bitrate_bps=1_000_000)
    )
    log.settings_changed(before, before, "owner")
    log.settings_changed(before, after, "owner")
    for _ in range(1_000):
        log.append(ShowReached(ShowState.LIVE))
    assert log.dropped == 2
    log.open(keep)
    await log.close()
    assert [one.payload for one in kept[:2]] == [
        SettingChanged("video.bitrate_bps", "2500000", "1000000"),
        SettingChanged("ui.language", '""', '"zh"'),
    ]
    assert len(kept) == 1_000

import msgspec
import pytest

from studio.core import status as st


@pytest.mark.parametrize(
    "said",
    [
        st.SourceStatus("cam", st.SourceState.RETRYING, reason="unplugged"),
        st.ViewerStatus("v", loss=0.02),
        st.EngineStats(viewers=(st.ViewerStatus("v"),), cpu_percent=12.5),
        st.Alarm("disk", st.Severity.URGENT, "The disk is full", "Free some space"),
        st.PreviewInfo("ring", 640, 360),
        st.DeviceInfo("cam0", "Logi C920", "camera"),
    ],
    ids=lambda said: type(said).__name__,
)
def test_what_is_said_comes_back(said: msgspec.Struct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(said), type=type(said)) == said


def test_names_on_the_wire_are_those_of_other_clients() -> None:
    data = msgspec.json.encode(st.FrameCounts(rendered=3))
    assert b'"rendered":3' in data
    assert b'"composeP99Ms"' in data


def test_an_older_reader_takes_what_a_newer_one_added() -> None:
    data = b'{"id":"a","severity":"note","text":"b","colour":"red"}'
    assert msgspec.json.decode(data, type=st.Alarm) == st.Alarm("a", st.Severity.NOTE, "b")


def test_silence_is_the_lowest_level() -> None:
    meter = st.Meter("master")
    assert meter.peak_db == meter.rms_db == meter.momentary_lufs == -120.0

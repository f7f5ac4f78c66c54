import msgspec
import pytest

from studio.core import library as lib
from studio.core.settings import Settings, UiSettings, VideoSettings
from studio.core.targets import Target

_TARGET = Target("yt", "YouTube", "rtmp://a.example/live")


def test_a_profile_leaves_address_and_look_alone() -> None:
    one = Settings(
        video=VideoSettings(bitrate_bps=4_000_000), targets=(_TARGET,), ui=UiSettings("zh")
    )
    profile = lib.profile_of(one, "Evening")
    other = Settings(ui=UiSettings("en"))
    now = lib.with_profile(other, profile)
    assert (now.video, now.targets, now.ui) == (one.video, (_TARGET,), UiSettings("en"))


@pytest.mark.parametrize(
    "act",
    [
        lib.Open(lib.Shelf.PROFILE, "first"),
        lib.Create(lib.Shelf.COLLECTION, "新店"),
        lib.Rename(lib.Shelf.PROFILE, "a", "b"),
        lib.Duplicate(lib.Shelf.PROFILE, "a", "b"),
        lib.Discard(lib.Shelf.PROFILE, "a"),
        lib.BringBack("20261125-201400.profile.a"),
        lib.Export("/tmp/a.zip", has_media=True),
        lib.TakeIn("C:\\a.json"),
        lib.MakeBackup(),
        lib.Restore("20261125-201400-hand"),
        lib.FindFiles("/films"),
    ],
)
def test_every_act_goes_over_the_wire(act: lib.AnyAct) -> None:
    assert msgspec.json.decode(msgspec.json.encode(act), type=lib.AnyAct) == act


@pytest.mark.parametrize("bad", ["../x", "", "A", "a/b"])
def test_an_id_is_no_path(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"do": "open", "shelf": "profile", "id": bad}, lib.AnyAct)

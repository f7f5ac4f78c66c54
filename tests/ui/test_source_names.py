import msgspec
import pytest

from studio.core.sources import TextSettings, ToneSettings, has_sound
from studio.ui.source_names import KINDS, WITH_DEVICE, WITH_FILE, kind_of, settings_with
from studio.ui.words import tr


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [tr(f"kind_{kind}") for kind in KINDS]
    assert len(set(names)) == len(KINDS)
    assert not any(name.startswith("kind_") for name in names)


def test_a_kind_is_found_by_its_settings() -> None:
    assert kind_of(ToneSettings()) == "tone"
    assert has_sound(ToneSettings())
    assert set(KINDS) > WITH_DEVICE | WITH_FILE


def test_changed_settings_are_checked() -> None:
    changed = settings_with(TextSettings("a"), text="b", size_px=60)
    assert changed == TextSettings("b", size_px=60)
    with pytest.raises(msgspec.ValidationError):
        settings_with(TextSettings("a"), size_px=1)

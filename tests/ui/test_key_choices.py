import pytest

from studio.core.settings import KeyChoice, UiSettings
from studio.ui.command import Command
from studio.ui.key_choices import KeyChoices, chosen_keys


@pytest.fixture
def choices() -> KeyChoices:
    return KeyChoices(
        (
            Command("live", "Go live", list, ("Ctrl+L",)),
            Command("redo", "Redo", list, ("Ctrl+Y", "Ctrl+Shift+Z")),
            Command("demo", "Demo", list),
        )
    )


def test_a_command_has_its_own_keys_until_others_are_chosen(choices: KeyChoices) -> None:
    assert choices.keys("redo") == ("Ctrl+Y", "Ctrl+Shift+Z")
    assert choices.with_key("redo", "F5").keys("redo") == ("F5",)
    assert choices.with_key("redo", "").keys("redo") == ()
    assert choices.keys("unknown") == ()


def test_a_taken_key_goes_over(choices: KeyChoices) -> None:
    taken = choices.taken_by("Ctrl+Y", "demo")
    assert taken is not None
    assert taken.id == "redo"
    assert choices.taken_by("Ctrl+Y", "redo") is None
    changed = choices.with_key("demo", "Ctrl+Y")
    assert changed.keys("demo") == ("Ctrl+Y",)
    assert changed.keys("redo") == ("Ctrl+Shift+Z",)


def test_back_as_delivered_takes_its_key_back(choices: KeyChoices) -> None:
    changed = choices.with_key("demo", "Ctrl+L").without_choice("live")
    assert changed.keys("live") == ("Ctrl+L",)
    assert changed.keys("demo") == ()
    assert changed.chosen == {}


def test_all_as_delivered(choices: KeyChoices) -> None:
    changed = choices.with_key("live", "F9").with_everywhere("live", True)
    assert changed.everywhere == {"live"}
    assert changed.with_everywhere("live", False).everywhere == set()
    assert changed.delivered().keys("live") == ("Ctrl+L",)
    assert changed.delivered().everywhere == set()


def test_a_command_that_is_away_keeps_its_choice(choices: KeyChoices) -> None:
    kept = KeyChoices(choices.own, {"scenes.show_7": ("F7",)}).with_key("live", "F9")
    assert kept.chosen == {"scenes.show_7": ("F7",), "live": ("F9",)}


def test_choices_are_kept_in_the_settings_and_read_back(choices: KeyChoices) -> None:
    kept = choices.with_key("live", "F9").settings()
    assert kept == (KeyChoice("live", ("F9",)),)
    assert chosen_keys(UiSettings(keys=kept)) == {"live": ("F9",)}

"""A moderator's own language and colours, kept beside the studio's."""

from pathlib import Path

from studio.core.paths import SETTINGS_FILE
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
from studio.processes.own_look import LOOK_FILE, OwnLook


def test_it_begins_as_the_studio_looks_and_keeps_what_is_chosen(tmp_path: Path) -> None:
    save_settings(tmp_path / SETTINGS_FILE, Settings(ui=UiSettings("zh", "light")))
    own = OwnLook(tmp_path)
    assert (own.ui.language, own.ui.theme) == ("zh", "light")
    used: list[UiSettings] = []
    commands = {one.id: one for one in own.commands(used.append)}
    dark = commands["view.theme_dark"]
    assert dark.is_checked is not None
    assert not dark.is_checked()
    dark.act()
    commands["view.language_system"].act()
    assert dark.is_checked()
    assert (used[-1].language, used[-1].theme) == ("", "dark")
    assert OwnLook(tmp_path).ui == used[-1]


def test_a_broken_file_is_nothing_worse_than_forgetting(tmp_path: Path) -> None:
    (tmp_path / LOOK_FILE).write_bytes(b"{\xff")
    assert OwnLook(tmp_path).ui == UiSettings()
    (tmp_path / LOOK_FILE).unlink()
    (tmp_path / LOOK_FILE).mkdir()
    own = OwnLook(tmp_path)
    used: list[UiSettings] = []
    next(one for one in own.commands(used.append) if one.id == "view.theme_light").act()
    assert used[-1].theme == "light"

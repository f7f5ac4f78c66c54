from pytestqt.qtbot import QtBot

from studio.core.scene import Fit
from studio.ui import words
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.stage_parts import StageParts
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def parts_of(qtbot: QtBot, session: Session, theme: Theme) -> StageParts:
    made = StageParts(session, theme, lambda: "", lambda _button: None)
    qtbot.addWidget(made.view)
    qtbot.addWidget(made.layers)
    session.show_changed.emit()
    return made


def by_id(parts: StageParts) -> dict[str, Command]:
    return {command.id: command for command in parts.commands()}


def test_no_key_is_given_twice_and_every_command_has_words_in_both_languages(
    qtbot: QtBot, session: Session, theme: Theme
) -> None:
    parts = parts_of(qtbot, session, theme)
    keys = [one.shortcut for one in parts.commands() if one.shortcut]
    assert len(keys) == len(set(keys))
    for language in ("en", "zh"):
        words.choose(language)
        known = set(words.load(language).values())
        assert [one.id for one in parts.commands() if one.words not in known] == []


def test_what_needs_a_selection_is_possible_with_one(
    qtbot: QtBot, session: Session, theme: Theme
) -> None:
    parts = parts_of(qtbot, session, theme)
    several = ("arrange.each_left", "arrange.distribute_down")
    assert not by_id(parts)["edit.remove"].is_possible()
    assert not by_id(parts)["edit.paste_style_all"].is_possible()
    parts.selection.choose("cam")
    assert by_id(parts)["edit.remove"].is_possible()
    assert by_id(parts)["layers.ungroup"].is_possible()
    assert not any(by_id(parts)[name].is_possible() for name in several)
    parts.selection.choose("cam", "film")
    assert all(by_id(parts)[name].is_possible() for name in several)
    by_id(parts)["edit.copy_style"].act()
    assert by_id(parts)["edit.paste_style_look"].is_possible()


def test_commands_do_what_they_say(
    qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio
) -> None:
    parts = parts_of(qtbot, session, theme)
    by_id(parts)["edit.select_all"].act()
    assert parts.selection.layer_ids == ("back", "film", "cam")
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        by_id(parts)["arrange.cover"].act()
    assert {layer.fit for layer in studio.show.scenes[0].layers} == {Fit.COVER}
    safe = by_id(parts)["view.safe_areas"]
    safe.act()
    assert safe.is_checked is not None
    assert safe.is_checked()
    by_id(parts)["view.nearer"].act()
    assert parts.view.viewport.zoom > 1
    by_id(parts)["view.whole"].act()
    assert parts.view.viewport.is_fitted

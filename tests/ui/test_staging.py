from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.scene import Transition, TransitionKind
from studio.ui import staging
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_a_click_goes_on_air_or_into_the_preview(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    staging.choose_scene(session, "two")
    staging.toggle_preview(session)
    qtbot.waitUntil(lambda: staging.is_preparing(session), timeout=_PATIENCE_MS)
    staging.choose_scene(session, "one")
    staging.take(session)
    staging.take(session, TransitionKind.CUT)
    staging.set_swapping(session, False)
    qtbot.waitUntil(lambda: len(studio.asked) == 6, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.SwitchScene("two"),
        ask.SetPreviewMode(True),
        ask.PreviewScene("one"),
        ask.TakePreview(),
        ask.TakePreview(Transition(TransitionKind.CUT)),
        ask.SetPreviewMode(True, False),
    ]


def test_edits_go_to_the_prepared_scene(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    studio.answer(ask.SetPreviewMode())
    studio.answer(ask.PreviewScene("two"))
    qtbot.waitUntil(
        lambda: session.scene is not None and session.scene.id == "two", timeout=_PATIENCE_MS
    )
    assert session.show is not None
    assert session.show.current_scene_id == "one"

"""What a click on a scene does: it goes on air, or it is prepared while the preview is on."""

from studio.core.messages.requests import PreviewScene, SetPreviewMode, SwitchScene, TakePreview
from studio.core.scene import Transition, TransitionKind
from studio.ui.session import Session


def is_preparing(session: Session) -> bool:
    """Whether scenes are prepared beside the programme."""
    return session.show is not None and bool(session.show.preview_scene_id)


def choose_scene(session: Session, scene_id: str) -> None:
    """Put it on air, or prepare it."""
    session.ask(PreviewScene(scene_id) if is_preparing(session) else SwitchScene(scene_id))


def toggle_preview(session: Session) -> None:
    """Prepare scenes beside the programme, or no more."""
    session.ask(SetPreviewMode(not is_preparing(session)))


def set_swapping(session: Session, is_swapping: bool) -> None:
    """Whether the scene that leaves the programme is prepared next."""
    session.ask(SetPreviewMode(is_preparing(session), is_swapping))


def take(session: Session, kind: TransitionKind | None = None) -> None:
    """The prepared scene goes on air; as a cut or a quick fade when ``kind`` says so."""
    session.ask(TakePreview(Transition(kind) if kind is not None else None))

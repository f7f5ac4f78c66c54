"""Commands for scenes: a new one, and each one onto the programme or into the preview."""

from collections.abc import Callable
from functools import partial

from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.staging import choose_scene
from studio.ui.words import tr

_WITH_KEY = 9


def scene_commands(session: Session, add: Callable[[], object]) -> list[Command]:
    """By place: the first scene is on Ctrl+1 in every show."""
    found = [Command("scenes.add", tr("add_scene"), add, ("Ctrl+N",), "scenes")]
    show = session.state.show
    for place, scene in enumerate(show.scenes if show is not None else (), 1):
        found.append(
            Command(
                f"scenes.show_{place}",
                tr("switch_to", scene=scene.name),
                partial(choose_scene, session, scene.id),
                (f"Ctrl+{place}",) if place <= _WITH_KEY else (),
                "scenes",
                is_checked=partial(_is_on, session, scene.id),
                can_be_global=True,
            )
        )
    return found


def _is_on(session: Session, scene_id: str) -> bool:
    show = session.state.show
    return show is not None and show.edited_scene.id == scene_id

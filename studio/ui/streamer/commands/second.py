"""Commands for the second canvas: show it, switch it off, let layers find their place."""

from studio.core.edits import PlaceByThemselves
from studio.ui.command import Command
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.streamer.second_picture import SecondPicture
from studio.ui.words import tr


def second_commands(session: Session, second: SecondPicture, selection: Selection) -> list[Command]:
    """All of them."""

    def has_second() -> bool:
        return session.show is not None and session.show.second_canvas is not None

    def has_placed() -> bool:
        return has_second() and any(one.second is not None for one in selection.layers())

    def by_themselves() -> None:
        if session.scene is not None and selection.layer_ids:
            session.edit(PlaceByThemselves(session.scene.id, selection.layer_ids))

    return [
        Command(
            "canvas.second",
            tr("canvas_second"),
            second.toggle,
            ("Ctrl+Shift+U",),
            "view",
            is_checked=lambda: second.is_on,
        ),
        Command("canvas.off", tr("canvas_off"), second.switch_off, (), "view", has_second),
        Command(
            "canvas.by_itself",
            tr("canvas_by_itself"),
            by_themselves,
            (),
            "layers",
            has_placed,
        ),
    ]

"""Commands for the sound: the microphones at once, and every strip by its place."""

from functools import partial

from studio.core.edits import ChangeStrip
from studio.core.scene import Strip
from studio.core.sources import MicrophoneSettings
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.words import tr


def sound_commands(session: Session) -> list[Command]:
    """Mute and unmute."""
    show = session.show
    names = {source.id: source.name for source in show.sources} if show is not None else {}
    found = [
        Command(
            "sound.mute_microphones",
            tr("mute_microphones"),
            partial(_toggle_microphones, session),
            ("Ctrl+M",),
            "sound",
            lambda: bool(_microphones(session)),
            lambda: _are_muted(session),
            can_be_global=True,
        )
    ]
    for place, strip in enumerate(show.strips if show is not None else (), 1):
        found.append(
            Command(
                f"sound.mute_{place}",
                tr("mute_named", name=names.get(strip.source_id, strip.source_id)),
                partial(_mute, session, strip.source_id, not strip.is_muted),
                group="sound",
                is_checked=partial(bool, strip.is_muted),
                can_be_global=True,
            )
        )
    return found


def _microphones(session: Session) -> list[Strip]:
    show = session.show
    if show is None:
        return []
    live = {one.id for one in show.sources if isinstance(one.settings, MicrophoneSettings)}
    return [strip for strip in show.strips if strip.source_id in live]


def _are_muted(session: Session) -> bool:
    found = _microphones(session)
    return bool(found) and all(strip.is_muted for strip in found)


def _toggle_microphones(session: Session) -> None:
    is_muting = not _are_muted(session)
    for strip in _microphones(session):
        if strip.is_muted is not is_muting:
            _mute(session, strip.source_id, is_muting)


def _mute(session: Session, source_id: str, is_muted: bool) -> None:
    session.edit(ChangeStrip(source_id, is_muted=is_muted))

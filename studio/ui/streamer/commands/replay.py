"""Commands for the instant replay: the last seconds on air, slowly too, and back."""

from functools import partial

from studio.core.messages.requests import PlayReplay, StopReplay
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.words import tr

SHORT_S, LONG_S, HALF = 10, 20, 0.5


def replay_commands(session: Session) -> list[Command]:
    """One key plays the last seconds, and the same key comes back."""
    is_on_air = session.state.replay.is_on_air
    words = tr("replay_back") if is_on_air else _words(SHORT_S, 1.0)
    act = partial(session.ask, StopReplay() if is_on_air else PlayReplay(float(SHORT_S)))
    anywhere = partial(
        Command, group="air", is_possible=partial(_is_possible, session), can_be_global=True
    )
    return [
        anywhere("replay.play", words, act, ("Ctrl+Shift+I",)),
        anywhere("replay.slow", _words(SHORT_S, HALF), _plays(session, SHORT_S, HALF)),
        anywhere("replay.long", _words(LONG_S, 1.0), _plays(session, LONG_S, 1.0)),
    ]


def _plays(session: Session, seconds: int, speed: float) -> partial[None]:
    return partial(session.ask, PlayReplay(float(seconds), speed))


def _words(seconds: int, speed: float) -> str:
    return tr("replay_play", seconds=seconds, percent=f"{speed:.0%}")


def _is_possible(session: Session) -> bool:
    return bool(session.state.settings.recording.replay_s)

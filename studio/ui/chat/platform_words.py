"""A platform's connection in words: what it does, since when, how much came."""

from datetime import datetime

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.platforms import AnyPlatform
from studio.ui.words import tr

_TONES = {
    ConnectorState.RECEIVING: "good",
    ConnectorState.CONNECTED: "good",
    ConnectorState.SILENT: "warning",
    ConnectorState.RECONNECTING: "warning",
    ConnectorState.REFUSED: "warning",
}


def platform_name(kind: Platform) -> str:
    """What the platform is called."""
    return tr(f"platform_{kind.value}")


def title_of(platform: AnyPlatform) -> str:
    """The platform with its channel."""
    label = platform.label
    return f"{platform_name(platform.kind)} · {label}" if label else platform_name(platform.kind)


def tone_of(state: ConnectorState) -> str:
    """For `set_tone`."""
    return _TONES.get(state, "quiet")


def state_words(status: ConnectorStatus, now_wall_ms: int) -> str:
    """Its state in a few words."""
    if status.state is ConnectorState.SILENT:
        since_ms = status.last_heard_wall_ms or status.since_wall_ms
        return tr("platform_silent_since", time=_clock(since_ms))
    if status.state is ConnectorState.RECONNECTING and status.retry_in_s > 0:
        left_s = status.retry_in_s - (now_wall_ms - status.since_wall_ms) / 1000
        if left_s > 0.5:
            return tr("platform_again_in", seconds=round(left_s))
    return tr(f"platform_state_{status.state.value}")


def figures_words(status: ConnectorStatus) -> str:
    """How much came, and what did not go smoothly."""
    is_away = status.state in (ConnectorState.OFF, ConnectorState.REFUSED)
    if is_away and not status.received:
        return ""
    words = [tr("platform_received", count=status.received)]
    for name in ("duplicates", "dropped", "reconnects"):
        count = getattr(status, name)
        if count:
            words.append(tr(f"platform_{name}", count=count))
    return " · ".join(words)


def _clock(wall_ms: int) -> str:
    return datetime.fromtimestamp(wall_ms / 1000).strftime("%H:%M")

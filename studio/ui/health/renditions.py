"""What is said of viewers whose line carries less than the whole picture."""

from collections.abc import Iterator

from studio.core.status import EngineStats, Severity, ViewerStatus
from studio.ui.health.judge import Look, Reason
from studio.ui.state import ViewState
from studio.ui.words import tr

_FOLLOWED, _CALM_FOLLOWED = 0.85, 0.95  # of the rate that the settings ask for


def lesser_pictures(look: Look) -> Iterator[Reason]:
    """Viewers with fewer pictures a second, with a smaller one, and a rate that follows them."""
    stats = look.state.stats
    sizes = {one.rung: one.height_px for one in stats.renditions}
    whole_px = _whole_height_px(look.state)
    slower: list[ViewerStatus] = []
    smaller: list[ViewerStatus] = []
    for viewer in stats.viewers:
        if viewer.rung:
            is_whole = sizes.get(viewer.rung, 0) == whole_px
            (slower if is_whole else smaller).append(viewer)
    if slower:
        yield _reason("viewers-slower", "health_slower", slower, stats)
    if smaller:
        yield _reason("viewers-smaller", "health_smaller", smaller, stats)
    yield from _followed_rate(look)


def picture_of(viewer: ViewerStatus, state: ViewState) -> str:
    """The size and rate that a viewer gets, like "360p 30"; empty while that is not known."""
    show = state.show
    if viewer.rung == 0:
        canvas = show.canvas if show is not None else None
        return f"{canvas.height_px}p {canvas.rate_hz}" if canvas is not None else ""
    for one in state.stats.renditions:
        if one.rung == viewer.rung:
            return f"{one.height_px}p {one.rate_hz}"
    return ""


def _followed_rate(look: Look) -> Iterator[Reason]:
    stats = look.state.stats
    wanted_bps = look.state.settings.video.bitrate_bps
    share = _CALM_FOLLOWED if "rate-follows" in look.shown else _FOLLOWED
    is_encoding = bool(stats.encoder.name and stats.encoder.target_bps)
    if not is_encoding or stats.encoder.target_bps >= wanted_bps * share:
        return
    now, wanted = f"{stats.encoder.target_bps / 1e6:.1f}", f"{wanted_bps / 1e6:.1f}"
    narrow = [one for one in stats.targets if 0 < one.room_bps < wanted_bps]
    if narrow:
        name = min(narrow, key=lambda one: one.room_bps).name
        text = tr("health_rate_server", now=now, wanted=wanted, name=name)
        yield Reason("rate-follows", Severity.NOTE, text)
    else:
        text = tr("health_rate_follows", now=now, wanted=wanted)
        yield Reason("rate-follows", Severity.NOTE, text, tr("health_rate_follows_advice"))


def _reason(name: str, key: str, those: list[ViewerStatus], stats: EngineStats) -> Reason:
    count, everybody = len(those), len(stats.viewers)
    is_most = count * 2 > everybody and everybody > 1
    advice = tr("health_lines_ours") if is_most else ""
    return Reason(name, Severity.NOTE, tr(key, count=count, all=everybody), advice)


def _whole_height_px(state: ViewState) -> int:
    return state.show.canvas.height_px if state.show is not None else 0

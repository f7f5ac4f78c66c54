"""Which size, rate and bitrate a computer can hold, from what was measured on it."""

from studio.core.findings import Advice, SpeedFinding

# Composing, sound and everything else need their part of the time too.
_COMFORT = 0.45
_SIXTY_COMFORT = 0.3
_DISK_TIMES = 4
_BITRATES_BPS = {
    (1280, 720, 30): 2_500_000,
    (1920, 1080, 30): 4_500_000,
    (1920, 1080, 60): 6_000_000,
}
_SMALLEST = (1280, 720, 30)
_SPARE_BPS = 1_500_000


def advise(speeds: tuple[SpeedFinding, ...], disk_bytes_per_s: int) -> Advice:
    """The best that is held with room to spare; 60 a second only with much of it.

    ``is_tight``: even the smallest is a strain here. A slow disk lowers the bitrate.
    """
    best = Advice(*_SMALLEST, _BITRATES_BPS[_SMALLEST], is_tight=True)
    for one in speeds:
        key = (one.width_px, one.height_px, one.rate_hz)
        comfort = _SIXTY_COMFORT if one.rate_hz > 30 else _COMFORT
        is_held = one.encode_ms <= comfort * one.budget_ms
        if key == _SMALLEST or (
            is_held and _pixels(one) > best.width_px * best.height_px * best.rate_hz
        ):
            best = Advice(*key, _BITRATES_BPS.get(key, 2_500_000), one.encode_ms, not is_held)
    if disk_bytes_per_s and disk_bytes_per_s * 8 < _DISK_TIMES * best.bitrate_bps:
        return Advice(*_SMALLEST, min(best.bitrate_bps, _SPARE_BPS), best.encode_ms, is_tight=True)
    return best


def _pixels(one: SpeedFinding) -> int:
    return one.width_px * one.height_px * one.rate_hz

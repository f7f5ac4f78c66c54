"""Where a picture is sure to be seen: action and title areas, and what a phone covers upright."""

from dataclasses import dataclass

from studio.core.scene import Box, Canvas

# EBU R 95: 3.5 % from each side for action, 5 % for titles.
ACTION, TITLE = 0.035, 0.05


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in fractions of the canvas; ``name`` is a key of the words."""

    name: str
    box: Box
    is_covered: bool = False


# What the apps that show upright streams lay over the picture, the largest of the common ones.
_COVERED = (
    Area("safe_top", Box(0.0, 0.0, 1.0, 0.13), is_covered=True),
    Area("safe_buttons", Box(0.85, 0.42, 0.15, 0.33), is_covered=True),
    Area("safe_chat", Box(0.0, 0.75, 1.0, 0.25), is_covered=True),
)


def safe_areas(canvas: Canvas) -> tuple[Area, ...]:
    """The areas of this canvas: of a television's screen, or of a phone's when it is upright."""
    if canvas.height_px > canvas.width_px:
        return _COVERED
    return (Area("safe_action", _inset(ACTION)), Area("safe_title", _inset(TITLE)))


def upright_part(canvas: Canvas) -> Area | None:
    """The middle of a wide canvas that is left when a platform cuts it to 9:16 for phones."""
    if canvas.height_px >= canvas.width_px:
        return None
    share = canvas.height_px * 9 / 16 / canvas.width_px
    return Area("safe_phone", Box((1 - share) / 2, 0.0, share, 1.0))


def _inset(margin: float) -> Box:
    return Box(margin, margin, 1 - 2 * margin, 1 - 2 * margin)

"""The look: colours from one file of tokens, and the style sheet made of them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SMALL_PX, TEXT_PX, TITLE_PX, LARGE_PX = 12, 13, 15, 20
RADIUS_PX, CARD_RADIUS_PX = 6, 10
FAMILIES = (
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
)


@dataclass(slots=True)
class Theme:
    """One set of colours by name, as in ``assets/themes/tokens.json``.

    Not frozen: widgets keep it and paint with it, and it becomes another one under them.
    """

    name: str
    colours: dict[str, str]

    def become(self, other: "Theme") -> None:
        """Have the name and colours of another one."""
        self.name = other.name
        self.colours.update(other.colours)

    def colour(self, token: str) -> QColor:
        """A colour to paint with."""
        return QColor(self.colours[token])


@cache
def themes() -> dict[str, Theme]:
    """Dark and light."""
    tokens = json.loads((ASSETS / "themes" / "tokens.json").read_text(encoding="utf-8"))
    return {name: Theme(name, colours) for name, colours in tokens.items()}


def chosen_theme(wanted: str) -> Theme:
    """The theme of that name; empty: as the system is, dark when it does not say."""
    if wanted in themes():
        return themes()[wanted]
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    return themes()["light" if is_light else "dark"]


def live_theme(first: Theme) -> Theme:
    """One that may become another; those of `themes` stay what they are."""
    return Theme(first.name, dict(first.colours))


def studio_font() -> QFont:
    """The system's face with Chinese beside it."""
    font = QFont()
    font.setFamilies([QFont().family(), *FAMILIES])
    font.setPixelSize(TEXT_PX)
    return font


def palette_of(theme: Theme) -> QPalette:
    """Qt's palette, for what no style sheet reaches."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "quiet",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on-accent",
    }
    for role, token in roles.items():
        palette.setColor(role, theme.colour(token))
    return palette


def style_sheet(theme: Theme) -> str:
    """Everything that is the same everywhere; widgets that paint themselves ask for colours."""
    sheet = (ASSETS / "themes" / "studio.qss").read_text(encoding="utf-8")
    for token in sorted(theme.colours, key=len, reverse=True):
        sheet = sheet.replace(f"@{token}", theme.colours[token])
    sheet = sheet.replace("@icons", (ASSETS / "icons").as_posix())
    return sheet.replace("@scheme", theme.name)

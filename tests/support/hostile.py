"""What viewers write to hurt: markup, turned directions, heaps of marks; and who would show it."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import Qt as Text
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}} ${7*7}",
    "<a href='file:///etc/passwd'>click</a>",
    "<table><tr><td width=9999>wide</td></tr></table>",
    "\u202egnp.exe \u2066 turned around \u2069",
    "Z\u0361\u0489\u0300" + "\u0301\u0316" * 60,
    "a\u200bb\u200dc\ufeffd",
    "&lt;b&gt;&amp;&#x3c;",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f" * 5,
)


def read_as_markup(root: QWidget) -> list[str]:
    """Every text in a window that Qt would read as markup though it need not be; none is right."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, QLabel) and _reads_markup(widget):
            found.append(f"label {widget.text()!r}")
        if _is_raw(widget.toolTip()):
            found.append(f"tip {widget.toolTip()!r}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _tips_of(widget.model())
    return found


def windows_reading_markup() -> list[str]:
    """The same for every window that is open."""
    return [one for window in QApplication.topLevelWidgets() for one in read_as_markup(window)]


def _tips_of(model: QAbstractItemModel) -> list[str]:
    tips = [
        model.data(model.index(row, 0), Qt.ItemDataRole.ToolTipRole)
        for row in range(model.rowCount())
    ]
    return [f"tip of a row {tip!r}" for tip in tips if isinstance(tip, str) and _is_raw(tip)]


def _reads_markup(label: QLabel) -> bool:
    is_plain = label.textFormat() is Qt.TextFormat.PlainText
    return not is_plain and Text.mightBeRichText(label.text())


def _is_raw(tip: str) -> bool:
    """Whether markup in it was not made harmless: all that `plain_tip` leaves is its own sign."""
    if not Text.mightBeRichText(tip):
        return False
    inside = tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
    return "<" in inside

"""Words edited where they stand in the picture."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.core.sources import TextAlign, TextSettings
from studio.ui.words import tr

_MOST_CHARACTERS = 5000
_LEAST_LETTER_PX, _MOST_LETTER_PX = 11, 160
_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 160, 44
_ALIGN = {
    TextAlign.LEFT: Qt.AlignmentFlag.AlignLeft,
    TextAlign.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    TextAlign.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class TextEditor(QPlainTextEdit):
    """``committed`` with the words at Ctrl+Enter or a click outside; Escape keeps the old ones."""

    committed = Signal(str)
    ended = Signal()

    def __init__(self, stage: QWidget, settings: TextSettings, place: QRect, letter_px: float):
        super().__init__(stage)
        self._is_over = False
        self._before = settings.text
        self.setPlainText(settings.text)
        self.setAccessibleName(tr("text_editor"))
        self.setToolTip(tr("text_editor_tip"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = QFont(self.font())
        if settings.family:
            font.setFamilies([settings.family, *font.families()])
        font.setPixelSize(round(min(_MOST_LETTER_PX, max(_LEAST_LETTER_PX, letter_px))))
        font.setBold(settings.is_bold)
        self.setFont(font)
        option = QTextOption(_ALIGN[settings.align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        ink, ground = _qt_colour(settings.colour), _ground(settings)
        self.setStyleSheet(
            f"QPlainTextEdit {{ color: {ink.name()}; background: {ground.name()};"
            " border: 2px solid palette(highlight); border-radius: 4px; padding: 2px;"
            f" font-size: {font.pixelSize()}px; min-height: 0; }}"
        )
        self.setGeometry(_inside(place, stage.rect()))
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self) -> None:
        """The words hold, as after a click outside."""
        self._end(is_kept=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter takes the words over, Escape leaves them as they were."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take_over()
        elif event.key() == Qt.Key.Key_Escape:
            self._end(is_kept=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click outside takes the words over; its own menu is not outside."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.take_over()

    def _end(self, *, is_kept: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        words = self.toPlainText()[:_MOST_CHARACTERS]
        if is_kept and words != self._before:
            self.committed.emit(words)
        self.hide()
        self.ended.emit()
        self.deleteLater()


def _inside(place: QRect, room: QRect) -> QRect:
    """The place, large enough to type in and within the stage."""
    size = place.size().expandedTo(room.size().boundedTo(_least().size()))
    grown = QRect(place.topLeft(), size.boundedTo(room.size()))
    grown.moveLeft(min(max(room.left(), grown.left()), room.right() - grown.width()))
    grown.moveTop(min(max(room.top(), grown.top()), room.bottom() - grown.height()))
    return grown


def _least() -> QRect:
    return QRect(0, 0, _LEAST_WIDTH_PX, _LEAST_HEIGHT_PX)


def _qt_colour(colour: str) -> QColor:
    """#RRGGBB or #RRGGBBAA; Qt writes the opacity first."""
    return QColor(f"#{colour[7:9]}{colour[1:7]}") if len(colour) == 9 else QColor(colour)


def _ground(settings: TextSettings) -> QColor:
    """The words' own ground when it is opaque enough; else what they can be read on."""
    own = _qt_colour(settings.background)
    if own.alpha() > 127:
        return QColor(own.red(), own.green(), own.blue())
    is_bright = _qt_colour(settings.colour).lightnessF() > 0.5
    return QColor("#171b21") if is_bright else QColor("#f4f5f7")

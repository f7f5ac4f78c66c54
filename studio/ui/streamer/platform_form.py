"""The fields of one platform: what the settings keep, and the secrets that are kept apart."""

import re
from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from studio.core.chat import Platform
from studio.core.errors import BadInputError
from studio.core.platforms import MOST_SECRET_CHARACTERS, AnyPlatform, TwitchMode
from studio.ui.widgets.file_line import FileLine
from studio.ui.words import tr

_SPEEDS = (1.0, 2.0, 5.0, 0.0)
_PLACE = re.compile(r"`\$\.(\w+)`")


class _Field(NamedTuple):
    """``kind``: text, digits, secret, check, mode, speed or file."""

    name: str
    kind: str = "text"
    example: str = ""


FIELDS: dict[Platform, tuple[_Field, ...]] = {
    Platform.TWITCH: (_Field("channel"), _Field("mode", "mode"), _Field("client_id")),
    Platform.YOUTUBE: (
        _Field("broadcast", example="https://youtu.be/…"),
        _Field("key", "secret"),
        _Field("client_id"),
        _Field("client_secret", "secret"),
    ),
    Platform.BILIBILI: (
        _Field("title"),
        _Field("app_id", "digits"),
        _Field("access_key"),
        _Field("access_secret", "secret"),
        _Field("code", "secret"),
    ),
    Platform.IRC: (
        _Field("host", example="irc.example.org"),
        _Field("port", "digits"),
        _Field("is_tls", "check"),
        _Field("channel", example="#studio"),
        _Field("nick"),
        _Field("password", "secret"),
        _Field("nick_password", "secret"),
    ),
    Platform.REPLAY: (_Field("path", "file"), _Field("speed", "speed")),
}
_FIRST: dict[str, object] = {"port": 6697, "is_tls": True, "nick": "hawker", "speed": 1.0}


class PlatformForm(QWidget):
    """``changed`` after every touch."""

    changed = Signal()

    def __init__(self, kind: Platform, platform: AnyPlatform | None) -> None:
        super().__init__()
        self._kind = kind
        self.widgets: dict[str, QWidget] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in FIELDS[kind]:
            first = getattr(platform, field.name, _FIRST.get(field.name))
            self._add(field, first)
        self._follow()

    def wanted(self, platform_id: str, *, is_enabled: bool) -> AnyPlatform:
        """What the fields say. Raises BadInputError with what is wrong."""
        values: dict[str, Any] = {"platform": self._kind.value, "id": platform_id}
        values["is_enabled"] = is_enabled
        for field in FIELDS[self._kind]:
            if field.kind != "secret":
                values[field.name] = self._value(field)
        try:
            found: AnyPlatform = msgspec.convert(values, AnyPlatform)
        except msgspec.ValidationError as error:
            place = _PLACE.search(str(error))
            name = place.group(1) if place else "channel"
            words = tr("platform_wrong", field=tr(f"platform_field_{name}"))
            raise BadInputError(words, name) from error
        return found

    def is_empty(self, name: str) -> bool:
        """Whether nobody typed anything there."""
        widget = self.widgets.get(name)
        line = widget.line if isinstance(widget, FileLine) else widget
        return isinstance(line, QLineEdit) and not line.text().strip()

    def secrets(self) -> dict[str, str]:
        """Those that were typed now."""
        found: dict[str, str] = {}
        for field in FIELDS[self._kind]:
            line = self.widgets[field.name]
            if field.kind == "secret" and isinstance(line, QLineEdit) and line.text().strip():
                found[field.name] = line.text().strip()
        return found

    def show_kept(self, names: tuple[str, ...]) -> None:
        """These secrets are kept already; what was typed is among them now."""
        for field in FIELDS[self._kind]:
            line = self.widgets[field.name]
            if field.kind == "secret" and isinstance(line, QLineEdit):
                line.setPlaceholderText(tr("platform_kept") if field.name in names else "")

    def forget_typed(self) -> None:
        """What was typed as a secret has gone where it belongs."""
        for field in FIELDS[self._kind]:
            line = self.widgets[field.name]
            if field.kind == "secret" and isinstance(line, QLineEdit):
                line.clear()

    def _add(self, field: _Field, first: object) -> None:
        words = tr(f"platform_field_{field.name}")
        widget = self._made(field, first)
        widget.setAccessibleName(words)
        self.widgets[field.name] = widget
        if isinstance(widget, QCheckBox):
            widget.setText(words)
            self._form.addRow("", widget)
        else:
            self._form.addRow(words, widget)

    def _made(self, field: _Field, first: object) -> QWidget:
        if field.kind == "check":
            check = QCheckBox()
            check.setChecked(bool(first))
            check.toggled.connect(lambda _is_on: self.changed.emit())
            return check
        if field.kind in ("mode", "speed"):
            box = QComboBox()
            if field.kind == "mode":
                for mode in TwitchMode:
                    box.addItem(tr(f"platform_mode_{mode.value}"), mode.value)
                first = first.value if isinstance(first, TwitchMode) else TwitchMode.ACCOUNT.value
            for speed in _SPEEDS if field.kind == "speed" else ():
                box.addItem(f"{speed:g} ×" if speed else tr("platform_speed_most"), speed)
            box.setCurrentIndex(max(0, box.findData(first)))
            box.currentIndexChanged.connect(lambda _place: self._follow())
            return box
        if field.kind == "file":
            kinds = f"{tr('platform_recording')} (*.jsonl)"
            return FileLine(str(first or ""), kinds, lambda _path: self.changed.emit())
        line = QLineEdit("" if field.kind == "secret" or first is None else _text(first))
        line.setPlaceholderText(field.example)
        if field.kind == "secret":
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setMaxLength(MOST_SECRET_CHARACTERS)
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def _value(self, field: _Field) -> object:
        widget = self.widgets[field.name]
        if isinstance(widget, QCheckBox):
            return widget.isChecked()
        if isinstance(widget, QComboBox):
            return widget.currentData()
        line = widget.line if isinstance(widget, FileLine) else widget
        text = line.text().strip() if isinstance(line, QLineEdit) else ""
        if field.kind == "digits":
            return int(text) if text.isascii() and text.isdigit() and len(text) < 17 else text or 0
        return text

    def _follow(self) -> None:
        """Without an account there is nothing to sign in with."""
        mode, client = self.widgets.get("mode"), self.widgets.get("client_id")
        if isinstance(mode, QComboBox) and client is not None:
            self._form.setRowVisible(client, mode.currentData() == TwitchMode.ACCOUNT.value)
        self.changed.emit()


def _text(first: object) -> str:
    return "" if first == 0 else str(first)

"""The menu of the master: how loud the programme should be, and where it is monitored."""

from typing import Any

import msgspec
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.messages.requests import GetDevices, SetSettings
from studio.core.messages.results import Devices, Result
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.words import tr

TARGETS = (0.0, -14.0, -16.0, -18.0, -23.0)
_QUIETEST_LUFS = -70.0
_NEAR_LU = 1.0


def loudness_words(integrated_lufs: float, short_term_lufs: float, target_lufs: float) -> str:
    """How loud the programme is, and against the target (0: none) in words."""
    if target_lufs >= 0:
        loud = short_term_lufs
        return f"{loud:.0f} LUFS" if loud > _QUIETEST_LUFS else tr("silent")
    if integrated_lufs <= _QUIETEST_LUFS:
        return tr("loudness_waits", target=f"{target_lufs:.0f}")
    away = integrated_lufs - target_lufs
    if abs(away) < _NEAR_LU:
        words = tr("loudness_right")
    else:
        words = tr("loudness_high" if away > 0 else "loudness_low", count=f"{abs(away):.0f}")
    return f"{integrated_lufs:.0f} LUFS · {words}"


def since_live_words(integrated_lufs: float, target_lufs: float) -> str:
    """What the whole show on air is measured from, and as what where no target says it."""
    if target_lufs < 0 or integrated_lufs <= _QUIETEST_LUFS:
        return tr("loudness_since_live")
    return tr("loudness_of_show", loud=f"{integrated_lufs:.0f}")


class MasterMenu(QMenu):
    """Made anew whenever it opens; what is chosen is a setting."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        sound = session.state.settings.sound
        self.addAction(tr("loudness_target")).setEnabled(False)
        targets = QActionGroup(self)
        for target in dict.fromkeys((*TARGETS, sound.target_lufs)):
            words = f"{target:.0f} LUFS" if target < 0 else tr("loudness_off")
            action = self.addAction(words)
            action.setCheckable(True)
            action.setChecked(target == sound.target_lufs)
            action.triggered.connect(lambda _on=False, to=target: self._set(target_lufs=to))
            targets.addAction(action)
        kept = self.addAction(tr("loudness_kept"))
        kept.setCheckable(True)
        kept.setChecked(sound.is_target_kept)
        kept.setEnabled(sound.target_lufs < 0)
        kept.triggered.connect(lambda is_on: self._set(is_target_kept=is_on))
        self.addSeparator()
        self.addAction(tr("monitor_device")).setEnabled(False)
        self._devices = QActionGroup(self)
        self._add_device("", tr("default_device"))
        session.ask(GetDevices("monitor"), self._show_devices)

    def _show_devices(self, result: Result) -> None:
        if not isinstance(result, Devices):
            return
        for device in result.devices:
            self._add_device(device.id, device.name)
        chosen = self._session.state.settings.sound.monitor_device_id
        if chosen and chosen not in [one.id for one in result.devices]:
            self._add_device(chosen, tr("missing_device", device=chosen))
        for note in result.notes:
            self.addAction(said(note)).setEnabled(False)

    def _add_device(self, device_id: str, name: str) -> None:
        action = self.addAction(name)
        action.setCheckable(True)
        action.setChecked(device_id == self._session.state.settings.sound.monitor_device_id)
        action.triggered.connect(lambda _on=False: self._set(monitor_device_id=device_id))
        self._devices.addAction(action)

    def _set(self, **fields: Any) -> None:
        settings = self._session.state.settings
        sound = msgspec.structs.replace(settings.sound, **fields)
        self._session.ask(SetSettings(msgspec.structs.replace(settings, sound=sound)))

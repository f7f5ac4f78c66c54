from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from studio.ui.session import Session
from studio.ui.streamer.commands.settings import FIELDS, setting_commands
from studio.ui.streamer.settings_dialog import SettingsDialog
from studio.ui.words import tr


def labels(dialog: SettingsDialog) -> set[str]:
    found = set()
    for form in dialog.findChildren(QFormLayout):
        for row in range(form.rowCount()):
            item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel):
                found.add(widget.text())
    return found


def test_every_field_of_the_dialog_is_a_command_and_the_other_way_round(
    parent: QWidget, session: Session
) -> None:
    dialog = SettingsDialog(parent, session)
    assert labels(dialog) == {tr(field) for field in FIELDS}
    dialog.reject()


def test_a_setting_opens_the_dialog_at_its_field(parent: QWidget, session: Session) -> None:
    opened: list[str] = []
    found = {command.id: command for command in setting_commands(opened.append)}
    found["setting.port"].act()
    assert opened == ["port"]
    dialog = SettingsDialog(parent, session)
    dialog.show()
    assert dialog.show_field(tr("port"))
    assert dialog.show_field(tr("theme"))
    assert not dialog.show_field("no such field")
    dialog.reject()

from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.ui.chat.delegate import MessageDelegate, RowStyle
from studio.ui.chat.marks import Marks
from studio.ui.chat.model import ChatModel
from studio.ui.theme import Theme
from tests.support.room_messages import room_message


def test_long_words_have_more_lines_and_nothing_is_wider(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    delegate = MessageDelegate(view, theme)
    view.setItemDelegate(delegate)
    view.resize(240, 400)
    view.show()
    texts = ["hi", "word " * 60, "x" * 400, "多少钱" * 60, "👩\u200d🚀" * 30]
    model.set([room_message(number, text) for number, text in enumerate(texts)])
    option = QStyleOptionViewItem()
    sizes = [delegate.sizeHint(option, model.index(row)) for row in range(len(texts))]
    assert all(size.width() == view.viewport().width() for size in sizes)
    assert all(size.height() > 3 * sizes[0].height() for size in sizes[1:4])
    assert not view.grab().isNull()


def test_markup_is_painted_as_it_was_typed(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    delegate = MessageDelegate(view, theme)
    model.set([room_message(1, "<img src=x>" * 9), room_message(2, "a")])
    option = QStyleOptionViewItem()
    view.resize(160, 100)
    view.show()
    first, second = (delegate.sizeHint(option, model.index(row)) for row in (0, 1))
    assert first.height() > second.height()


def test_no_row_grows_when_it_is_claimed_or_decided(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    marks = Marks()
    marks.set({}, are_used=True)
    said = ["short"]
    delegate = MessageDelegate(view, theme, RowStyle(13, lambda _kept: said[0], marks))
    view.setItemDelegate(delegate)
    view.resize(240, 200)
    view.show()
    model.set([room_message(1, "word " * 30, state=MessageState.HELD)])
    before, unmarked = delegate.sizeHint(QStyleOptionViewItem(), model.index(0)), view.grab()
    marks.set({"m1": ("Anna", False)}, are_used=True)
    said[0] = "much longer than the row has room for " * 9
    model.set([room_message(1, "word " * 30)])
    assert delegate.sizeHint(QStyleOptionViewItem(), model.index(0)) == before
    assert view.grab().toImage() != unmarked.toImage()

from itertools import pairwise

import msgspec
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from studio.core.chat import Fragment, FragmentKind, MessageState
from studio.ui.chat.delegate import MessageDelegate, RowStyle, Tag
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


def test_no_row_grows_when_it_is_deleted(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    delegate = MessageDelegate(view, theme)
    view.resize(240, 400)
    view.show()
    texts = ["word " * count for count in range(1, 40)]
    option = QStyleOptionViewItem()
    heights = []
    for state in (MessageState.VISIBLE, MessageState.DELETED):
        model.set([room_message(n, text, state=state) for n, text in enumerate(texts)])
        rows = range(len(texts))
        heights.append([delegate.sizeHint(option, model.index(row)).height() for row in rows])
    assert heights[0] == heights[1]


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


def test_a_tag_is_a_word_and_a_shape_and_words_can_be_larger(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    tags: list[Tag | None] = [None]
    delegate = MessageDelegate(view, theme, RowStyle(tag=lambda _kept: tags[0]))
    view.setItemDelegate(delegate)
    view.resize(300, 120)
    view.show()
    model.set([room_message(1, "how much?")])
    seen = [view.grab().toImage()]
    for tag in (Tag("Question", "accent"), Tag("Question", "accent", is_framed=True)):
        tags[0] = tag
        model.refresh()
        seen.append(view.grab().toImage())
    assert all(one != other for one, other in pairwise(seen))
    before = delegate.sizeHint(QStyleOptionViewItem(), model.index(0)).height()
    delegate.resize_text(28)
    assert delegate.sizeHint(QStyleOptionViewItem(), model.index(0)).height() > before


def test_a_platforms_emote_looks_other_than_the_same_word_typed(qtbot: QtBot, theme: Theme) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = ChatModel(MessageState)
    view.setModel(model)
    view.setItemDelegate(MessageDelegate(view, theme))
    view.resize(300, 60)
    view.show()
    typed = room_message(1, "hi Kappa")
    fragments = (Fragment("hi "), Fragment("Kappa", FragmentKind.EMOTE))
    emote = msgspec.structs.replace(typed.message, id="m2", fragments=fragments)
    seen = []
    for kept in (typed, msgspec.structs.replace(typed, message=emote)):
        model.set([kept])
        seen.append(view.grab().toImage())
    assert seen[0] != seen[1]

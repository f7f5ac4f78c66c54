from PySide6.QtCore import Qt

from studio.ui.stage.cursors import shape_of


def test_the_shape_turns_with_the_layer() -> None:
    assert shape_of("n", 0, is_over_layer=False) is Qt.CursorShape.SizeVerCursor
    assert shape_of("n", 90, is_over_layer=False) is Qt.CursorShape.SizeHorCursor
    assert shape_of("n", 45, is_over_layer=False) is Qt.CursorShape.SizeBDiagCursor
    assert shape_of("se", -90, is_over_layer=False) is Qt.CursorShape.SizeBDiagCursor


def test_without_a_handle_it_says_whether_something_can_be_moved() -> None:
    assert shape_of("", 0, is_over_layer=True) is Qt.CursorShape.SizeAllCursor
    assert shape_of("", 0, is_over_layer=False) is Qt.CursorShape.ArrowCursor
    assert shape_of("turn", 0, is_over_layer=True) is Qt.CursorShape.CrossCursor

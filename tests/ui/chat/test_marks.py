from studio.ui.chat.marks import Marks


def test_who_has_a_message() -> None:
    told: list[bool] = []
    marks = Marks()
    marks.changed.connect(lambda: told.append(marks.are_used))
    assert (marks.name_of("m1"), marks.initial_of("m1")) == ("", ("", False))
    for _ in range(2):
        marks.set({"m1": ("anna", False), "m2": ("小雨", True)}, are_used=True)
    assert told == [True]
    assert (marks.name_of("m1"), marks.initial_of("m1")) == ("anna", ("A", False))
    assert marks.initial_of("m2") == ("小", True)

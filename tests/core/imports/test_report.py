from studio.core.imports.report import Note, Notebook


def test_notes_keep_their_order_and_are_said_once() -> None:
    notes = Notebook()
    for where in ("one", "two", "one"):
        notes.add(where, "is gone")
    assert notes.finished() == (Note("one", "is gone"), Note("two", "is gone"))


def test_too_many_notes_are_counted() -> None:
    notes = Notebook()
    for number in range(600):
        notes.add(str(number), "is gone")
    found = notes.finished()
    assert len(found) == 501
    assert found[-1] == Note("report", "100 more notes are left out")

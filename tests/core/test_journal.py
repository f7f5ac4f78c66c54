import msgspec

from studio.core.journal import LogEntry, LogKind


def test_an_entry_is_one_line_of_json() -> None:
    entry = LogEntry(1_700_000_000_000, LogKind.SCENE, "log_scene", {"scene": "近景"}, 61_000)
    line = msgspec.json.encode(entry)
    assert b"\n" not in line
    assert msgspec.json.decode(line, type=LogEntry) == entry

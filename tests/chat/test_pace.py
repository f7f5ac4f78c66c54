from studio.chat.pace import Pace


def test_five_in_ten_seconds_and_no_more() -> None:
    pace = Pace()
    for number in range(5):
        assert pace.wait_ms("anna", number * 100) == 0
        pace.wrote("anna", number * 100)
    assert pace.wait_ms("anna", 500) == 9_500
    assert pace.wait_ms("ben", 500) == 0
    assert pace.wait_ms("anna", 10_000) == 0


def test_slow_mode_counts_from_the_last_one() -> None:
    pace = Pace()
    pace.wrote("anna", 1_000)
    assert pace.wait_ms("anna", 3_000, slow_mode_s=30) == 28_000
    assert pace.wait_ms("anna", 31_000, slow_mode_s=30) == 0


def test_who_falls_out_begins_afresh() -> None:
    pace = Pace()
    for _ in range(5):
        pace.wrote("anna", 0)
    for number in range(20_000):
        pace.wrote(f"p{number}", 0)
    assert pace.wait_ms("anna", 1) == 0

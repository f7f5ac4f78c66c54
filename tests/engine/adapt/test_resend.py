from studio.engine.adapt.resend import ResendStore


def test_what_was_sent_can_be_sent_again_but_not_twice_within_a_round_trip() -> None:
    store: ResendStore[str] = ResendStore()
    store.add(7, "seven")
    assert store.lost(7, 1.0, 0.1) == "seven"
    assert store.lost(7, 1.05, 0.1) is None
    assert store.lost(7, 1.1, 0.1) == "seven"


def test_it_is_given_up_in_the_end() -> None:
    store: ResendStore[str] = ResendStore()
    store.add(1, "one")
    assert [store.lost(1, float(at), 0.1) for at in range(10)].count("one") == 8


def test_the_oldest_go_and_the_unknown_is_nothing() -> None:
    store: ResendStore[int] = ResendStore(kept_packets=3)
    assert store.newest() is None
    for number in range(5):
        store.add(number, number)
    assert store.lost(1, 1.0, 0.1) is None
    assert store.lost(4, 1.0, 0.1) == 4
    assert store.newest() == 4


def test_a_number_that_comes_round_again_is_the_new_packet() -> None:
    store: ResendStore[str] = ResendStore()
    store.add(9, "old")
    assert store.lost(9, 1.0, 0.1) == "old"
    store.add(9, "new")
    assert store.lost(9, 1.01, 0.1) == "new"

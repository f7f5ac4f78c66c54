from studio.engine.outputs.targets.network_watch import Network, NetworkWatch, network_now
from tests.support.waiting import wait_until


def test_a_change_is_told_once_and_what_is_there_at_first_is_no_news() -> None:
    seen: list[Network] = []
    looks = 0

    def look() -> Network:
        nonlocal looks
        looks += 1
        return frozenset() if 5 < looks < 10 else frozenset({"10.0.0.7"})

    watch = NetworkWatch(seen.append, look, look_every_s=0.005)
    watch.start()
    watch.start()
    wait_until(lambda: looks > 20)
    watch.stop()
    watch.stop()
    assert seen == [frozenset(), frozenset({"10.0.0.7"})]


def test_it_can_be_started_again() -> None:
    watch = NetworkWatch(lambda _now: None, network_now, look_every_s=0.005)
    for _ in range(2):
        watch.start()
        watch.stop()
    watch = NetworkWatch(lambda _now: None)
    watch.start()
    watch.stop()


def test_the_way_out_belongs_to_it() -> None:
    assert any(one.startswith("by ") for one in network_now())

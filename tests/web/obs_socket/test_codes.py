from studio.web.obs_socket.codes import Code, Events, Refusal


def test_the_high_volume_events_are_not_among_all() -> None:
    assert Events.ALL.value == 2047
    assert not Events.ALL & (Events.VOLUME_METERS | Events.TRANSFORMS)


def test_a_refusal_carries_its_number() -> None:
    refusal = Refusal(Code.NOT_FOUND, "nothing there")
    assert (int(refusal.code), str(refusal)) == (600, "nothing there")

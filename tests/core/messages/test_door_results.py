import msgspec

from studio.core.messages.results import AnyResult, Invitation, TeamDevices


def test_an_open_invitation_goes_with_the_devices() -> None:
    invitation = Invitation("K7QM-2XRD", "192.168.1.5", 8482, "ab", 9, "hawker://a", name="Mo")
    for known in (None, invitation):
        told = TeamDevices(invitation=known, note="no network")
        assert msgspec.json.decode(msgspec.json.encode(told), type=AnyResult) == told

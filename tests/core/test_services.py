import pytest

from studio.core.services import SERVICES, Service, service_of
from studio.core.targets import Target, TargetKind, check_target


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_every_address_can_be_one_and_leads_back(service: Service) -> None:
    target = Target("one", service.name, service.url)
    check_target(target)
    assert target.kind is TargetKind.RTMP
    assert service_of(f"{service.url}/something") == service


def test_another_address_is_no_services() -> None:
    assert service_of("rtmp://shop.example/live") is None
    assert len({service.id for service in SERVICES}) == len(SERVICES)

"""What every payload keeps to."""

import msgspec
import pytest

from studio.core.records.payload import Payload, kind_of
from studio.core.records.record import AnyPayload

KINDS = AnyPayload.__args__


@pytest.mark.parametrize("kind", KINDS)
def test_personal_fields_exist_and_have_defaults(kind: type[Payload]) -> None:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    assert all(not fields[name].required for name in kind.personal)
    assert kind.version >= 1


def test_kinds_have_names_of_their_own() -> None:
    names = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(names)) == len(names)


def test_a_payload_without_a_kind_is_a_fault() -> None:
    class Bare(Payload, frozen=True, tag=7):
        pass

    with pytest.raises(TypeError, match="no kind"):
        kind_of(Bare())

"""What filters of sound and of picture share: their base, their names and the spans of numbers."""

import msgspec

MOST_FILTERS = 8


class FilterSettings(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="filter"
):
    """Base of all kinds; never used by itself."""

    is_enabled: bool = True


def tag_of(kind: type[FilterSettings]) -> str:
    """The kind's name in files and messages."""
    return str(kind.__struct_config__.tag)


def span_of(kind: type[FilterSettings], name: str) -> tuple[float, float]:
    """The least and the most that a field of numbers may be."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)  # noqa: S101 - each kind is a struct
    field = next(one.type for one in info.fields if one.name == name)
    if not isinstance(field, msgspec.inspect.FloatType) or field.ge is None or field.le is None:
        raise ValueError(f"{name!r} of {kind.__name__} is not a number between two others")
    return float(field.ge), float(field.le)

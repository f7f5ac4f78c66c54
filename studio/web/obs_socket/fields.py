"""The fields of a request, read with the refusals that obs-websocket has for each mistake."""

import math
from typing import Any

from studio.web.obs_socket.codes import Code, Refusal


class Fields:
    """``requestData`` of one request."""

    def __init__(self, data: object) -> None:
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}

    def has(self, name: str) -> bool:
        """Whether it is given and not null."""
        return self._data.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string that is not empty."""
        value = self._given(name, default)
        if not isinstance(value, str):
            raise Refusal(Code.FIELD_TYPE, f"The field value of `{name}` must be a string.")
        if not value and default is None:
            raise Refusal(Code.EMPTY_FIELD, f"The field value of `{name}` must not be empty.")
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._given(name, default)
        if not isinstance(value, bool):
            raise Refusal(Code.FIELD_TYPE, f"The field value of `{name}` must be boolean.")
        return value

    def number(self, name: str, least: float, most: float, default: float | None = None) -> float:
        """A number within its limits."""
        value = self._given(name, default)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise Refusal(Code.FIELD_TYPE, f"The field value of `{name}` must be a number.")
        if not least <= value <= most:
            raise Refusal(
                Code.OUT_OF_RANGE, f"The field value of `{name}` must be {least:g} to {most:g}."
            )
        return float(value)

    def table(self, name: str) -> "Fields":
        """An object."""
        value = self._given(name, None)
        if not isinstance(value, dict):
            raise Refusal(Code.FIELD_TYPE, f"The field value of `{name}` must be an object.")
        return Fields(value)

    def raw(self, name: str) -> Any:
        """Whatever is there."""
        return self._data.get(name)

    def _given(self, name: str, default: object) -> Any:
        value = self._data.get(name)
        if value is not None:
            return value
        if default is None:
            raise Refusal(Code.MISSING_FIELD, f"Your request is missing the `{name}` field.")
        return default

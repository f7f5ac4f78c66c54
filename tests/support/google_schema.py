"""Google's own description of YouTube's API, and what of a request or an answer is not in it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient

_PLAIN: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


@cache
def description() -> dict[str, Any]:
    """As it lies in Google's client library: ``youtube.v3.json``."""
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found = json.loads((folder / "youtube.v3.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def faults(kind: str, value: Any, at: str = "") -> list[str]:
    """What of ``value`` is not as the schema ``kind`` says."""
    schema = description()["schemas"][kind]
    return _faults(schema, value, at or kind)


def request_faults(method: str, path: str, query: dict[str, str], body: Any) -> list[str]:
    """What of a request is not as its method is described."""
    found = _method(method, path)
    known = {**found["parameters"], **description()["parameters"]}
    unknown = [f"{path}?{name}" for name in query if name not in known]
    required = [name for name, one in found["parameters"].items() if one.get("required")]
    missing = [f"{path} lacks {name}" for name in required if name not in query]
    if "request" not in found:
        return unknown + missing + ([f"{path} takes no body"] if body is not None else [])
    return unknown + missing + faults(found["request"]["$ref"], body)


def _method(method: str, path: str) -> dict[str, Any]:
    for resource in description()["resources"].values():
        for found in resource.get("methods", {}).values():
            if (found["httpMethod"], found["path"]) == (method, f"youtube/v3/{path}"):
                assert isinstance(found, dict)
                return found
    raise AssertionError(f"there is no {method} {path}")


def _faults(schema: dict[str, Any], value: Any, at: str) -> list[str]:
    if "$ref" in schema:
        return faults(schema["$ref"], value, at)
    if schema["type"] == "object":
        if not isinstance(value, dict):
            return [f"{at} is no object"]
        known = schema.get("properties", {})
        found = [f"{at}.{name} is unknown" for name in value if name not in known]
        for name in value.keys() & known.keys():
            found += _faults(known[name], value[name], f"{at}.{name}")
        return found
    if schema["type"] == "array":
        if not isinstance(value, list):
            return [f"{at} is no list"]
        return [fault for one in value for fault in _faults(schema["items"], one, f"{at}[]")]
    is_right = isinstance(value, _PLAIN[schema["type"]])
    if not is_right or value not in schema.get("enum", [value]):
        return [f"{at} is {value!r}"]
    return []

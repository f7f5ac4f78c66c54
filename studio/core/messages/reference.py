"""The reference of the protocol, written from the messages themselves, so that it is never old."""

import inspect
from collections.abc import Iterable, Mapping

from msgspec import inspect as shapes

from studio import __version__
from studio.core.messages import envelope as frames
from studio.core.messages.events import TOPIC_OF, AnyEvent, Event, Topic
from studio.core.messages.fields import Fields, doc_of, table
from studio.core.messages.requests import AnyRequest, Request, Right, SetVideoBitrate, SwitchScene
from studio.core.messages.results import AnyResult, Done

_HEAD = """\
# The protocol

Windows, moderators and tools speak to the studio's hub with these messages, and hub and engine
speak with each other in the same. This page is written from the message types
(`python -m studio.web.protocol_page docs/protocol.md`); a test compares the two.

Every message is one JSON object `{"op": n, "d": {…}}` in one WebSocket frame, text or binary, of
at most %(most)s bytes. Fields marked "must" have to be there; an unknown field in what is sent
to the hub is an error, an unknown field in what comes from it is to be ignored.

## A conversation

The hub listens on a port of 127.0.0.1 that its card `run/hub.json` in the data folder names; the
card can be read by its owner only and holds the token too. Whoever sends an `Origin`, or asks for
another host than this computer, is refused with HTTP 403.

```
%(talk)s
```

The response carries the request's `requestId`. Responses may come in another order than their
requests. A message that is not understood gets one response with an empty `requestId`, and the
connection goes on.
"""

_CLOSE_CODES = (
    (1001, "the studio ends"),
    (1009, "the message was too large"),
    (4007, "something else was sent before Identify, or nothing for ten seconds"),
    (4008, "one device has too many windows open"),
    (4009, "the token is wrong, or its device is let in no more"),
    (4010, "the client did not take its events in time; connect again and ask for a snapshot"),
)


def reference(roles: Mapping[str, Iterable[Right]]) -> str:
    """The whole page as Markdown; ``roles``: the rights of each role by its name."""
    messages = [*_structs(AnyRequest), *_structs(AnyEvent), *_structs(AnyResult)]
    fields = Fields(elsewhere=[shape.cls.__name__ for shape in messages])
    parts = [
        _HEAD % {"most": f"{frames.MAX_MESSAGE_BYTES:,}".replace(",", " "), "talk": _talk()},
        _frames(fields),
        _statuses(),
        _roles(roles),
        _requests(fields),
        _events(fields),
        _members("Results", "What a request is answered with.", AnyResult, fields),
        _data(fields),
    ]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _talk() -> str:
    bitrate = frames.RequestData("1", SetVideoBitrate(2_000_000))
    switch = frames.RequestData("2", SwitchScene("encore"))
    refused = frames.ResponseData(
        "2", int(frames.Status.NOT_FOUND), "there is no such scene", "encore"
    )
    said: list[tuple[str, frames.AnyFrame]] = [
        ("hub   ", frames.Hello(frames.HelloData(__version__))),
        ("window", frames.Identify(frames.IdentifyData("…", Topic.ALL.value, "window"))),
        ("hub   ", frames.Identified(frames.IdentifiedData("owner"))),
        ("window", frames.RequestFrame(bitrate)),
        ("hub   ", frames.ResponseFrame(frames.ResponseData("1", result=Done()))),
        ("window", frames.RequestFrame(switch)),
        ("hub   ", frames.ResponseFrame(refused)),
    ]
    return "\n".join(f"{who}  {frames.encode_frame(frame).decode()}" for who, frame in said)


def _frames(fields: Fields) -> str:
    lines = ["## Frames", ""]
    rows = []
    for shape in _structs(frames.AnyFrame):
        data = fields.name(shape.fields[0].type)
        rows.append((f"{shape.tag}", shape.cls.__name__, data))
    lines += table(("op", "frame", "d"), rows)
    lines += ["", "Closing codes of the WebSocket:", ""]
    lines += table(("code", "why"), [(str(code), why) for code, why in _CLOSE_CODES])
    return "\n".join(lines)


def _statuses() -> str:
    meaning = {
        frames.Status.SUCCESS: "it was done",
        frames.Status.INTERNAL: "a fault inside the studio; its log says more",
        frames.Status.BAD_INPUT: "the message or a value in it is not right",
        frames.Status.FORBIDDEN: "the role does not hold the right",
        frames.Status.NOT_FOUND: "a scene, layer, source or viewer of that id does not exist",
        frames.Status.UNAVAILABLE: "something outside failed now and may work later",
    }
    rows = [(str(int(status)), status.name, meaning[status]) for status in frames.Status]
    head = [
        "## Statuses",
        "",
        "`comment` says in a sentence what is wrong, `where` names the field, layer or file.",
        "",
    ]
    return "\n".join(head + table(("status", "name", "meaning"), rows))


def _roles(roles: Mapping[str, Iterable[Right]]) -> str:
    names = list(roles)
    rows = []
    for right in Right:
        has = ["yes" if right in roles[name] else "" for name in names]
        rows.append((f"`{right.value}`", *has))
    head = [
        "## Roles and rights",
        "",
        "Every request needs one right. `signal` is the viewer page's own and no role's.",
        "",
    ]
    return "\n".join(head + table(("right", *names), rows))


def _requests(fields: Fields) -> str:
    lines = ["## Requests", ""]
    for shape in _structs(AnyRequest):
        kind = shape.cls
        if not issubclass(kind, Request):
            raise TypeError(f"{kind.__name__} is no request")
        by = "the engine" if kind.is_for_engine else "the hub"
        lines += [f"### {kind.__name__}", "", doc_of(shape), ""]
        lines += [f"Right: `{kind.right.value}`. Answered by {by}.", ""]
        lines += fields.rows_of(shape)
    return "\n".join(lines)


def _events(fields: Fields) -> str:
    lines = ["## Events", "", "Sent to whoever subscribed to their topic in Identify.", ""]
    single = [topic for topic in Topic if topic.value.bit_count() == 1]
    rows = [(str(topic.value), topic.name or "", _told(topic)) for topic in single]
    lines += [*table(("bit", "topic", "events"), rows), ""]
    for shape in _structs(AnyEvent):
        lines += [f"### {shape.cls.__name__}", "", doc_of(shape), "", *fields.rows_of(shape)]
    return "\n".join(lines)


def _told(topic: Topic) -> str:
    kinds: list[type[Event]] = [kind for kind, its in TOPIC_OF.items() if its is topic]
    return ", ".join(kind.__name__ for kind in kinds)


def _members(title: str, sentence: str, union: object, fields: Fields) -> str:
    lines = [f"## {title}", "", sentence, ""]
    for shape in _structs(union):
        lines += [f"### {shape.cls.__name__}", "", doc_of(shape), "", *fields.rows_of(shape)]
    return "\n".join(lines)


def _data(fields: Fields) -> str:
    lines = ["## Data", "", "What the messages are made of, in the order of the alphabet.", ""]
    return "\n".join(lines + fields.sections())


def _structs(union: object) -> list[shapes.StructType]:
    found = shapes.type_info(union)
    if not isinstance(found, shapes.UnionType):
        raise TypeError(f"{inspect.formatannotation(union)} is no union of messages")
    return [one for one in found.types if isinstance(one, shapes.StructType)]

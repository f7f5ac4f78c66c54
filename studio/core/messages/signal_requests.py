"""Requests by which the hub's web room opens ways for viewers and guests; nobody else may ask."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.messages.request_base import Request, Right
from studio.core.scene import Id
from studio.core.sources import ShortText


class OpenViewer(Request, frozen=True):
    """A viewer's SDP offer (WHEP); answered by `ViewerOpened`. Only the hub's web room asks.

    ``shape``: "upright" or "wide" gives the canvas of that shape if there is one; "": the first.
    """

    right: ClassVar[Right] = Right.SIGNAL
    offer_sdp: Annotated[str, msgspec.Meta(max_length=65_536)]
    shape: Annotated[str, msgspec.Meta(pattern=r"^(|upright|wide)\Z")] = ""


class AddViewerCandidates(Request, frozen=True):
    """Trickled candidates (RFC 8840 fragment) of a viewer."""

    right: ClassVar[Right] = Right.SIGNAL
    viewer_id: ShortText
    sdp_fragment: Annotated[str, msgspec.Meta(max_length=65_536)]


class CloseViewer(Request, frozen=True):
    """A viewer left."""

    right: ClassVar[Right] = Right.SIGNAL
    viewer_id: ShortText


class OpenGuest(Request, frozen=True):
    """A guest's SDP offer (WHIP); answered by `GuestOpened`. Only the hub's web room asks."""

    right: ClassVar[Right] = Right.SIGNAL
    link_id: Id
    name: ShortText
    offer_sdp: Annotated[str, msgspec.Meta(max_length=65_536)]
    has_camera: bool = True
    has_microphone: bool = True


class AddGuestCandidates(Request, frozen=True):
    """Trickled candidates (RFC 8840 fragment) of a guest."""

    right: ClassVar[Right] = Right.SIGNAL
    link_id: Id
    session_id: ShortText
    sdp_fragment: Annotated[str, msgspec.Meta(max_length=65_536)]


class CloseGuest(Request, frozen=True):
    """A guest left or is put out; ``session_id`` empty: whoever came by this link."""

    right: ClassVar[Right] = Right.SIGNAL
    link_id: Id
    session_id: ShortText = ""
    reason: ShortText = ""


AnySignalRequest = (
    OpenViewer | AddViewerCandidates | CloseViewer | OpenGuest | AddGuestCandidates | CloseGuest
)

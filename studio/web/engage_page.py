"""Polls, questions, hearts and draws on the viewer page: what each page is told, and when."""

from collections.abc import Collection, Sequence
from typing import Protocol

from aiohttp import web

from studio.core.clock import Clock
from studio.core.engage import Mine, PollNow, Question, Shown
from studio.core.messages.events import EngageShown, Event, QuestionsChanged
from studio.web.engage_routes import EngageRoutes, Takes, TakingRoom
from studio.web.engage_view import mine_frame, questions_frame, seen_draw, seen_poll
from studio.web.page_parts import Frame, PageTeller


class Known(Takes, Protocol):
    """What viewers take part in, as it can be told."""

    def shown(self) -> Shown:
        """As it is now."""
        ...

    def listed(self) -> Sequence[Question]:
        """Open questions."""
        ...

    def mine(self, actor: str) -> Mine:
        """What one person did."""
        ...

    def voters(self) -> Collection[str]:
        """Who voted in the poll that is shown."""
        ...


class EngageRoom(TakingRoom, Protocol):
    """The hub's desk as the page needs it."""

    @property
    def parts(self) -> Known | None:
        """None while the room is not open."""
        ...


class EngagePage:
    """A part of the viewer page, see `studio.web.page_parts`."""

    def __init__(self, room: EngageRoom, routes: EngageRoutes, clock: Clock) -> None:
        self._room = room
        self._clock = clock
        self._routes = routes
        self._told: dict[str, Frame] = {}

    def add_to(self, application: web.Application) -> None:
        """The routes."""
        self._routes.add_to(application)

    def greeting(self, actor: str) -> Sequence[Frame]:
        """Everything as it is, and what this person did."""
        parts = self._room.parts
        if parts is None:
            return ()
        shown = parts.shown()
        may_count = shown.poll is not None and (_is_for_all(shown.poll) or actor in parts.voters())
        return (
            {"type": "time", "nowWallMs": self._clock.wall_ms()},
            mine_frame(parts.mine(actor) if actor else Mine(), actor),
            *_frames(shown, may_count=may_count),
            questions_frame(parts.listed()),
        )

    def hear(self, event: Event, page: PageTeller) -> None:
        """Tell each thing only when it is another one."""
        if isinstance(event, QuestionsChanged):
            page.tell_all(questions_frame(event.questions))
        elif isinstance(event, EngageShown):
            self._tell(event.shown, page)

    def tell_person(self, actor: str, page: PageTeller) -> None:
        """Every page of somebody hears what they did, whichever of them they did it on."""
        parts = self._room.parts
        if parts is None:
            return
        page.tell_one(actor, mine_frame(parts.mine(actor), actor))
        poll = parts.shown().poll
        if poll is not None and not _is_for_all(poll) and actor in parts.voters():
            page.tell_one(actor, _poll_frame(poll, may_count=True))

    def _tell(self, shown: Shown, page: PageTeller) -> None:
        poll, parts = shown.poll, self._room.parts
        is_for_all = poll is None or _is_for_all(poll)
        for frame in _frames(shown, may_count=is_for_all):
            if self._is_news(frame["type"], frame):
                page.tell_all(frame)
        if poll is not None and not is_for_all and parts is not None:
            frame = _poll_frame(poll, may_count=True)
            if self._is_news("counts", frame):
                page.tell_some(parts.voters(), frame)

    def _is_news(self, name: str, frame: Frame) -> bool:
        is_news = self._told.get(name) != frame
        self._told[name] = frame
        return is_news


def _is_for_all(poll: PollNow) -> bool:
    """Whether everybody may see how it stands."""
    return poll.is_closed or not poll.poll.is_hidden


def _poll_frame(poll: PollNow | None, *, may_count: bool) -> Frame:
    seen = seen_poll(poll, may_count=may_count) if poll is not None else None
    return {"type": "poll", "poll": seen}


def _frames(shown: Shown, *, may_count: bool) -> tuple[Frame, ...]:
    draw = seen_draw(shown.draw) if shown.draw is not None else None
    return (
        {"type": "hearts", "total": shown.hearts},
        _poll_frame(shown.poll, may_count=may_count),
        {"type": "draw", "draw": draw},
    )

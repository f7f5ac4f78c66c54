"""What viewers take part in, played for the page's tests: takes everything unless it refuses."""

from collections.abc import Collection, Sequence

from studio.core.engage import CheckedDraw, Mine, Question, Shown
from studio.core.errors import NotFoundError


class PlayedParts:
    """Remembers who did what."""

    def __init__(self) -> None:
        self.now = Shown()
        self.did: list[tuple[str, ...]] = []
        self.hearts = 0
        self.questions: list[Question] = []
        self.done: dict[str, Mine] = {}
        self.voted: set[str] = set()
        self.refusal: Exception | None = None

    def shown(self) -> Shown:
        """As the test set it."""
        return self.now

    def listed(self) -> Sequence[Question]:
        """As the test set them."""
        return self.questions

    def mine(self, actor: str) -> Mine:
        """As the test set it."""
        return self.done.get(actor, Mine())

    def voters(self) -> Collection[str]:
        """As the test set them."""
        return self.voted

    def give_hearts(self, viewer: str, count: int) -> int:
        """All of them."""
        self.hearts += count
        return self._take(viewer, count)

    async def vote(self, actor: str, option: int) -> None:
        """Taken."""
        self._take("vote", actor, option)

    async def enter(self, actor: str, name: str, since_wall_ms: int = 0) -> None:
        """Taken."""
        self._take("enter", actor, name, since_wall_ms)

    async def want(self, message_id: str, actor: str, *, is_wanted: bool) -> None:
        """Taken."""
        self._take("want", message_id, actor, is_wanted)

    def _take(self, *what: object) -> int:
        if self.refusal is not None:
            raise self.refusal
        self.did.append(tuple(str(one) for one in what))
        return self.hearts


class PlayedDesk:
    """The hub's desk. ``parts`` None: the room is not open."""

    def __init__(self) -> None:
        self.played = PlayedParts()
        self.is_open = True
        self.checked: CheckedDraw | None = None
        self.is_seen = True

    @property
    def parts(self) -> PlayedParts | None:
        """None while it is not open."""
        return self.played if self.is_open else None

    def actor_of_page(self, user_id: str) -> str:
        """Easy to read."""
        return f"p-{user_id}"

    async def put_question(self, user_id: str, name: str, text: str) -> bool:
        """Kept."""
        self.played._take("ask", user_id, name, text)
        return self.is_seen

    async def check(self, draw_id: str) -> CheckedDraw:
        """As the test set it."""
        if self.checked is None or self.checked.draw.id != draw_id:
            raise NotFoundError("there is no such draw", draw_id)
        return self.checked

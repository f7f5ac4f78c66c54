"""A phrase taken away and brought back: what matches goes, all of it comes back, nothing else."""

import asyncio
from collections.abc import Callable, Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.lookback import Looked
from studio.chat.nuke import Aim, Nukes, picker
from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages.events import MessagesChanged
from studio.core.moderation import LinksRule
from studio.core.records.chat import Decision
from studio.core.records.payload import Payload, kind_of
from studio.core.records.record import Record
from studio.core.records.rules import Nuked, NukeUndone
from studio.core.room import PostRefusedError, RoomMessage
from tests.support.room_messages import room_message
from tests.support.rooms import RoomStand

_PAGE = 3  # small, so that several are asked for


class NukeStand(RoomStand):
    """A room whose past is what is shown, read in small pages."""

    def __init__(self) -> None:
        super().__init__()
        self.room.settings = ChatSettings(rules=(LinksRule(name="Links"),))
        self.ids: list[str] = []
        self.looks = 0
        self.nukes = Nukes(self.room, self, self.search, self.write, self.clock)

    async def write(self, payload: Payload, by: str) -> int:
        """As the desk does."""
        return await self.keep(Record("show-1", self.clock.wall_ms(), payload, by))

    async def post(self, text: str, who: str = "anna") -> RoomMessage:
        """A message, some seconds after the one before."""
        self.clock.advance(3 * NS_PER_S)
        kept = await self.room.post(who, who.title(), text)
        self.ids.append(kept.message.id)
        return kept

    async def look_through(
        self, picks: Callable[[RoomMessage], bool], since_wall_ms: int, before: int = 0
    ) -> Looked:
        """Three messages."""
        self.looks += 1
        rows = [one for one in self._all() if not before or one.event_id < before][-_PAGE:]
        inside = [one for one in rows if one.message.received_wall_ms >= since_wall_ms]
        is_over = len(rows) < _PAGE or len(inside) < len(rows)
        found = tuple(one for one in reversed(inside) if picks(one))
        return Looked(found, 0 if is_over else rows[0].event_id)

    async def search(self, words: str, before: int = 0, most: int = 100) -> list[RoomMessage]:
        """By one word."""
        return [one for one in self._all() if one.event_id < before and words in one.message.text][
            -most:
        ]

    async def several(self, message_ids: Sequence[str]) -> list[RoomMessage]:
        """By id."""
        return [one for one in self._all() if one.message.id in message_ids]

    async def decided(self, kinds: Collection[str], most: int) -> list[Record]:
        """Newest first."""
        return [one for one in reversed(self.records) if kind_of(one.payload) in kinds][:most]

    def states(self) -> dict[str, MessageState]:
        """Of every message, by its words."""
        return {one.message.text: one.state for one in self._all()}

    def _all(self) -> list[RoomMessage]:
        return [one for id_ in self.ids if (one := self.room.shown.get(id_)) is not None]


@pytest.fixture
def stand() -> NukeStand:
    return NukeStand()


async def test_everything_with_the_phrase_goes_at_once_and_comes_back(stand: NukeStand) -> None:
    for text in ("buy gold", "hello", "BUY  G0LD now", "www.x.com buy gold", "golden"):
        await stand.post(text)
    before = stand.states()
    aim = Aim("buy gold", 10)
    found = await stand.nukes.find(aim)
    assert [one.message.text for one in found.messages] == [
        *("www.x.com buy gold", "BUY G0LD now", "buy gold")
    ]
    assert (found.authors, found.is_cut) == (("p-page-anna",), False)
    nuke_id, done = await stand.nukes.drop(aim, 0, "p-mod")
    assert len(done.messages) == 3
    gone = {text for text, state in stand.states().items() if state is MessageState.DELETED}
    assert gone == {"buy gold", "BUY G0LD now", "www.x.com buy gold"}
    payload = stand.payloads()[-1]
    assert isinstance(payload, Nuked)
    assert (payload.nuke_id, payload.phrase, len(payload.visible), len(payload.held)) == (
        *(nuke_id, "buy gold"),
        *(2, 1),
    )
    assert await stand.nukes.undo(nuke_id, "p-mod") == ()
    assert stand.states() == before
    stand.room.news.flush()
    assert any(isinstance(event, MessagesChanged) for event in stand.told)
    with pytest.raises(NotFoundError, match="undone already"):
        await stand.nukes.undo(nuke_id, "p-mod")


async def test_only_the_last_minutes_and_never_the_host(stand: NukeStand) -> None:
    await stand.post("spam old")
    stand.clock.advance(120 * NS_PER_S)
    await stand.post("spam new")
    said = await stand.room.say("spam is not welcome", "owner")
    assert said is not None
    stand.ids.append(said.message.id)
    _, done = await stand.nukes.drop(Aim("spam", 1), 0, "p-mod")
    assert [one.message.text for one in done.messages] == ["spam new"]


async def test_authors_are_silenced_with_it_and_let_write_again(stand: NukeStand) -> None:
    await stand.post("spam", "anna")
    await stand.post("spam", "ben")
    nuke_id, _ = await stand.nukes.drop(Aim("spam", 5), 60, "p-mod")
    with pytest.raises(PostRefusedError, match="blocked"):
        await stand.post("hello", "ben")
    silenced = await stand.nukes.undo(nuke_id, "p-mod")
    assert set(silenced) == {"p-page-anna", "p-page-ben"}
    await stand.post("hello", "ben")
    last = stand.payloads()[-2]
    assert last == NukeUndone(nuke_id, authors=silenced)


async def test_nothing_found_is_no_act(stand: NukeStand) -> None:
    await stand.post("hello")
    written = len(stand.records)
    assert (await stand.nukes.drop(Aim("spam", 5), 0, "p-mod"))[0] == ""
    assert len(stand.records) == written
    with pytest.raises(NotFoundError, match="no such act"):
        await stand.nukes.undo("nuke-0", "p-mod")


async def test_two_that_overlap_bring_back_each_their_own(stand: NukeStand) -> None:
    for text in ("red", "red blue", "blue"):
        await stand.post(text)
    first, _ = await stand.nukes.drop(Aim("red", 5), 0, "p-mod")
    second, done = await stand.nukes.drop(Aim("blue", 5), 0, "p-mod")
    assert [one.message.text for one in done.messages] == ["blue"]
    await stand.nukes.undo(first, "p-mod")
    assert stand.states() == {
        "red": MessageState.VISIBLE,
        "red blue": MessageState.VISIBLE,
        "blue": MessageState.DELETED,
    }
    await stand.nukes.undo(second, "p-mod")
    assert set(stand.states().values()) == {MessageState.VISIBLE}


async def test_what_somebody_released_meanwhile_stays_as_it_is(stand: NukeStand) -> None:
    kept = await stand.post("www.x.com spam")
    nuke_id, _ = await stand.nukes.drop(Aim("spam", 5), 0, "p-mod")
    await stand.room.decide(kept.message.id, Decision.RESTORE, "p-other")
    await stand.nukes.undo(nuke_id, "p-mod")
    assert stand.states() == {"www.x.com spam": MessageState.VISIBLE}


@pytest.mark.parametrize(
    ("phrase", "is_pattern", "said"),
    [("  ", False, "nothing to look for"), ("**", False, "nothing"), ("(", True, "nuke: \\(")],
)
async def test_a_phrase_that_is_none_is_refused(
    stand: NukeStand, phrase: str, is_pattern: bool, said: str
) -> None:
    with pytest.raises(BadInputError, match=said):
        await stand.nukes.find(Aim(phrase, 5, is_pattern))


def test_a_pattern_that_takes_too_long_takes_nothing_away() -> None:
    picks = picker(Aim(r"(a|a?)+$", 5, is_pattern=True))
    assert not picks(room_message(1, "a" * 60 + "b"))
    assert picker(Aim(r"deal\d+", 5, is_pattern=True))(room_message(2, "DEAL42"))


async def test_further_back_the_index_of_words_finds_it(
    stand: NukeStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.chat.nuke._MOST_LOOKED", 500)
    for number in range(8):
        await stand.post(f"spam {number}" if number in (0, 7) else f"hello {number}")
    found = await stand.nukes.find(Aim("spam", 60))
    assert [one.message.text for one in found.messages] == ["spam 7", "spam 0"]
    assert (stand.looks, found.is_cut) == (1, True)
    assert len((await stand.nukes.find(Aim("sp.m", 60, is_pattern=True))).messages) == 1


@given(
    st.lists(st.sampled_from(["spam", "ham", "spam ham", "egg", "www.x.com spam"]), max_size=12),
    st.sampled_from(["spam", "ham", "egg*", "x"]),
    st.booleans(),
)
def test_undone_it_is_as_if_it_had_never_been(
    texts: list[str], phrase: str, is_one_deleted: bool
) -> None:
    async def act() -> None:
        stand = NukeStand()
        stand.room.settings = ChatSettings(rules=(LinksRule(name="Links"),))
        for number, text in enumerate(texts):
            await stand.post(f"{text} {number}", f"p{number % 3}")
        if texts and is_one_deleted:
            await stand.room.decide(stand.ids[0], Decision.DELETE, "m")
        before = stand.states()
        nuke_id, found = await stand.nukes.drop(Aim(phrase, 60), 0, "m")
        after = stand.states()
        gone = {one.message.text for one in found.messages}
        for text, state in after.items():
            assert state is (MessageState.DELETED if text in gone else before[text])
        if nuke_id:
            await stand.nukes.undo(nuke_id, "m")
        assert stand.states() == before

    asyncio.run(act())

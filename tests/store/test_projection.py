"""Every projection is one by its form, and none forgets a table."""

from studio.store.act_view import ActView
from studio.store.engaged_view import EngagedView
from studio.store.message_view import MessageView
from studio.store.person_view import PersonView
from studio.store.projection import Projection
from studio.store.session_view import SessionView
from studio.store.store import Store
from studio.store.tables import PROJECTIONS
from studio.store.whisper_view import WhisperView
from tests.support.chat_records import received
from tests.support.stored import page


def test_a_cleared_projection_is_empty_until_it_is_made_anew(store: Store) -> None:
    views: tuple[Projection, ...] = (
        PersonView(),
        SessionView(),
        ActView(),
        WhisperView(),
        EngagedView(),
        MessageView(),
    )
    assert len(views) == len(PROJECTIONS)
    store.write([received(1)])
    with store.database.transaction() as connection:
        for view in views:
            view.clear(connection)
    assert page(store) == []
    store.rebuild()
    assert [one.message.id for one in page(store)] == ["m1"]

import pytest

from studio.core.status import ShowState
from studio.web.obs_socket.book import Book
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.naming import item_ids, uuid_of
from tests.support.small_show import small_show


def test_an_empty_book_is_not_ready() -> None:
    book = Book()
    for act in (lambda: book.show, lambda: book.names):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code is Code.NOT_READY
    book.take_show(small_show())
    assert book.is_ready
    book.lose()
    assert not book.is_ready


def test_things_are_found_by_name_or_uuid() -> None:
    book = Book()
    book.take_show(small_show())
    assert book.scene_of(Fields({"sceneUuid": uuid_of("scene", "two")})).id == "two"
    assert book.input_of(Fields({"inputUuid": uuid_of("input", "tone")})).id == "tone"
    assert book.strip_of(Fields({"inputName": "Tone"})).gain_db == -6
    scene = small_show().scenes[0]
    fields = Fields({"sceneName": "One", "sceneItemId": item_ids(scene)["cam"]})
    assert book.item_of(fields) == (scene, scene.layers[2])
    assert (book.size_of("film").width_px, book.source_status("film")) == (0, None)


@pytest.mark.parametrize("state", list(ShowState))
def test_the_stream_is_what_viewers_see(state: ShowState) -> None:
    book = Book()
    book.state = state
    assert book.is_on_air is (state.value in ("starting", "live", "paused"))

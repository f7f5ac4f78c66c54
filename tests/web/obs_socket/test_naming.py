import msgspec
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Layer, Scene
from studio.web.obs_socket.naming import Names, item_ids, unique_names, uuid_of
from tests.support.small_show import small_show


@given(st.lists(st.text(max_size=5), max_size=12))
def test_no_name_is_given_twice(wanted: list[str]) -> None:
    found = unique_names(((f"id{at}", name) for at, name in enumerate(wanted)), set())
    assert len(set(found.values())) == len(wanted)
    assert all(found.values())


def test_a_scene_and_a_source_of_one_name_can_be_told_apart() -> None:
    show = small_show()
    sources = (*show.sources[:-1], msgspec.structs.replace(show.sources[-1], name="One"))
    names = Names(msgspec.structs.replace(show, sources=sources))
    assert (names.scenes["one"], names.inputs["tone"]) == ("One", "One (2)")
    assert names.input_of_name["One (2)"] == "tone"
    assert names.scene_of_uuid[names.scene("one")["sceneUuid"]] == "one"
    assert names.source("tone")["sourceUuid"] == names.input("tone")["inputUuid"]


def test_numbers_of_layers_stay_when_others_come_and_go() -> None:
    scene = small_show().scenes[0]
    before = item_ids(scene)
    assert len(set(before.values())) == 3
    after = item_ids(msgspec.structs.replace(scene, layers=tuple(reversed(scene.layers[1:]))))
    assert after == {key: value for key, value in before.items() if key != "back"}
    many = Scene("many", "Many", tuple(Layer(f"l{at}", "x", "back") for at in range(3000)))
    assert len(set(item_ids(many).values())) == 3000


def test_a_uuid_is_the_same_in_every_run() -> None:
    assert uuid_of("scene", "one") == uuid_of("scene", "one") != uuid_of("input", "one")

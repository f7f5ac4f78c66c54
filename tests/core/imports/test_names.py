from hypothesis import given
from hypothesis import strategies as st

from studio.core.ids import is_id
from studio.core.imports.names import Ids, slug


def test_a_name_is_still_seen_in_its_id() -> None:
    ids = Ids("source")
    given = [ids.give(name) for name in ("Crème Brûlée!", "creme brulee", "摄像头", "麦克风")]
    assert given == ["creme-brulee", "creme-brulee-2", "source", "source-2"]
    assert slug("***") == ""


def test_a_name_with_a_number_takes_no_others_id() -> None:
    ids = Ids("x")
    assert [ids.give(name) for name in ("a", "a-2", "a", "a")] == ["a", "a-2", "a-3", "a-4"]


@given(st.lists(st.text(max_size=80)))
def test_ids_are_right_unique_and_the_same_again(names: list[str]) -> None:
    ids, again = Ids("layer"), Ids("layer")
    made = [ids.give(name) for name in names]
    assert all(is_id(one) for one in made)
    assert len(set(made)) == len(made)
    assert [again.give(name) for name in names] == made

from studio.core.scene import Box, Canvas, Group, Layer
from studio.ui.stage import picking
from studio.ui.stage.contents import Contents
from studio.ui.stage.picking import Band, Picked

BACK = Layer("back", "Back", "s")
LOW = Layer("low", "Low", "s", box=Box(0.1, 0.1, 0.2, 0.2), group_id="g")
HIGH = Layer("high", "High", "s", box=Box(0.2, 0.2, 0.2, 0.2), group_id="g")
LOCKED = Layer("locked", "Locked", "s", box=Box(0.6, 0.6, 0.2, 0.2), is_locked=True)
GONE = Layer("gone", "Gone", "s", is_visible=False)
CONTENTS = Contents((BACK, LOW, HIGH, LOCKED, GONE), (Group("g", "G"),), Canvas(1000, 1000))


def click(before: Picked, hit: Layer | None, *, is_adding: bool = False) -> Picked:
    return picking.clicked(CONTENTS, before, hit, is_adding=is_adding)


def test_the_topmost_one_that_is_seen_is_met() -> None:
    assert picking.top_at(CONTENTS, 250, 250) == HIGH
    assert picking.top_at(CONTENTS, 150, 150) == LOW
    assert picking.top_at(CONTENTS, 1, 1) == BACK
    assert picking.top_at(CONTENTS, -5, 1) is None


def test_a_group_is_picked_as_one_until_it_is_gone_into() -> None:
    whole = click(Picked(), HIGH)
    assert whole == Picked(("low", "high"))
    inside = picking.gone_into(CONTENTS, whole, HIGH)
    assert inside == Picked(("high",), "g")
    assert inside is not None
    assert click(inside, LOW) == Picked(("low",), "g")
    assert click(inside, BACK) == Picked(("back",))
    assert picking.gone_into(CONTENTS, inside, LOW) is None
    assert picking.gone_into(CONTENTS, whole, BACK) is None


def test_adding_adds_and_takes_away_groups_as_a_whole() -> None:
    both = click(Picked(("back",)), LOW, is_adding=True)
    assert both == Picked(("back", "low", "high"))
    assert click(both, HIGH, is_adding=True) == Picked(("back",))
    assert click(both, None, is_adding=True) == both
    assert click(both, None) == Picked()


def test_a_band_touches_but_never_what_lies_around_it_or_is_locked() -> None:
    band = Band(350, 350, 250, 250)
    assert band.sides() == (250, 250, 350, 350)
    assert picking.banded(CONTENTS, Picked(), Band(50, 50, 150, 150), is_adding=False) == Picked(
        ("low", "high")
    )
    assert picking.banded(CONTENTS, Picked(), Band(-5, -5, 900, 900), is_adding=False) == Picked(
        ("back", "low", "high")
    )
    added = picking.banded(CONTENTS, Picked(("back",)), Band(590, 590, 700, 700), is_adding=True)
    assert added == Picked(("back",))


def test_what_is_gone_is_no_longer_selected() -> None:
    before = Picked(("low", "lost"), "h")
    assert picking.still_there(CONTENTS, before) == Picked(("low",))

from studio.core.scene import Canvas
from studio.ui.stage.geometry import Frame
from studio.ui.stage.snapping import Stuck, stuck, targets_of


def test_the_canvas_and_the_other_layers_are_targets() -> None:
    targets = targets_of(Canvas(1000, 500), [Frame(300, 100, 100, 40)])
    assert targets.across == (0, 35, 50, 250, 300, 350, 500, 950, 965, 1000)
    assert {80, 100, 120} <= set(targets.down)


def test_a_turned_layer_offers_the_sides_around_it() -> None:
    targets = targets_of(Canvas(1000, 500), [Frame(300, 100, 100, 40, 90)])
    assert 280 in {round(place) for place in targets.across}


def test_the_nearest_target_wins_and_every_line_met_is_told() -> None:
    assert stuck((97, 197), (100, 200, 400), 5) == Stuck(3, (100, 200))
    assert stuck((98, 203), (100, 200), 5) == Stuck(2, (100,))
    assert stuck((90,), (100,), 5) == Stuck()
    assert stuck((100,), (100,), 0) == Stuck()
    assert stuck((), (100,), 5) == Stuck()

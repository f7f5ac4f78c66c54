import pytest

from studio.web.obs_socket import volume


@pytest.mark.parametrize("gain_db", [-60.0, -59.5, -20.0, 0.0, 6.0, 24.0])
def test_a_gain_comes_back_by_either_way(gain_db: float) -> None:
    assert volume.gain_of_db(volume.db_of(gain_db)) == pytest.approx(gain_db)
    assert volume.gain_of_mul(volume.mul_of(gain_db)) == pytest.approx(gain_db)


def test_our_lowest_gain_is_silence() -> None:
    assert (volume.mul_of(-60), volume.db_of(-60)) == (0.0, -100.0)
    assert volume.gain_of_mul(0) == volume.gain_of_db(-100) == -60


def test_what_is_louder_than_ours_is_our_loudest() -> None:
    assert volume.gain_of_db(26) == volume.gain_of_mul(20) == 24.0


def test_levels_are_factors() -> None:
    assert (volume.level_mul(0), volume.level_mul(-120)) == (1.0, 0.0)

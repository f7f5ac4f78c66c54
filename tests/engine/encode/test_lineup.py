from dataclasses import replace

import pytest

from studio.core.errors import UnavailableError
from studio.engine.encode.candidates import NVENC, QSV, X264, Candidate
from studio.engine.encode.lineup import Lineup
from studio.engine.media import MediaPacket
from tests.fakes.encoders import Encoders
from tests.support.encoded import SETTINGS, decoded_luma, picture

Told = list[tuple[str, str]]


def line(encoders: Encoders, *candidates: Candidate) -> tuple[Lineup, Told]:
    told: Told = []
    return Lineup(
        candidates, SETTINGS, lambda one, why: told.append((one.name, why)), encoders
    ), told


def encoded(lineup: Lineup, start: int, end: int) -> list[MediaPacket]:
    made: list[MediaPacket] = []
    for number in range(start, end):
        made += lineup.encode(picture(number), is_key=False)
    return made


def test_the_picture_that_an_encoder_fails_at_is_taken_by_the_next() -> None:
    lineup, told = line(Encoders({NVENC.name: ("raise", 5)}), NVENC, X264)
    made = encoded(lineup, 0, 12) + lineup.close()
    assert decoded_luma(made) == [number % 8 for number in range(12)]
    assert [index for index, packet in enumerate(made) if packet.is_key] == [0, 5]
    assert [name for name, _ in told] == [NVENC.name]
    assert "device lost" in told[0][1]
    assert lineup.candidate is X264


def test_one_that_cannot_be_opened_is_passed_over() -> None:
    faults = {NVENC.name: ("refuse", 0), QSV.name: ("refuse", 0)}
    lineup, told = line(Encoders(faults), NVENC, QSV, X264)
    assert len(encoded(lineup, 0, 3)) == 3
    assert [name for name, _ in told] == [NVENC.name, QSV.name]


def test_one_that_takes_pictures_and_gives_none_has_failed() -> None:
    lineup, told = line(Encoders({NVENC.name: ("silent", 2)}), NVENC, X264)
    made = encoded(lineup, 0, 40)
    assert [name for name, _ in told] == [NVENC.name]
    assert made[2].is_key
    assert 2 < len(made) < 40


def test_when_the_last_one_fails_it_is_said_and_tried_again() -> None:
    encoders = Encoders({X264.name: ("raise", 1)})
    lineup, told = line(encoders, X264)
    assert len(encoded(lineup, 0, 1)) == 1
    with pytest.raises(UnavailableError, match="device lost"):
        lineup.encode(picture(1), is_key=False)
    assert told == []
    assert lineup.encode(picture(2), is_key=False)[0].is_key
    assert len(encoders.opened) == 2


def test_a_new_rate_is_set_or_asks_for_another_opening() -> None:
    encoders = Encoders()
    lineup, _ = line(encoders, X264)
    assert lineup.set_bitrate(150_000)  # before anything is open
    encoded(lineup, 0, 2)
    assert encoders.opened[0].bitrate_bps == 150_000
    assert lineup.set_bitrate(100_000)
    assert encoders.opened[0].bitrate_bps == 100_000
    assert not lineup.set_bitrate(400_000)
    lineup.reopen(lineup.settings)
    assert encoded(lineup, 2, 3)[0].is_key
    assert encoders.opened[1].bitrate_bps == 400_000


def test_one_that_cannot_change_its_rate_is_opened_with_it() -> None:
    encoders = Encoders()
    lineup, _ = line(encoders, replace(NVENC, is_live_bitrate=False))
    lineup.set_bitrate(120_000)
    encoded(lineup, 0, 1)
    assert encoders.opened[0].settings.bitrate_bps == 120_000


def test_reopening_goes_on_with_a_key_frame_and_the_new_settings() -> None:
    encoders = Encoders()
    lineup, _ = line(encoders, X264)
    made = encoded(lineup, 0, 5)
    made += lineup.reopen(replace(SETTINGS, preset="superfast"))
    made += encoded(lineup, 5, 10)
    assert encoders.opened[1].settings.preset == "superfast"
    assert decoded_luma(made) == [number % 8 for number in range(10)]


def test_who_is_left_after_the_one_on_air() -> None:
    lineup, _ = line(Encoders(), NVENC, X264)
    assert lineup.remaining == (X264,)
    assert line(Encoders(), X264)[0].remaining == (X264,)
    assert lineup.close() == []

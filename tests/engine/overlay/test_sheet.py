from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings
from studio.engine.overlay.look import look_of
from studio.engine.overlay.sheet import Sheet, inner_of

LOOK = look_of(Canvas(1280, 720), OverlaySettings(), "")


def test_a_sheet_grows_by_what_is_added_and_is_of_even_size() -> None:
    heights = []
    for lines in (1, 2, 3):
        sheet = Sheet(LOOK, 200.0)
        for _ in range(lines):
            sheet.add(sheet.line("word", LOOK.text_px, "#ffffff"))
        raster = sheet.raster()
        assert raster.shape[0] % 2 == raster.shape[1] % 2 == 0
        heights.append(raster.shape[0])
    assert heights == sorted(set(heights))


def test_the_widest_card_is_as_wide_as_the_look_allows() -> None:
    raster = Sheet(LOOK, inner_of(LOOK)).raster()
    assert abs(raster.shape[1] - LOOK.widest_px) <= 3


def test_a_bar_is_filled_as_far_as_its_share() -> None:
    filled_px = []
    for share in (0.0, 0.5, 1.0):
        sheet = Sheet(LOOK, 200.0)
        sheet.bar(share, 12, "#ff0000")
        red = sheet.raster()[..., 2] > 200
        filled_px.append(int(red.any(axis=0).sum()))
    assert filled_px[0] == 0
    assert abs(filled_px[1] - 100) <= 3
    assert abs(filled_px[2] - 200) <= 3


def test_corners_are_transparent_and_the_paper_is_not() -> None:
    sheet = Sheet(LOOK, 200.0)
    sheet.add(sheet.line("word", LOOK.text_px, "#ffffff"))
    alpha = sheet.raster()[..., 3]
    assert alpha[0, 0] == alpha[-1, -1] == 0
    assert alpha[alpha.shape[0] // 2, 2] == 255

import skia

from studio.engine.sources.fonts import missing_scripts


def test_what_is_missing_is_what_the_system_cannot_match() -> None:
    manager = skia.FontMgr()
    style = skia.FontStyle.Normal()
    can_draw = {
        "Latin letters": manager.matchFamilyStyleCharacter("", style, [], ord("A")),
        "emoji": manager.matchFamilyStyleCharacter("", style, [], 0x1F9E1),
    }
    missing = missing_scripts()
    for script, face in can_draw.items():
        assert (script in missing) is (face is None)

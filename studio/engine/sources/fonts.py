"""Which writing systems the installed fonts can draw."""

import skia

# One character of each that only fonts made for it have.
_PROBES = (
    ("Latin letters", "A"),
    ("Chinese, Japanese and Korean", "\u4e2d"),
    ("emoji", "\U0001f9e1"),
)


def missing_scripts() -> tuple[str, ...]:
    """Names of the scripts for which no font is installed; their characters become boxes."""
    manager = skia.FontMgr()
    return tuple(
        name
        for name, character in _PROBES
        if manager.matchFamilyStyleCharacter("", skia.FontStyle.Normal(), [], ord(character))
        is None
    )

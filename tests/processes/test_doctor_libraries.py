import pytest

from studio.core.findings import Health
from studio.processes.doctor_libraries import Library, advice_for, look_at_libraries


def test_what_loads_is_well_and_what_does_not_says_why() -> None:
    well, needed, extra = look_at_libraries(
        (
            Library("json", "reads"),
            Library("no_such_module", "does nothing"),
            Library("neither_this", "does nothing", is_needed=False),
        )
    )
    assert well.health is Health.OK
    assert needed.health is Health.BROKEN
    assert "no_such_module" in needed.text
    assert needed.advice
    assert extra.health is Health.LIMITED


@pytest.mark.parametrize(
    ("reason", "module", "has_apt", "advice"),
    [
        (
            "ImportError: libEGL.so.1: cannot open shared object file",
            "skia",
            True,
            "sudo apt-get install --no-install-recommends libegl1",
        ),
        (
            "ImportError: libEGL.so.1: cannot open shared object file",
            "skia",
            False,
            "install what Debian calls libegl1; python3 run.py names it for this system",
        ),
        ("OSError: PortAudio library not found", "sounddevice", True, "libportaudio2"),
        ("ImportError: libxcb-cursor.so.0: missing", "PySide6.QtWidgets", True, "libxcb-cursor0"),
        ("ModuleNotFoundError: No module named 'av'", "av", True, "python3 run.py"),
    ],
)
def test_the_loaders_complaint_leads_to_a_package(
    reason: str, module: str, has_apt: bool, advice: str
) -> None:
    assert advice in advice_for(reason, module, has_apt)

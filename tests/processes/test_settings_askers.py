from studio.core.messages import requests as ask
from studio.core.settings import Settings, UiSettings
from studio.core.team import OWNER, Role, Who
from studio.processes.settings_askers import SettingsAskers

MO = Who("helper-mo", "Mo", Role.OWNER)
CHINESE = Settings(ui=UiSettings(language="zh"))


def test_who_asked_last_for_these_settings_is_named() -> None:
    askers = SettingsAskers()
    assert askers.who_asked_for(CHINESE) == OWNER.id
    askers.remember(ask.SetSettings(CHINESE), MO)
    askers.remember(ask.SetSettings(Settings()), OWNER)
    askers.remember(ask.Undo(), OWNER)
    assert askers.who_asked_for(CHINESE) == MO.id
    assert askers.who_asked_for(Settings()) == OWNER.id
    askers.remember(ask.SetSettings(CHINESE), OWNER)
    assert askers.who_asked_for(CHINESE) == OWNER.id


def test_it_forgets_the_oldest() -> None:
    askers = SettingsAskers()
    askers.remember(ask.SetSettings(CHINESE), MO)
    for _ in range(40):
        askers.remember(ask.SetSettings(Settings()), MO)
    assert askers.who_asked_for(CHINESE) == OWNER.id

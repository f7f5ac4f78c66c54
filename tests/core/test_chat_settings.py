import msgspec
import pytest

from studio.core.chat_settings import ChatSettings
from studio.core.moderation import first_rules


def test_a_new_room_has_the_mild_rules_and_is_open() -> None:
    settings = ChatSettings()
    assert settings.rules == first_rules()
    assert settings.is_page_open
    assert settings.slow_mode_s == 0


def test_what_was_kept_is_read_again_and_nonsense_is_not() -> None:
    settings = ChatSettings(slow_mode_s=30)
    assert msgspec.json.decode(msgspec.json.encode(settings), type=ChatSettings) == settings
    assert msgspec.json.decode(b"{}", type=ChatSettings) == ChatSettings()
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"slow_mode_s": -1}', type=ChatSettings)

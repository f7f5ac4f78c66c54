import msgspec
import pytest

from studio.core.settings import Settings, WebSettings


def test_nothing_said_means_the_defaults() -> None:
    assert msgspec.json.decode(b"{}", type=Settings) == Settings()


def test_settings_come_back_as_they_went() -> None:
    settings = Settings(web=WebSettings(listen_host="::1", listen_port=0, max_viewers=500))
    assert msgspec.json.decode(msgspec.json.encode(settings), type=Settings) == settings


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"video": {"bitrate_bps": 5}}', r"\$\.video\.bitrate_bps"),
        ('{"video": {"bitrate_bps": "fast"}}', r"\$\.video\.bitrate_bps"),
        ('{"video": {"encoder": "nvenc"}}', r"\$\.video\.encoder"),
        ('{"video": {"preset": "best"}}', r"\$\.video\.preset"),
        ('{"web": {"listen_port": 70000}}', r"\$\.web\.listen_port"),
        ('{"web": {"max_viewers": 0}}', r"\$\.web\.max_viewers"),
        ('{"obs": {"listen_port": -1}}', r"\$\.obs\.listen_port"),
        ('{"ui": {"theme": "pink"}}', r"\$\.ui\.theme"),
        ('{"recording": {"warn_free_s": 1}}', r"\$\.recording\.warn_free_s"),
        ('{"sound": {"loudness": 1}}', "loudness"),
        ('{"sounds": {}}', "sounds"),
    ],
)
def test_what_is_wrong_is_named(text: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.json.decode(text, type=Settings)


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        Settings().web.listen_port = 1  # type: ignore[misc]

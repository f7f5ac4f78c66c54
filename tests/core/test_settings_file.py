"""The settings file: what is wrong is named, what cannot be read is kept and never lost."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.settings import Settings, UiSettings, VideoSettings, WebSettings
from studio.core.settings_file import load_settings, load_settings_or_default, save_settings

CHOSEN = Settings(
    video=VideoSettings(bitrate_bps=4_000_000, preset="veryfast"),
    web=WebSettings(listen_host="0.0.0.0", listen_port=0),
    ui=UiSettings("zh", "dark"),
)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    save_settings(path, CHOSEN)
    assert load_settings(path) == CHOSEN
    assert len(path.read_text().splitlines()) > 10, "a person should be able to read it"


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert load_settings_or_default(tmp_path / "settings.json") == (Settings(), "")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_section_has_its_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"ui": {"language": "en"}}')
    assert load_settings(path) == Settings(ui=UiSettings("en"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "truncated"),
        ("[]", "object"),
        ('{"video": {"bitrate_bps": 5}}', "$.video.bitrate_bps"),
        ('{"web": {"listen_port": 70000}}', "$.web.listen_port"),
        ('{"web": {"listen_prot": 80}}', "listen_prot"),
        ('{"ui": {"language": "fr"}}', "$.ui.language"),
        ('{"video": {"bitrate_bps": "3000000"}}', "$.video.bitrate_bps"),
    ],
)
def test_what_is_wrong_is_named_and_the_file_kept(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(BadInputError) as caught:
        load_settings(path)
    assert caught.value.where == str(path)
    assert named in caught.value.what
    settings, sentence = load_settings_or_default(path)
    assert settings == Settings()
    (kept,) = tmp_path.iterdir()
    assert kept.read_text() == text
    assert kept.name in sentence
    assert named in sentence


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(BadInputError, match="cannot be read"):
        load_settings(path)


@given(
    st.binary(max_size=100)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.dictionaries(
            st.sampled_from(["video", "web", "ui", "listen_port", "bitrate_bps", "theme"]), inner
        ),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_settings_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.json"
    path.write_bytes(data)
    try:
        settings = load_settings(path)
    except BadInputError:
        return
    again = msgspec.json.decode(msgspec.json.encode(settings), type=Settings)
    assert again == settings

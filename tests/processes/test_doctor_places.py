import socket
from pathlib import Path

import msgspec
import pytest

from studio.core.findings import Health
from studio.core.scene import Canvas, Scene, Show
from studio.core.settings import RecordingSettings, Settings, WebSettings
from studio.core.settings_file import save_settings
from studio.engine.show_file import save_show
from studio.processes.doctor_places import look_at_disk, look_at_files, look_at_ports


def settings_for(folder: Path) -> Settings:
    return Settings(recording=RecordingSettings(folder=str(folder)))


def test_room_is_told_in_minutes(tmp_path: Path) -> None:
    disk, finding = look_at_disk(settings_for(tmp_path / "new" / "videos"), lambda _: 10**11)
    assert finding.health is Health.OK
    assert disk.minutes == pytest.approx((10**11 - 500_000_000) * 8 / 2_660_000 / 60, rel=0.01)
    assert "GB free" in finding.text


def test_little_room_is_a_warning_with_advice(tmp_path: Path) -> None:
    _disk, finding = look_at_disk(settings_for(tmp_path), lambda _: 600_000_000)
    assert finding.health is Health.LIMITED
    assert "another folder" in finding.advice


def test_a_free_port_and_who_can_reach_it(tmp_path: Path) -> None:
    for host, words in (("127.0.0.1", "this computer only"), ("0.0.0.0", "everyone who can reach")):
        settings = Settings(web=WebSettings(listen_host=host, listen_port=0))
        (finding,) = look_at_ports(tmp_path, settings)
        assert finding.health is Health.OK
        assert words in finding.text


def test_a_taken_port_is_broken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        settings = Settings(web=WebSettings(listen_port=port))
        (finding,) = look_at_ports(tmp_path, settings)
    assert finding.health is Health.BROKEN
    assert f"127.0.0.1:{port}" in finding.text
    assert "--listen" in finding.advice


def test_files_that_are_not_there_well_or_broken(tmp_path: Path) -> None:
    _settings, findings = look_at_files(tmp_path)
    assert {finding.health for finding in findings} == {Health.ABSENT}
    chosen = Settings(web=WebSettings(max_viewers=7))
    save_settings(tmp_path / "settings.json", chosen)
    scene = Scene("a", "A")
    save_show(tmp_path / "show.json", Show("S", (scene,), "a", canvas=Canvas()))
    settings, findings = look_at_files(tmp_path)
    assert settings == chosen
    assert {finding.health for finding in findings} == {Health.OK}
    for name in ("settings.json", "show.json"):
        (tmp_path / name).write_text('{"nonsense": 1}')
    settings, findings = look_at_files(tmp_path)
    assert settings == Settings()
    assert {finding.health for finding in findings} == {Health.LIMITED}
    assert all(str(tmp_path) in finding.text for finding in findings)
    assert (tmp_path / "show.json").exists()  # a look sets nothing aside
    assert msgspec.json.decode((tmp_path / "show.json").read_bytes()) == {"nonsense": 1}

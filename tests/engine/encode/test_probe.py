import json
import subprocess
import threading

import pytest

from studio.engine.encode import probe
from studio.engine.encode.candidates import AMF, NVENC, QSV, V4L2, VIDEOTOOLBOX, X264, Candidate
from studio.engine.encode.probe import EncoderProbe, ProbeResult

ANSWER_S = 30.0


def said(name: str, is_working: bool = True, reason: str = "") -> str:
    return ProbeResult(name, name, is_working, reason).as_line() + "\n"


def always(_candidate: Candidate) -> bool:
    return True


class Children:
    """Stand for the child processes: answers by encoder name, and who was asked."""

    def __init__(self, answers: dict[str, str | Exception]) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def __call__(self, name: str, timeout_s: float) -> str:
        self.asked.append(name)
        answer = self._answers[name]
        if isinstance(answer, Exception):
            raise answer
        return answer


def one_key() -> tuple[str, ...]:
    return ("library", "driver")


def test_x264_is_tried_in_a_real_child_process() -> None:
    result = probe.try_candidate(X264)
    assert result == ProbeResult("libx264", "x264", True, "", result.took_ms)
    assert result.took_ms > 0


def test_hardware_that_this_machine_lacks_is_tried_and_found_out() -> None:
    result = probe.try_candidate(V4L2)
    if not result.is_working:
        assert "cannot be opened" in result.reason
        assert "avcodec_open2" not in result.reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (subprocess.TimeoutExpired("x", 20), "did not finish within 20 s"),
        (subprocess.CalledProcessError(-11, "x"), "crashed (exit status -11)"),
        (OSError("no such file"), "could not be run: no such file"),
        ("", "could not be run"),
        ("not json\n", "could not be run"),
        ('{"unknown": 1}\n', "could not be run"),
        ("[]\n", "could not be run"),
        (said("another"), "answered for another"),
    ],
)
def test_a_crash_a_hang_and_nonsense_are_failures(answer: str | Exception, reason: str) -> None:
    result = probe.try_candidate(NVENC, Children({NVENC.name: answer}))
    assert not result.is_working
    assert reason in result.reason


def test_what_a_driver_prints_before_the_answer_does_not_matter() -> None:
    noise = "libva info: version\n" + said(QSV.name)
    assert probe.try_candidate(QSV, Children({QSV.name: noise})).is_working


def test_only_what_worked_counts_and_each_is_tried_once() -> None:
    children = Children(
        {
            NVENC.name: said(NVENC.name),
            QSV.name: said(QSV.name, False, "no device"),
            AMF.name: subprocess.CalledProcessError(1, "x"),
        }
    )
    encoders = EncoderProbe((NVENC, QSV, AMF, X264), children, one_key, always)
    assert encoders.working(ANSWER_S) == {NVENC.name}
    assert encoders.working(ANSWER_S) == {NVENC.name}
    assert children.asked == [NVENC.name, QSV.name, AMF.name]
    results = encoders.results(0.0)
    assert results is not None
    assert [result.reason for result in results[:2]] == ["", "no device"]
    encoders.close()


def test_another_driver_is_another_machine() -> None:
    keys = [("driver 1",)]
    children = Children({NVENC.name: said(NVENC.name)})
    encoders = EncoderProbe((NVENC,), children, lambda: keys[-1], always)
    encoders.working(ANSWER_S)
    keys.append(("driver 2",))
    assert encoders.working(ANSWER_S) == {NVENC.name}
    assert children.asked == [NVENC.name, NVENC.name]
    encoders.close()


def test_nobody_waits_longer_than_they_want() -> None:
    let_go = threading.Event()

    def slow(name: str, _timeout_s: float) -> str:
        let_go.wait(30)
        return said(name)

    encoders = EncoderProbe((NVENC,), slow, one_key, always)
    encoders.begin()
    encoders.begin()
    assert encoders.results(0.0) is None
    assert encoders.working(0.01) == frozenset()
    let_go.set()
    assert encoders.working(ANSWER_S) == {NVENC.name}
    encoders.close()


def test_after_the_end_nothing_more_is_tried() -> None:
    began, let_go = threading.Event(), threading.Event()
    asked: list[str] = []

    def slow(name: str, _timeout_s: float) -> str:
        asked.append(name)
        began.set()
        let_go.wait(30)
        return said(name)

    encoders = EncoderProbe((NVENC, QSV), slow, one_key, always)
    encoders.begin()
    assert began.wait(10)
    closing = threading.Thread(target=encoders.close)
    closing.start()
    let_go.set()
    closing.join(10)
    assert asked in ([NVENC.name], [NVENC.name, QSV.name])
    EncoderProbe((NVENC,), slow, one_key, always).close()


def test_without_a_device_no_child_is_started() -> None:
    children = Children({})
    encoders = EncoderProbe((NVENC,), children, one_key, lambda _candidate: False)
    results = encoders.results(ANSWER_S)
    assert results is not None
    assert results[0].reason == "this machine has no such device"
    assert children.asked == []
    encoders.close()


def test_devices_are_looked_for_on_linux_only(tmp_path: object) -> None:
    there = Candidate("x", "nv12", (), ("linux",), linux_devices=(f"{tmp_path}*",))
    gone = Candidate("x", "nv12", (), ("linux",), linux_devices=(f"{tmp_path}/none*",))
    assert probe.has_device(there, "linux")
    assert not probe.has_device(gone, "linux")
    assert probe.has_device(gone, "win32")
    assert probe.has_device(VIDEOTOOLBOX, "darwin")


def test_a_line_is_json_and_the_key_names_the_library() -> None:
    assert json.loads(said("a"))["name"] == "a"
    assert all(isinstance(part, str) for part in probe.machine_key())
    assert probe.machine_key()[1].count(".") == 2

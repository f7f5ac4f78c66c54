"""The first show of a person's own: the camera full size, their name, a card, a screen, a pause."""

from dataclasses import dataclass

from studio.core.scene import Box, Canvas, Fit, Layer, Scene, Show, Source, Strip
from studio.core.sources import (
    CameraSettings,
    CardSettings,
    ColourSettings,
    MicrophoneSettings,
    ScreenSettings,
    TextAlign,
    TextSettings,
)
from studio.core.status import DeviceInfo


@dataclass(frozen=True, slots=True)
class FirstWords:
    """Names in the person's language."""

    show: str
    host: str
    screen: str
    pause: str
    pause_text: str
    product: str
    microphone: str


def first_show(
    words: FirstWords,
    canvas: Canvas,
    camera: DeviceInfo | None,
    microphone: DeviceInfo | None,
    screen: DeviceInfo | None,
) -> Show:
    """A show that can go on air as it is; what is None is left out."""
    sources = [
        Source(
            "name", words.show, TextSettings(words.show, size_px=44, is_bold=True, outline_px=3)
        ),
        Source("card", words.product, CardSettings(words.product, price="¥0")),
        Source(
            "pause", words.pause, TextSettings(words.pause_text, size_px=88, align=TextAlign.CENTRE)
        ),
    ]
    strips: tuple[Strip, ...] = ()
    if camera is not None:
        settings = CameraSettings(camera.id)
        sources.append(Source("camera", camera.name[:200] or words.host, settings))
    else:
        sources.append(Source("camera", words.host, ColourSettings("#22303c")))
    if microphone is not None:
        sources.append(Source("microphone", words.microphone, MicrophoneSettings(microphone.id)))
        strips = (Strip("microphone"),)
    scenes = [_host(words)]
    if screen is not None:
        sources.append(Source("screen", words.screen, ScreenSettings(screen.id)))
        scenes.append(_screen(words, has_camera=camera is not None))
    pause = Layer("pause", words.pause, "pause", box=Box(0.1, 0.33, 0.8, 0.34))
    scenes.append(Scene("pause", words.pause, layers=(pause,), background="#1d2730"))
    return Show(words.show, tuple(scenes), "host", tuple(sources), strips, canvas)


def _host(words: FirstWords) -> Scene:
    layers = (
        Layer("camera", words.host, "camera", fit=Fit.COVER),
        Layer("name", words.show, "name", box=Box(0.03, 0.88, 0.3, 0.08)),
        Layer("card", words.product, "card", box=Box(0.03, 0.06, 0.34, 0.26), is_visible=False),
    )
    return Scene("host", words.host, layers=layers)


def _screen(words: FirstWords, *, has_camera: bool) -> Scene:
    layers = [Layer("screen", words.screen, "screen")]
    if has_camera:
        box = Box(0.74, 0.7, 0.24, 0.27)
        layers.append(Layer("corner", words.host, "camera", box=box, fit=Fit.COVER))
    return Scene("screen", words.screen, layers=tuple(layers))

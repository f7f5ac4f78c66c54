"""Draws the demo show's film and plays its tune.

Run it with `python3 run.py -- python assets/demo/make_demo.py`.

Everything in it is drawn and synthesised here, so it carries the project's own licence.
A potter's shelf by a window: light moves over bowls, steam rises, the wheel turns.
The film loops without a seam because every movement is a whole number of turns.
"""

import math
from pathlib import Path

import av
import numpy as np
import skia

WIDTH_PX, HEIGHT_PX, RATE_HZ, LENGTH_S = 1280, 720, 30, 8
SOUND_HZ = 48_000
FOLDER = Path(__file__).parent


def _turn(phase: float, cycles: int = 1) -> float:
    return math.sin(2 * math.pi * (phase * cycles))


def _wall(canvas: skia.Canvas, phase: float) -> None:
    shader = skia.GradientShader.MakeLinear(
        points=[(0, 0), (WIDTH_PX, HEIGHT_PX)], colors=[0xFFE9DFD0, 0xFFC9B8A2]
    )
    canvas.drawRect(skia.Rect(0, 0, WIDTH_PX, HEIGHT_PX), skia.Paint(Shader=shader))
    light = skia.Paint(AntiAlias=True, Color=skia.ColorSetARGB(70, 255, 246, 224))
    light.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 14))
    shift = 36 * _turn(phase)
    for column in range(3):
        for row in range(2):
            left = 120 + column * 150 + shift + row * 24
            top = 60 + row * 150
            pane = skia.Path()
            pane.addPoly(
                [(left, top), (left + 120, top), (left + 146, top + 122), (left + 26, top + 122)],
                True,
            )
            canvas.drawPath(pane, light)


def _bench(canvas: skia.Canvas) -> None:
    wood = skia.GradientShader.MakeLinear(
        points=[(0, 540), (0, HEIGHT_PX)], colors=[0xFF8A5F3F, 0xFF5F3F2A]
    )
    canvas.drawRect(skia.Rect(0, 540, WIDTH_PX, HEIGHT_PX), skia.Paint(Shader=wood))
    grain = skia.Paint(Color=skia.ColorSetARGB(40, 40, 22, 10), StrokeWidth=2, AntiAlias=True)
    for line in range(6):
        height = 566 + line * 27
        canvas.drawLine(0, height, WIDTH_PX, height + 5 * (-1) ** line, grain)
    shelf = skia.Paint(Color=0xFF9A6D4A, AntiAlias=True)
    canvas.drawRect(skia.Rect(700, 250, WIDTH_PX, 268), shelf)
    canvas.drawRect(
        skia.Rect(700, 268, WIDTH_PX, 274), skia.Paint(Color=skia.ColorSetARGB(60, 30, 16, 8))
    )


def _pot(
    canvas: skia.Canvas, centre: float, base: float, size: tuple[float, float], glaze: int
) -> None:
    width, height = size
    left, right, top = centre - width / 2, centre + width / 2, base - height
    body = skia.Path()
    body.moveTo(left + width * 0.14, top)
    body.cubicTo(left - width * 0.1, top + height * 0.5, left + width * 0.12, base, centre, base)
    body.cubicTo(
        right - width * 0.12,
        base,
        right + width * 0.1,
        top + height * 0.5,
        right - width * 0.14,
        top,
    )
    body.close()
    red, green, blue = glaze >> 16 & 255, glaze >> 8 & 255, glaze & 255
    dark = skia.ColorSetRGB(int(red * 0.55), int(green * 0.55), int(blue * 0.58))
    shade = skia.GradientShader.MakeLinear(
        points=[(left, 0), (right, 0)],
        colors=[skia.ColorSetRGB(red, green, blue), dark],
    )
    shadow = skia.Paint(Color=skia.ColorSetARGB(80, 30, 16, 8), AntiAlias=True)
    shadow.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 8))
    canvas.drawOval(skia.Rect(left + 10, base - 8, right + 40, base + 14), shadow)
    canvas.drawPath(body, skia.Paint(Shader=shade, AntiAlias=True))
    mouth = skia.Rect(
        left + width * 0.14, top - height * 0.06, right - width * 0.14, top + height * 0.06
    )
    canvas.drawOval(mouth, skia.Paint(Color=dark, AntiAlias=True))
    rim = skia.Paint(Color=skia.ColorSetARGB(150, 255, 250, 240), AntiAlias=True, StrokeWidth=3)
    rim.setStyle(skia.Paint.kStroke_Style)
    canvas.drawOval(mouth, rim)


def _steam(canvas: skia.Canvas, phase: float) -> None:
    for wisp in range(3):
        rise = (phase * 2 + wisp / 3) % 1.0
        paint = skia.Paint(AntiAlias=True, StrokeWidth=10, StrokeCap=skia.Paint.kRound_Cap)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setColor(skia.ColorSetARGB(int(90 * math.sin(math.pi * rise)), 255, 255, 255))
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 7))
        start = 380 - rise * 160
        path = skia.Path()
        path.moveTo(430 + wisp * 26, start)
        for step in range(1, 7):
            path.lineTo(
                430 + wisp * 26 + 14 * math.sin(step * 0.9 + wisp + rise * 6), start - step * 14
            )
        canvas.drawPath(path, paint)


def _wheel(canvas: skia.Canvas, phase: float) -> None:
    canvas.drawOval(skia.Rect(770, 590, 1130, 690), skia.Paint(Color=0xFF3B332E, AntiAlias=True))
    canvas.drawOval(skia.Rect(782, 584, 1118, 672), skia.Paint(Color=0xFF6A5E55, AntiAlias=True))
    mark = skia.Paint(Color=skia.ColorSetARGB(150, 235, 225, 210), AntiAlias=True)
    for spoke in range(6):
        angle = 2 * math.pi * (phase * 2 + spoke / 6)
        canvas.drawCircle(950 + 140 * math.cos(angle), 628 + 36 * math.sin(angle), 5, mark)
    _pot(canvas, 950 + 2 * _turn(phase, 16), 640, (190, 150), 0xB9775A)


def draw(phase: float) -> np.ndarray:
    """One picture of the loop, RGBA, for ``phase`` 0 to 1."""
    surface = skia.Surface(WIDTH_PX, HEIGHT_PX)
    with surface as canvas:
        _wall(canvas, phase)
        _bench(canvas)
        for centre, size, glaze in (
            (780, (90, 80), 0x4E7F8C),
            (900, (70, 110), 0xD9C9A8),
            (1010, (100, 64), 0x8C4F3D),
            (1130, (80, 96), 0x5F7350),
            (1230, (90, 70), 0xC98F4E),
        ):
            _pot(canvas, centre, 250, size, glaze)
        _pot(canvas, 200, 600, (170, 130), 0xE6DCC8)
        _pot(canvas, 456, 560, (230, 170), 0x3F6D7C)
        _steam(canvas, phase)
        _wheel(canvas, phase)
    return surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)


def tune() -> np.ndarray:
    """A quiet pentatonic loop of plucked strings, shape (samples, 2)."""
    total = SOUND_HZ * LENGTH_S
    out = np.zeros((total, 2), np.float32)
    notes = (0, 4, 7, 9, 7, 4, 2, 4, 0, 7, 9, 12, 9, 7, 4, 2)
    for number, note in enumerate(notes):
        frequency = 220.0 * 2 ** (note / 12)
        length = int(SOUND_HZ * 1.6)
        time_s = np.arange(length) / SOUND_HZ
        pluck = sum(
            np.sin(2 * np.pi * frequency * harmonic * time_s)
            * np.exp(-time_s * (2.2 + harmonic))
            / harmonic
            for harmonic in (1, 2, 3, 4)
        )
        pluck *= 1 - np.exp(-time_s * 400)
        place = (np.arange(length) + number * SOUND_HZ * LENGTH_S // len(notes)) % total
        pan = 0.5 + 0.3 * math.sin(number)
        out[place, 0] += (0.13 * (1 - pan) * pluck).astype(np.float32)
        out[place, 1] += (0.13 * pan * pluck).astype(np.float32)
    return out


def write_film(path: Path) -> None:
    """Encode the loop as H.264 and AAC."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        video = container.add_stream("libx264", rate=RATE_HZ)
        video.width, video.height, video.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        video.options = {"crf": "25", "preset": "slow"}
        sound = container.add_stream("aac", rate=SOUND_HZ)
        sound.bit_rate = 128_000
        frames = RATE_HZ * LENGTH_S
        for number in range(frames):
            rgba = np.ascontiguousarray(draw(number / frames))
            frame = av.VideoFrame.from_ndarray(rgba, format="rgba").reformat(
                format="yuv420p", dst_colorspace="itu709"
            )
            frame.pict_type = 0
            container.mux(video.encode(frame))
        container.mux(video.encode())
        samples = np.ascontiguousarray(tune().T)
        for start in range(0, samples.shape[1], 1024):
            block = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples[:, start : start + 1024]), "fltp", "stereo"
            )
            block.sample_rate = SOUND_HZ
            block.pts = start
            container.mux(sound.encode(block))
        container.mux(sound.encode())


if __name__ == "__main__":
    write_film(FOLDER / "pottery.mp4")
    surface = skia.Surface(480, 480)
    with surface as canvas:
        canvas.clear(0xFFEDE4D6)
        _pot(canvas, 240, 400, (330, 270), 0x3F6D7C)
    surface.makeImageSnapshot().save(str(FOLDER / "bowl.png"), skia.kPNG)

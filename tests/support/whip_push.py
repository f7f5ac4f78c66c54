"""FFmpeg's own WHIP client, by PyAV, in a process of its own; the token comes by stdin.

``whip_push.py URL [WIDTH HEIGHT BITRATE]`` sends moving grey and silence until it is killed.
"""

import datetime
import fractions
import sys
import time
from pathlib import Path

import av
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_RATE_HZ = 25
_SAMPLES = 960


def _certificate() -> tuple[str, str]:
    """FFmpeg's muxer needs an elliptic one; its own fails against OpenSSL ("wrong curve")."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    Path("cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    Path("key.pem").write_bytes(private)
    return "cert.pem", "key.pem"


def main(url: str, token: str, width_px: int, height_px: int, bitrate_bps: int) -> None:
    """Send until the process is killed."""
    certificate, key = _certificate()
    options = {"authorization": token, "cert_file": certificate, "key_file": key}
    with av.open(url, "w", format="whip", options=options) as out:
        video = out.add_stream("libx264", rate=_RATE_HZ)
        video.width, video.height, video.pix_fmt = width_px, height_px, "yuv420p"
        video.bit_rate = bitrate_bps
        video.options = {
            **{"profile": "baseline", "tune": "zerolatency", "preset": "ultrafast"},
            "g": str(_RATE_HZ),
        }
        audio = out.add_stream("libopus", rate=48_000)
        audio.layout = "stereo"
        begin_s = time.monotonic()
        sent_samples = 0
        noise = np.random.default_rng(1).integers(0, 256, (height_px // 8, width_px // 8))
        picture = np.kron(noise, np.ones((8, 8))).astype(np.uint8)
        for number in range(10**6):
            frame = av.VideoFrame.from_ndarray(np.roll(picture, number * 16, axis=1), "gray")
            frame = frame.reformat(format="yuv420p")
            frame.pts, frame.time_base = number, fractions.Fraction(1, _RATE_HZ)
            out.mux(video.encode(frame))
            while sent_samples / 48_000 <= number / _RATE_HZ:
                silence = np.zeros((1, 2 * _SAMPLES), np.float32)
                sound = av.AudioFrame.from_ndarray(silence, "flt", "stereo")
                sound.sample_rate, sound.pts = 48_000, sent_samples
                sound.time_base = fractions.Fraction(1, 48_000)
                out.mux(audio.encode(sound))
                sent_samples += _SAMPLES
            time.sleep(max(0.0, begin_s + (number + 1) / _RATE_HZ - time.monotonic()))


if __name__ == "__main__":
    size = [int(text) for text in sys.argv[2:5]] or [320, 176, 300_000]
    main(sys.argv[1], sys.stdin.readline().strip(), *size)

"""Keys as a hand presses them: to the X server, which gives them to whoever has them."""

import subprocess


def press_key(*keys: str) -> None:
    """Press and release; as xdotool names them: "ctrl+F9"."""
    subprocess.run(["xdotool", "key", *keys], check=True, timeout=30)


def hold_key(key: str, *, is_down: bool) -> None:
    """Press it and keep it down, or let it go."""
    act = "keydown" if is_down else "keyup"
    subprocess.run(["xdotool", act, key], check=True, timeout=30)

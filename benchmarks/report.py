"""Writes a benchmark's figures down: what, when, where, and the command that repeats it."""

import datetime
import json
import os
import platform
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_RESULTS = Path(__file__).parent / "results"


def machine() -> str:
    """System, Python and number of cores in words."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} cores, Python {platform.python_version()}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0-1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def spread(values: Sequence[float]) -> dict[str, float]:
    """Smallest, median and largest."""
    return {
        "min": round(min(values), 3),
        "median": round(statistics.median(values), 3),
        "max": round(max(values), 3),
    }


def write_result(name: str, question: str, bar: str, figures: Mapping[str, Any]) -> None:
    """Print the figures and keep them in ``results/<name>.json``."""
    record = {
        "question": question,
        "bar": bar,
        "figures": dict(figures),
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "command": " ".join(["python3 run.py -- python -m", f"benchmarks.{name}", *sys.argv[1:]]),
    }
    _RESULTS.mkdir(exist_ok=True)
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (_RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)

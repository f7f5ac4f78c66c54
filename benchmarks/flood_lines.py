"""Numbered lines that say when they were sent, and the children of a benchmark that tell figures.

Number and moment stand in the text as letters: digits would look like a phone number to the rules.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from benchmarks.many_words import line_of
from benchmarks.report import percentile

HELD_EVERY = 500
_MARK = re.compile(r"zq([a-p]+)zy([a-p]+)")
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_DIGITS = str.maketrans("abcdefghijklmnop", "0123456789abcdef")


def written(number: int) -> str:
    """The line of that number, sent now; every 500th has a link in it, which the rules hold."""
    link = " www.shop.example" if number % HELD_EVERY == HELD_EVERY - 1 else ""
    return f"{line_of(number)}{link} zq{_letters(number)}zy{_letters(time.monotonic_ns() // 1000)}"


def read(text: str) -> tuple[int, float] | None:
    """Its number, and how many milliseconds ago it was sent; None for any other text."""
    found = _MARK.search(text)
    if found is None:
        return None
    number, sent_us = (int(one.translate(_DIGITS), 16) for one in found.groups())
    return number, time.monotonic_ns() / 1e6 - sent_us / 1e3


class Arrivals:
    """What came to one reader: which numbers, and how late each was."""

    def __init__(self) -> None:
        self._late_ms: dict[int, float] = {}
        self._twice = 0

    def take(self, text: str) -> None:
        """One line that came now."""
        known = read(text)
        if known is None:
            return
        if known[0] in self._late_ms:
            self._twice += 1
        else:
            self._late_ms[known[0]] = known[1]

    @property
    def count(self) -> int:
        """How many different lines."""
        return len(self._late_ms)

    def told(self, first: int) -> dict[str, Any]:
        """Of the lines from that number on."""
        late = [ms for number, ms in self._late_ms.items() if number >= first]
        numbers = sorted(number for number in self._late_ms if number >= first)
        return {"numbers": numbers, "twice": self._twice, "ms": latency(late)}


def latency(values: Iterable[float]) -> dict[str, float]:
    """p50, p99 and the largest."""
    known = list(values)
    if not known:
        return {}
    return {
        "p50": round(percentile(known, 0.5), 1),
        "p95": round(percentile(known, 0.95), 1),
        "p99": round(percentile(known, 0.99), 1),
        "max": round(max(known), 1),
    }


class Child:
    """A process of the benchmark that answers each line of JSON with one."""

    def __init__(
        self, module: str, *arguments: object, environment: dict[str, str] | None = None
    ) -> None:
        command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.pid = self._process.pid

    def __enter__(self) -> Self:
        self.hears()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)

    def tell(self, **order: object) -> None:
        """An order; its answer is read by `hears`."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def hears(self) -> dict[str, Any]:
        """Its next answer."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a part of the benchmark ended before its time")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def asks(self, **order: object) -> dict[str, Any]:
        """An order and its answer."""
        self.tell(**order)
        return self.hears()


def answer(**figures: object) -> None:
    """For a child to say."""
    print(json.dumps(figures), flush=True)


def _letters(number: int) -> str:
    return f"{number:x}".translate(_LETTERS)

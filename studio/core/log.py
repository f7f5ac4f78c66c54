"""Logs: one file a process, rotated, in one line a record; secrets are struck out."""

import json
import logging
import logging.handlers
import re
import sys
from pathlib import Path

from studio.core.paths import log_dir_of

_MAX_BYTES = 2_000_000
_KEPT = 3
_PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_NOT_SAID = r"token|secret|authkey|password|authorization|stream_?key|ice_?pwd"
_SECRET_KEY = re.compile(_NOT_SAID, re.I)
# A name, then what may stand before its value in JSON (escaped or not), Python or a URL.
_SECRET_TEXT = re.compile(
    rf"""(?i)((?:{_NOT_SAID})[\\"'\s]*[=:"'][\\"'=:\s]*(?:(?:bearer|basic)\s+)?"""
    r"|bearer\s+|a=ice-pwd:)\S+"
)
_STRUCK_OUT = "***"


class LineFormatter(logging.Formatter):
    """Time, level, logger, the fixed sentence, and what belongs to it as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as one line (and a traceback, if there is one)."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}"
        extra = {
            key: _STRUCK_OUT if _SECRET_KEY.search(key) else value
            for key, value in record.__dict__.items()
            if key not in _PLAIN
        }
        if extra:
            line += " " + json.dumps(extra, ensure_ascii=False, default=str)
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return strike_out(line)


def strike_out(text: str) -> str:
    """The text without what looks like a secret."""
    return _SECRET_TEXT.sub(lambda found: found.group(1) + _STRUCK_OUT, text)


def set_up_logging(process: str, data_dir: Path, *, is_loud: bool = False) -> None:
    """Send this process's records to ``log/<process>.log``, and to stderr when asked to."""
    path = log_dir_of(data_dir) / f"{process}.log"
    handlers: list[logging.Handler] = [
        logging.handlers.RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    ]
    if is_loud:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(LineFormatter())
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    # The libraries speak of every packet and request; only what goes wrong is worth a line.
    for name in ("aiohttp", "aiortc", "aioice", "libav", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)

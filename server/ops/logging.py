"""Log lines as JSON, one per line, on standard error; made so that no line can tell who looked at what.

A line has a fixed set of members. Of an exception it keeps the class and the places in our code, never the message,
because a message may carry what was asked for. Requests are not logged; only failures are, by route template.

Source: docs/privacy.md and the hard rules of the design: no line holds an IP address with a path, a handle or a URL.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

MEMBERS = ("route", "method", "status", "reason", "version")
"""What a line may carry beside its message, given as ``extra=``; anything else is dropped."""


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without a line break inside."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        line |= {name: getattr(record, name) for name in MEMBERS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _list_places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def configure_logging(level: str) -> None:
    """Send our lines, from *level* upwards, to standard error and other packages' warnings with them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("server").setLevel(level.upper())


def _list_places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]

"""Log lines: JSON, a fixed set of members, and nothing of what was asked for."""

from __future__ import annotations

import json
import logging
import os
from typing import Any

import pytest

from server.ops.logging import JsonLines, configure_logging

SECRET = "instagram:@seseorang"


def make_record(message: Any, *args: object, error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    """Return a record as ``logger.error(message, *args, extra=extra)`` makes it."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger("server.test").makeRecord("server.test", logging.ERROR, "f", 1, message, args, info)
    record.__dict__.update(extra)
    return record


def test_a_line_is_one_json_object() -> None:
    """Even when the message has line breaks."""
    line = JsonLines().format(make_record("a\nb", route="/v1/check", status=500))

    assert "\n" not in line
    assert {"level": "error", "message": "a\nb", "route": "/v1/check", "status": 500}.items() <= json.loads(
        line
    ).items()


def test_nothing_that_was_asked_for_reaches_a_line() -> None:
    """Neither arguments nor unknown members nor the message of an exception are written."""
    with pytest.raises(KeyError) as raised:
        os.environ[SECRET]
    record = make_record("failed at %s", SECRET, error=raised.value, url=SECRET, remote_addr="10.0.0.1")

    line = JsonLines().format(record)

    assert SECRET not in line
    assert "10.0.0.1" not in line
    assert json.loads(line)["error"] == "KeyError"
    assert json.loads(line)["places"][0].endswith("test_nothing_that_was_asked_for_reaches_a_line")


def test_a_message_that_is_no_text_is_named_by_its_type() -> None:
    """Somebody else's ``logger.error(exception)`` does not leak either."""
    assert json.loads(JsonLines().format(make_record(ValueError(SECRET))))["message"] == "ValueError"


def test_configuring_sends_lines_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Our own loggers speak from the chosen level upwards, others from warning."""
    root, ours = logging.getLogger(), logging.getLogger("server")
    handlers, levels = root.handlers, (root.level, ours.level)
    try:
        configure_logging("info")
        logging.getLogger("server.http").info("started")
        logging.getLogger("other").info("chatter")
    finally:
        root.handlers = handlers
        root.setLevel(levels[0])
        ours.setLevel(levels[1])

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["message"] == "started"

"""Progress: silent for a second, then one line on a terminal, or plain lines elsewhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from server.accounts.lint import CHECKS, inspect_account_list
from server.cli.progress import Progress
from tests.accounts.list_samples import SAMPLE, platforms

if TYPE_CHECKING:
    from collections.abc import Callable


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _tick(times: list[float]) -> Callable[[], float]:
    return iter(times).__next__


def test_a_quick_run_is_silent() -> None:
    """Nothing is shown within the first second."""
    stream = io.StringIO()
    progress = Progress(stream, _tick([0, 0.5, 0.99]))

    progress("reading", 1, 3)
    progress("reading", 2, 3)
    progress.clear()

    assert stream.getvalue() == ""


def test_plain_lines_where_nobody_looks() -> None:
    """In a log each line stands for itself, and they do not come often."""
    stream = io.StringIO()
    progress = Progress(stream, _tick([0, 1, 2, 3]))

    progress("reading", 1, 3)
    progress("reading", 2, 3)
    progress("signing", 0, 0)
    progress.clear()

    assert stream.getvalue() == "reading 1/3\nsigning ...\n"


def test_one_line_on_a_terminal() -> None:
    """The line is written over, and gone at the end."""
    stream = _Terminal()
    progress = Progress(stream, _tick([0, 1, 1.05, 1.2]))

    for done in range(3):
        progress("reading", done, 3)
    progress.clear()

    assert stream.getvalue() == "\r\x1b[Kreading 0/3\r\x1b[Kreading 2/3\r\x1b[K"


def test_lint_tells_how_far_it_is() -> None:
    """Every file and every check is told, in order."""
    told: list[tuple[str, int, int]] = []

    inspect_account_list(SAMPLE, platforms(), None, lambda *news: told.append(news))

    files = len(list(SAMPLE.rglob("*.yaml")))
    expected = [("reading files", number, files) for number in range(files)]
    assert told == [*expected, *(("checking", number, len(CHECKS)) for number in range(len(CHECKS)))]

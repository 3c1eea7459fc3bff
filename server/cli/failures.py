"""What a foreseen error looks like on the command line: clear lines, no traceback, an exit code."""

from __future__ import annotations

from typing import NamedTuple

from server.cli.inputs import load_settings, show_path
from server.domain.errors import JagaError, RequestError
from server.ops.settings import SettingsError

REFUSED = 1
WRONG_USAGE = 2
WARNED = 3

FORESEEN = (JagaError, SettingsError, OSError)
"""Everything else is a mistake of ours and keeps its traceback."""


class Failure(NamedTuple):
    """What is printed, and with which code the program ends."""

    text: str
    exit_code: int


def explain_failure(error: Exception) -> Failure:
    """Describe an error that was foreseen."""
    if isinstance(error, SettingsError):
        lines = (f"jaga: {name}: found {found!r}, expected {expected}" for name, found, expected in error.findings)
        return Failure("\n".join(lines), WRONG_USAGE)
    if isinstance(error, RequestError):
        return Failure(f"jaga: {error}", WRONG_USAGE)
    if findings := getattr(error, "findings", ()):
        from server.accounts.lint.report import format_findings

        folder = show_path(load_settings().list_dir)
        return Failure(f"{format_findings(findings, folder=folder)}\njaga: {error}", REFUSED)
    if isinstance(error, OSError) and error.strerror:
        place = f"{error.filename}: " if error.filename else ""
        return Failure(f"jaga: {place}{error.strerror}", REFUSED)
    return Failure(f"jaga: {error}", REFUSED)

"""What several verbs need first: the settings, and what they point at."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from server.domain.errors import RequestError
from server.ops.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: some cannot be read.
    """
    return Settings.from_env(os.environ)


def read_day(option: str, text: str | None) -> date | None:
    """Read the day that was given with an option; None when it was left out.

    Raises:
        RequestError: it is no day.
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # fromisoformat also takes week dates and dates without dashes
        raise RequestError(option, text, "a day such as 2024-01-15")
    return day


def show_path(path: Path) -> str:
    """Return a path as a person would type it here: relative when that is shorter."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)

"""What several verbs need first: the settings, and what they point at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from server.ops.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def load_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: some cannot be read.
    """
    return Settings.from_env(os.environ)


def show_path(path: Path) -> str:
    """Return a path as a person would type it here: relative when that is shorter."""
    relative = os.path.relpath(path)
    return relative if len(relative) < len(str(path)) else str(path)

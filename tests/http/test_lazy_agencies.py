"""What agencies need is brought in when somebody shows a device key, not before: it takes memory in every process."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import ArgumentError

from server.app import build_services
from server.ops.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

_START = "import sys, server.app; server.app.make_wsgi_app(); print({'sqlalchemy', 'joserfc'} & {*sys.modules})"


def test_an_app_starts_without_the_database(tmp_path: Path) -> None:
    """No part of a start loads the database's library, or the one that checks tokens."""
    environment = {"JAGA_STATE_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _START], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_database_that_somebody_named_is_opened_at_the_start(tmp_path: Path) -> None:
    """A wrong address stops the start, not the first device."""
    settings = Settings.from_env(
        {"JAGA_STATE_DIR": str(tmp_path), "JAGA_DATABASE_URL": "sqlite://wrong/agencies.sqlite"}
    )
    with pytest.raises(ArgumentError):
        build_services(settings)


def test_the_desk_is_built_once(tmp_path: Path) -> None:
    """Checks of one device key are counted in one place."""
    services = build_services(Settings.from_env({"JAGA_STATE_DIR": str(tmp_path)}))
    assert services.open_agencies() is services.open_agencies()

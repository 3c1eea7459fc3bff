"""The API that serves the sample release, and clients that speak to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.accounts.served_release import MemoryRelease
from tests.http.samples import make_app, sample_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.fixture
def client() -> FlaskClient:
    """Return a client of the API with the sample release."""
    return sample_app().test_client()


@pytest.fixture
def bare_client() -> FlaskClient:
    """Return a client of an API that has no release yet."""
    return make_app(MemoryRelease()).test_client()

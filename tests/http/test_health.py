"""``/healthz`` and ``/readyz``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.http.samples import NOW, assert_problem, make_app, sample_state

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_the_process_lives_without_a_release(bare_client: FlaskClient) -> None:
    """A restart would not help."""
    response = bare_client.get("/healthz")

    assert (response.status_code, response.json) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"


def test_it_is_not_ready_without_a_release(bare_client: FlaskClient) -> None:
    """A balancer sends people elsewhere."""
    assert_problem(bare_client.get("/readyz"), "release-not-loaded")


def test_it_tells_which_release_it_serves(client: FlaskClient) -> None:
    """Versions, until when it is signed, and with which kind of keys."""
    response = client.get("/readyz")

    assert response.json == {
        "status": "ready",
        "release": {
            "versions": dict(sample_state().versions),
            "expires": "2031-01-22T03:00:00+00:00",
            "development": True,
        },
    }


def test_an_expired_release_is_still_served() -> None:
    """Old is not down: browsers keep the list and say that it is old."""
    response = make_app(now=NOW + timedelta(days=7)).test_client().get("/readyz")

    assert response.status_code == 200
    assert response.json is not None
    assert response.json["status"] == "stale"

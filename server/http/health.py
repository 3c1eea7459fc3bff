"""``/healthz`` and ``/readyz``: whether the process lives, and whether it can answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from server.http.services import get_services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def get_health() -> Response:
    """Say that the process answers."""
    return _uncached(jsonify(status="ok"))


@blueprint.get("/readyz")
def get_readiness() -> Response:
    """Say which release is served; a 503 problem when there is none.

    An expired timestamp does not make the server unready: browsers keep the list and say that it is old.
    """
    services = get_services()
    state = services.release.get_state()
    is_fresh = services.clock.now() < state.expires
    return _uncached(
        jsonify(
            status="ready" if is_fresh else "stale",
            release={
                "versions": dict(sorted(state.versions.items())),
                "expires": state.expires.isoformat(),
                "development": state.is_development,
            },
        )
    )


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response

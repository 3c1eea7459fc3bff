"""Who may read what from another origin: extensions, what extensions read, and nobody anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.http.samples import EXTENSIONS, GROUP, STRANGERS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

WARNINGS = f"/v1/warnings/{GROUP}"
RELEASE = "/v1/release/metadata/timestamp.json"
OTHERS = (
    "/",
    "/latihan",
    "/healthz",
    "/readyz",
    "/openapi.json",
    "/problems",
    "/static/base.css",
    "/nothing",
    "/v1/check",
)


def cors_headers(client: FlaskClient, path: str, method: str, origin: str, **headers: str) -> dict[str, str]:
    """Return what an answer says of other origins."""
    asked = {"Origin": origin, **{name.replace("_", "-"): value for name, value in headers.items()}}
    response = client.open(path, method=method, headers=asked, buffered=True)
    return {name: value for name, value in response.headers.items() if name.startswith("Access-Control")}


@pytest.mark.parametrize("origin", EXTENSIONS)
@pytest.mark.parametrize("path", [WARNINGS, "/v1/warnings/no-such-group"])
def test_extensions_may_read_warnings(client: FlaskClient, path: str, origin: str) -> None:
    """The answer and the problem, never with credentials."""
    assert cors_headers(client, path, "GET", origin) == {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Expose-Headers": "ETag",
    }


@pytest.mark.parametrize("origin", EXTENSIONS)
def test_flask_and_the_middleware_say_the_same(client: FlaskClient, origin: str) -> None:
    """One predicate, one set of headers: reading with ``If-None-Match`` is allowed for a day."""
    asked = {"Access_Control_Request_Method": "GET", "Access_Control_Request_Headers": "if-none-match"}

    answers = [cors_headers(client, path, "OPTIONS", origin, **asked) for path in (WARNINGS, RELEASE)]

    for answer in answers:
        assert answer.pop("Access-Control-Allow-Headers").lower() == "if-none-match"
    assert answers[0] == answers[1]
    assert answers[0]["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert answers[0]["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("origin", [*EXTENSIONS, *STRANGERS])
@pytest.mark.parametrize("path", OTHERS)
def test_nothing_else_is_open_to_other_origins(client: FlaskClient, path: str, origin: str) -> None:
    """Not even to extensions: they do not call it."""
    for method in ("GET", "POST", "OPTIONS"):
        assert cors_headers(client, path, method, origin, Access_Control_Request_Method="POST") == {}


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_site_may_not_read_warnings(client: FlaskClient, origin: str) -> None:
    """A page cannot ask on a visitor's behalf."""
    assert cors_headers(client, WARNINGS, "GET", origin) == {}
    assert cors_headers(client, WARNINGS, "OPTIONS", origin, Access_Control_Request_Method="GET") == {}


def test_caches_keep_origins_apart(client: FlaskClient) -> None:
    """The answer for one origin is not given to another."""
    for path in (WARNINGS, RELEASE):
        vary = ", ".join(client.get(path, headers={"Origin": EXTENSIONS[0]}).headers.getlist("Vary"))
        assert "Origin" in vary
        assert "Accept-Encoding" in vary

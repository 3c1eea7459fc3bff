"""Live answers are as the description says: to a generator of good and bad requests, with keys of every kind."""

from __future__ import annotations

import atexit
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, not_a_server_error
from schemathesis.specs.openapi.checks import positive_data_acceptance

from server.accounts.served_release import MemoryRelease
from server.agencies.database import Database
from server.app import create_app
from server.http.check import BATCH_MAX_BYTES
from server.http.check_rates import CheckRates
from server.http.device_desk import DeviceDesk
from server.http.openapi import load_openapi
from server.ops.clock import StoppedClock
from server.ops.settings import Settings
from server.packages.shelf import Shelf
from tests.http.device_samples import NOW, SIGNER, bearer, make_devices, sample_devices
from tests.http.samples import make_services
from tests.packages.samples import sample_packages

if TYPE_CHECKING:
    from flask import Flask

_FOLDER = TemporaryDirectory(prefix="jaga-answers-")
atexit.register(_FOLDER.cleanup)
Shelf(Path(_FOLDER.name) / "packages").add(sample_packages())

KEYS = sample_devices().keys
REFUSED = [bearer(key) for key in (KEYS.expired, KEYS.revoked, KEYS.left, KEYS.without_policy)]
DEVICE_PATHS = ["/v1/check", "/v1/policy"]
BOUNDED = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def make_app(release: MemoryRelease | None = None, devices: DeviceDesk | None = None) -> Flask:
    """Return an app with packages; everything else of it may be missing."""
    return create_app(Settings(state_dir=Path(_FOLDER.name)), make_services(release, devices=devices))


def make_desk_without_database() -> DeviceDesk:
    """Return a desk whose PostgreSQL does not answer."""
    database = Database("postgresql://jaga@/jaga?host=/nonexistent")
    return DeviceDesk(database, lambda: SIGNER, CheckRates(None, 100), StoppedClock(NOW))


def ask(case: Any, headers: dict[str, str], *excluded: Any) -> None:
    """Ask and compare the answer with the description.

    A key may be of the described form and yet impossible on its platform, so a good form may be refused. The generator
    asks for every coding and does not decode the answer; the codings have tests of their own.
    """
    headers = {"Accept-Encoding": "identity", **headers}
    case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance, *excluded])


USUAL = schemathesis.openapi.from_wsgi("/openapi.json", make_app())
NO_RELEASE = schemathesis.openapi.from_wsgi("/openapi.json", make_app(MemoryRelease()))
NO_DATABASE = schemathesis.openapi.from_wsgi("/openapi.json", make_app(devices=make_desk_without_database()))


@USUAL.parametrize()
@BOUNDED
def test_answers_to_anybody(case: Any) -> None:
    """No mistake of ours, no status, header, media type or form that is not described; bad requests are refused."""
    ask(case, {})


@USUAL.parametrize()
@BOUNDED
def test_answers_to_a_device_key(case: Any) -> None:
    """The same for whoever is let in, where a key is asked for and where it is not."""
    ask(case, bearer(KEYS.good))


@USUAL.include(path=DEVICE_PATHS).parametrize()
@BOUNDED
def test_answers_to_keys_that_let_nobody_in(case: Any) -> None:
    """Expired, revoked, of an agency that left, of one without a policy."""
    for headers in REFUSED:
        ask(case, headers)


@NO_RELEASE.parametrize()
@BOUNDED
def test_answers_before_there_is_a_release(case: Any) -> None:
    """What cannot be answered is a described 503, never a 500."""
    ask(case, bearer(KEYS.good), not_a_server_error)


@NO_DATABASE.include(path=DEVICE_PATHS).parametrize()
@BOUNDED
def test_answers_while_the_database_is_down(case: Any) -> None:
    """The same."""
    ask(case, bearer(KEYS.good), not_a_server_error)


def test_the_generator_checks_what_it_should() -> None:
    """Server errors, statuses, media types, headers and forms; what is bad, and keys that are left out."""
    names = {check.__name__ for check in CHECKS.get_all()}

    assert {
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
        "ignored_auth",
    } <= names
    assert set(USUAL.config.generation.modes) == {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}


CHECK = json.dumps({"key": "x:@calon_satu"})
POST_JSON: dict[str, Any] = {"method": "POST", "path": "/v1/check", "content_type": "application/json"}
GET_POLICY: dict[str, Any] = {"method": "GET", "path": "/v1/policy"}
ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "/v1/check": {
        "200": {**POST_JSON, "data": CHECK},
        "400": {**POST_JSON, "data": "{"},
        "401": {**POST_JSON, "data": CHECK, "headers": bearer("x")},
        "403": {**POST_JSON, "data": CHECK, "headers": bearer(KEYS.left)},
        "406": {**POST_JSON, "data": CHECK, "headers": {"Accept": "text/html"}},
        "413": {**POST_JSON, "data": " " * (BATCH_MAX_BYTES + 1), "headers": bearer(KEYS.good)},
        "415": {**POST_JSON, "data": CHECK, "content_type": "text/plain"},
        "422": {**POST_JSON, "data": "{}"},
    },
    "/v1/policy": {
        "200": {**GET_POLICY, "headers": bearer(KEYS.good)},
        "304": {**GET_POLICY, "headers": bearer(KEYS.good) | {"If-None-Match": "*"}},
        "401": GET_POLICY,
        "403": {**GET_POLICY, "headers": bearer(KEYS.left)},
        "404": {**GET_POLICY, "headers": bearer(KEYS.without_policy)},
        "406": {**GET_POLICY, "headers": {"Accept": "text/html"}},
    },
}
"""A request for each answer that the description promises; 429 and 503 need another server."""


@pytest.mark.parametrize("path", DEVICE_PATHS)
def test_every_described_answer_is_one_that_is_given(path: str) -> None:
    """A description that promises more than the server does is as wrong as one that says too little."""
    client, (operation,) = USUAL.app.test_client(), json.loads(load_openapi())["paths"][path].values()

    given = {str(client.open(**request).status_code) for request in ANSWERS[path].values()}
    batch = {**POST_JSON, "data": json.dumps({"checks": [json.loads(CHECK)] * 2}), "headers": None}
    tired = make_devices(per_minute=1)
    if path == "/v1/check":
        batch["headers"] = bearer(tired.keys.good)
        given.add(str(make_app(devices=tired.desk).test_client().open(**batch).status_code))
    headers = bearer(KEYS.good)
    given.add(str(NO_DATABASE.app.test_client().open(**ANSWERS[path]["200"] | {"headers": headers}).status_code))

    assert given == set(operation["responses"])
    assert [(status, client.open(**request).status_code) for status, request in ANSWERS[path].items()] == [
        (status, int(status)) for status in ANSWERS[path]
    ]

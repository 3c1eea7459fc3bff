"""``GET /v1/policy``: the agency's own policy, signed, for whoever shows its key; nobody else learns anything."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

import pytest
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import Signature

from server.agencies.agency_errors import PolicyKeyError
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.policies import set_policy
from server.app import create_app
from server.http.check_rates import CheckRates
from server.http.device_desk import DeviceDesk
from server.http.policy import CACHE_CONTROL
from server.ops.clock import StoppedClock
from server.ops.settings import Settings
from tests.http.device_samples import NOW, SETTINGS, SIGNER, bearer, make_devices, sample_devices
from tests.http.samples import EXTENSIONS, STRANGERS, assert_problem, make_services

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

KEYS = sample_devices().keys


def client_of(desk: DeviceDesk) -> FlaskClient:
    """Return a client of an API with this desk."""
    return create_app(Settings(), make_services(devices=desk)).test_client()


def test_a_device_gets_the_policy_of_its_agency(client: FlaskClient) -> None:
    """Signed with the policy key, private, with a strong ETag."""
    response = client.get("/v1/policy", headers=bearer(KEYS.good))

    body = response.get_json()
    (signature,) = body["signatures"]
    canonical = encode_canonical(body["signed"])
    assert canonical is not None
    SIGNER.public_key.verify_signature(Signature(signature["keyid"], signature["sig"]), canonical.encode())
    assert (body["signed"]["agency"]["id"], body["signed"]["policy"]) == ("bkd-contoh", SETTINGS)
    assert response.headers["Cache-Control"] == CACHE_CONTROL
    assert "Authorization" in response.headers["Vary"]
    assert response.headers["ETag"].startswith('"')


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer  "])
def test_the_scheme_may_be_written_in_any_case(client: FlaskClient, scheme: str) -> None:
    """RFC 9110, section 11.1."""
    assert client.get("/v1/policy", headers={"Authorization": f"{scheme} {KEYS.good}"}).status_code == 200


def test_what_has_not_changed_is_not_sent_again() -> None:
    """Until there is a new version."""
    devices = make_devices()
    client = client_of(devices.desk)
    first = client.get("/v1/policy", headers=bearer(devices.keys.good))
    asked = bearer(devices.keys.good) | {"If-None-Match": first.headers["ETag"]}

    again = client.get("/v1/policy", headers=asked)
    with devices.database.write() as connection:
        set_policy(connection, Actor("penguji", NOW), "bkd-contoh", {"language": "en"})
    changed = client.get("/v1/policy", headers=asked)

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Cache-Control"] == CACHE_CONTROL
    assert (changed.status_code, changed.get_json()["signed"]["version"]) == (200, 2)


def test_without_a_key_it_is_said_that_one_is_needed(client: FlaskClient) -> None:
    """RFC 6750: without an error code, because nothing was wrong."""
    response = client.get("/v1/policy")

    assert_problem(response, "device-key-needed")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="jaga"'


def test_an_agency_that_left_is_told_so(client: FlaskClient) -> None:
    """The key is good, so its holder may know."""
    assert_problem(client.get("/v1/policy", headers=bearer(KEYS.left)), "agency-left")


def test_an_agency_without_a_policy_is_told_so(client: FlaskClient) -> None:
    """And gets nobody else's."""
    assert_problem(client.get("/v1/policy", headers=bearer(KEYS.without_policy)), "policy-not-set")


@pytest.mark.parametrize("headers", [{}, bearer("x"), bearer(KEYS.good)])
def test_no_answer_is_kept_by_others(client: FlaskClient, headers: dict[str, str]) -> None:
    """Neither a policy nor a refusal is public."""
    response = client.get("/v1/policy", headers=headers)

    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_database_that_is_down_is_no_refusal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A device that is told to come back keeps its last policy; the log holds neither key nor address."""
    database = Database(f"postgresql://jaga:rahasia@/jaga?host={tmp_path}")
    desk = DeviceDesk(database, lambda: SIGNER, CheckRates(None, 100), StoppedClock(NOW))

    with caplog.at_level(logging.DEBUG):
        response = client_of(desk).get("/v1/policy", headers=bearer(KEYS.good))

    assert_problem(response, "unavailable")
    assert response.headers["Retry-After"]
    assert [word for word in ("rahasia", KEYS.good) if word in f"{caplog.text}{response.text}"] == []


def test_a_missing_policy_key_is_no_mistake_of_the_device() -> None:
    """It is told to come back."""

    def fail() -> NoReturn:
        raise PolicyKeyError("policy.pem", "no key")

    devices = make_devices()
    desk = DeviceDesk(devices.database, fail, CheckRates(None, 100), StoppedClock(NOW))

    assert_problem(client_of(desk).get("/v1/policy", headers=bearer(devices.keys.good)), "unavailable")


def test_a_key_ends_in_a_running_server() -> None:
    """Nobody is let in from memory."""
    devices = make_devices()
    late = StoppedClock(NOW + timedelta(days=30))
    desk = DeviceDesk(devices.database, lambda: SIGNER, CheckRates(None, 100), late)

    assert_problem(client_of(desk).get("/v1/policy", headers=bearer(devices.keys.good)), "device-key-refused")


@pytest.mark.parametrize("origin", EXTENSIONS)
def test_extensions_may_ask_with_their_key(client: FlaskClient, origin: str) -> None:
    """A browser asks first whether it may send the header; credentials of its own are never allowed."""
    wanted = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization,if-none-match"}
    preflight = client.options("/v1/policy", headers={"Origin": origin, **wanted})
    response = client.get("/v1/policy", headers={"Origin": origin, **bearer(KEYS.good)})

    allowed = preflight.headers["Access-Control-Allow-Headers"].lower()
    assert {name.strip() for name in allowed.split(",")} == {"authorization", "if-none-match"}
    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("origin", STRANGERS)
def test_pages_may_not(client: FlaskClient, origin: str) -> None:
    """A site learns nothing of a policy, whatever key it holds."""
    response = client.get("/v1/policy", headers={"Origin": origin, **bearer(KEYS.good)})

    assert "Access-Control-Allow-Origin" not in response.headers

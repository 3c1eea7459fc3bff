"""``POST /v1/check`` with a device key: up to a hundred at once, counted by key, and nothing of a question is kept."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from server.app import create_app
from server.http.check import BATCH_MAX_BYTES
from server.http.check_rates import CheckRates
from server.http.request_errors import TooManyChecksError
from server.ops.settings import Settings
from server.warnings.check_batch import BATCH_MAX_CHECKS
from server.warnings.check_request import URL_MAX_CHARACTERS
from tests.http.device_samples import bearer, make_devices, sample_devices
from tests.http.redis import run_redis
from tests.http.samples import assert_problem, make_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.http.device_samples import SampleDevices

KEYS = sample_devices().keys
ONE = {"key": "instagram:@seseorang"}


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """Run one Redis for this file."""
    with run_redis() as address:
        yield address


def post(client: FlaskClient, body: Any, key: str | None = KEYS.good) -> TestResponse:
    """Ask with a key, or without one."""
    return client.post("/v1/check", json=body, headers=bearer(key) if key else {})


def client_of(devices: SampleDevices) -> FlaskClient:
    """Return a client of an API with these devices."""
    return create_app(Settings(), make_services(devices=devices.desk)).test_client()


def test_a_batch_is_answered_in_its_order(client: FlaskClient) -> None:
    """Each answer is what the same question gets alone."""
    checks = [ONE, {"url": "https://x.com/seseorang", "action": "share", "lang": "en"}, ONE | {"on": "2031-01-15"}]

    answers = post(client, {"checks": checks}).get_json()["answers"]

    assert answers == [post(client, check, None).get_json() for check in checks]
    assert answers == [post(client, check).get_json() for check in checks]


def test_a_hundred_of_the_longest_fit(client: FlaskClient) -> None:
    """With a key the body may be longer than without one; one more is refused by number."""
    long = {"url": "https://x.com/" + "a" * (URL_MAX_CHARACTERS - 14), "action": "comment", "employment": "non_asn"}

    response = post(client, {"checks": [long] * BATCH_MAX_CHECKS})

    assert (response.status_code, len(response.get_json()["answers"])) == (200, BATCH_MAX_CHECKS)
    body = post(client, {"checks": [ONE] * (BATCH_MAX_CHECKS + 1)})
    assert_problem(body, "invalid-request", field="checks", found="101 checks", expected="1 to 100 checks")


@pytest.mark.parametrize(
    "key",
    [None, KEYS.expired, KEYS.revoked, KEYS.left, "x", ""],
    ids=["none", "expired", "revoked", "of one that left", "malformed", "empty"],
)
def test_a_batch_needs_a_good_key(client: FlaskClient, key: str | None) -> None:
    """A wrong one is refused before the body is read, whatever stands there."""
    expected = {None: "device-key-needed", KEYS.left: "agency-left"}.get(key, "device-key-refused")
    headers = {} if key is None else bearer(key)

    assert_problem(client.post("/v1/check", json={"checks": [ONE]}, headers=headers), expected)
    if key is not None:
        assert_problem(client.post("/v1/check", data=b"{", headers=headers), expected)


def test_one_check_needs_none(client: FlaskClient) -> None:
    """As it always was, and as long as it always was."""
    assert post(client, ONE, None).status_code == 200
    assert_problem(post(client, {"url": "a" * 9000}, None), "body-too-large")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"checks": []}, "checks", id="none"),
        pytest.param({"checks": ONE}, "checks", id="no list"),
        pytest.param({"checks": None}, "checks", id="null"),
        pytest.param({"checks": [ONE], "lang": "en"}, "lang", id="one more member"),
        pytest.param({"checks": [ONE, 7]}, "checks[1]", id="no object"),
        pytest.param({"checks": [ONE, {}]}, "checks[1].url", id="no target"),
        pytest.param({"checks": [{"key": "x:@a", "on": "today"}]}, "checks[0].on", id="no day"),
        pytest.param({"checks": [ONE, {"key": "nowhere:@a"}]}, "checks[1].key", id="no platform"),
    ],
)
def test_a_mistake_is_named_by_its_place(client: FlaskClient, body: Any, field: str) -> None:
    """All are answered or none."""
    assert_problem(post(client, body), "invalid-request", field=field)


def test_a_body_that_is_too_long_is_not_read(client: FlaskClient) -> None:
    """With a key too."""
    assert_problem(post(client, {"url": "a" * BATCH_MAX_BYTES}), "body-too-large")


@pytest.mark.parametrize("where", ["memory", "redis"])
def test_a_key_has_so_many_checks_a_minute(request: pytest.FixtureRequest, where: str) -> None:
    """A batch counts as what it holds; another key, and whoever has none, is not held up."""
    url = request.getfixturevalue("redis_url") if where == "redis" else None
    devices = make_devices(per_minute=100, redis_url=url)
    client = client_of(devices)

    assert post(client, {"checks": [ONE] * 99}, devices.keys.good).status_code == 200
    assert post(client, ONE, devices.keys.good).status_code == 200
    refused = post(client, ONE, devices.keys.good)

    assert_problem(refused, "too-many-checks")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert post(client, {"checks": [ONE]}, devices.keys.without_policy).status_code == 200
    assert post(client, ONE, None).status_code == 200
    assert client.get("/v1/policy", headers=bearer(devices.keys.good)).status_code == 200


def test_processes_count_together_in_redis(redis_url: str) -> None:
    """And each by itself in memory."""
    first, second = CheckRates(redis_url, 100), CheckRates(redis_url, 100)
    first.count("jaga_together", 100, TooManyChecksError)
    with pytest.raises(TooManyChecksError):
        second.count("jaga_together", 1, TooManyChecksError)

    CheckRates(None, 100).count("jaga_alone", 100, TooManyChecksError)
    CheckRates(None, 100).count("jaga_alone", 100, TooManyChecksError)


def test_redis_keeps_a_number_for_a_minute_and_no_question(redis_url: str) -> None:
    """The visible part of the key, nothing of what was asked, and nothing for ever."""
    from redis import Redis

    devices = make_devices(per_minute=100, redis_url=redis_url)
    post(client_of(devices), {"checks": [{"key": "x:@rahasia"}]}, devices.keys.good)

    with Redis(unix_socket_path=redis_url.removeprefix("redis+unix://"), decode_responses=True) as client:
        kept = {name: (client.get(name), client.ttl(name)) for name in client.scan_iter()}
    own = {name: value for name, value in kept.items() if devices.keys.good[:13] in name}
    assert [value for value, _ in own.values()] == ["1"]
    assert all(0 < seconds <= 60 for _, seconds in kept.values())
    assert "rahasia" not in json.dumps(kept)
    assert devices.keys.good[14:] not in json.dumps(kept)


def test_without_redis_checks_are_answered(caplog: pytest.LogCaptureFixture) -> None:
    """A limit guards the server, a check guards a person; the log holds no address and no key."""
    devices = make_devices(redis_url="redis://:rahasia@127.0.0.1:1/0")

    with caplog.at_level(logging.DEBUG):
        assert post(client_of(devices), {"checks": [ONE]}, devices.keys.good).status_code == 200

    assert [record.name for record in caplog.records if record.name.startswith("server")] == ["server.http.check_rates"]
    assert [word for word in ("rahasia", devices.keys.good, "seseorang") if word in caplog.text] == []


def test_nothing_of_a_question_is_kept(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """No table holds a word of it, and no line is logged."""
    devices = make_devices()
    with devices.database.read() as connection:
        before = list(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]

    with caplog.at_level(logging.DEBUG):
        post(client_of(devices), {"checks": [ONE] * 3}, devices.keys.good)

    with devices.database.read() as connection:
        after = list(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert (after, caplog.records) == (before, [])
    assert len(before) > 10

"""Credentials that let nobody in: one and the same answer at the same cost, and nothing of them in answer or log."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from server.agencies import device_keys
from server.agencies.audit_trail import digest_text
from tests.http.device_samples import bearer, sample_devices
from tests.http.samples import assert_problem, sample_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

KEYS = sample_devices().keys
GOOD = f"Bearer {KEYS.good}"
REFUSED = {
    "no scheme": KEYS.good,
    "another scheme": f"Basic {KEYS.good}",
    "a token scheme": f"Token {KEYS.good}",
    "nothing after it": "Bearer",
    "spaces after it": "Bearer   ",
    "two words": f"Bearer {KEYS.good} x",
    "two keys": f"Bearer {KEYS.good},{KEYS.good}",
    "quoted": f'Bearer "{KEYS.good}"',
    "a parameter": f"Bearer key={KEYS.good}",
    "cut": f"Bearer {KEYS.good[:-1]}",
    "longer": f"Bearer {KEYS.good}A",
    "in capitals": f"Bearer {KEYS.good.upper()}",
    "another secret": f"Bearer {KEYS.good[:14]}{'A' * 43}",
    "another id": f"Bearer jaga_00000000{KEYS.good[13:]}",
    "its digest": f"Bearer {digest_text(KEYS.good)}",
    "unknown": f"Bearer jaga_00000000_{'A' * 43}",
    "expired": f"Bearer {KEYS.expired}",
    "revoked": f"Bearer {KEYS.revoked}",
    "not ASCII": "Bearer jaga_\u00e9",
    "a question to the database": "Bearer ' OR '1'='1",
    "a line break in disguise": "Bearer jaga_%0d%0aX: y",
    "very long": f"Bearer {'a' * 100_000}",
}
CHECK = {"key": "x:@calon_satu"}
CALLS: dict[str, dict[str, Any]] = {
    "policy": {"method": "GET", "path": "/v1/policy"},
    "check": {"method": "POST", "path": "/v1/check", "json": CHECK},
    "batch": {"method": "POST", "path": "/v1/check", "json": {"checks": [CHECK]}},
    "a body that is none": {"method": "POST", "path": "/v1/check", "data": "{", "content_type": "application/json"},
}


def call(name: str, authorization: str) -> TestResponse:
    """Make one of the calls with a credential."""
    return sample_app().test_client().open(**CALLS[name], headers={"Authorization": authorization})


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect what a call costs: each question to the database, and each digest."""
    done: list[str] = []

    def digest(text: str) -> str:
        done.append("digest")
        return digest_text(text)

    def question(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        done.append(statement)

    monkeypatch.setattr(device_keys, "digest_text", digest)
    event.listen(Engine, "before_cursor_execute", question)
    yield done
    event.remove(Engine, "before_cursor_execute", question)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("how", REFUSED)
def test_one_and_the_same_answer_and_work(
    name: str, how: str, work: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong, expired, revoked or malformed: nobody learns which, neither from the answer nor from how long it takes."""
    unknown = call(name, REFUSED["unknown"])
    expected = work.copy()
    work.clear()
    with caplog.at_level(logging.DEBUG):
        response = call(name, REFUSED[how])

    assert_problem(response, "device-key-refused")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="jaga", error="invalid_token"'
    assert (response.data, dict(response.headers)) == (unknown.data, dict(unknown.headers))
    assert caplog.records == []
    assert work == expected
    assert [each.split()[0] for each in work] == ["digest", "BEGIN", "SELECT"]


def test_a_good_key_begins_with_the_same_work(work: list[str]) -> None:
    """What comes after it is the policy's own."""
    call("policy", REFUSED["unknown"])
    refused = work.copy()
    work.clear()

    assert call("policy", GOOD).status_code == 200
    assert work[: len(refused)] == refused


def test_a_key_opens_nothing_of_another_agency() -> None:
    """Its holder gets what its own agency has, and here that is nothing."""
    response = sample_app().test_client().get("/v1/policy", headers=bearer(KEYS.without_policy))

    assert_problem(response, "policy-not-set")
    assert b"bkd-contoh" not in response.data.lower()


@pytest.mark.parametrize("name", CALLS)
def test_an_agency_that_left_is_told_alike_everywhere(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Its key would be good, so its holder may know; the log may not."""
    with caplog.at_level(logging.DEBUG):
        response = call(name, f"Bearer {KEYS.left}")

    assert_problem(response, "agency-left")
    assert KEYS.left[5:13] not in json.dumps([response.get_json(), dict(response.headers)])
    assert caplog.records == []

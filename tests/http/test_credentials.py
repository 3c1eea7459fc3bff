"""Credentials that let nobody in: one and the same answer at the same cost, and nothing of them in answer or log."""

from __future__ import annotations

import hmac
import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from server.agencies import device_keys, enrolments
from server.agencies.audit_trail import digest_text
from server.agencies.enrolments import LIFETIME_DAYS
from tests.http.device_samples import NOW, bearer, make_member, make_signer, sample_devices
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
SIGNED_IN = make_member("bkd-contoh")
REFUSED_ENROLMENTS = {
    "unknown": f"Bearer jaga_member_bkd-contoh_20310415_{'A' * 43}",
    "no scheme": SIGNED_IN,
    "another scheme": f"Basic {SIGNED_IN}",
    "the beginning alone": "Bearer jaga_member_",
    "cut": f"Bearer {SIGNED_IN[:-1]}",
    "longer": f"Bearer {SIGNED_IN}A",
    "in capitals": f"Bearer {SIGNED_IN.upper()}",
    "quoted": f'Bearer "{SIGNED_IN}"',
    "two": f"Bearer {SIGNED_IN},{SIGNED_IN}",
    "of another agency": f"Bearer {SIGNED_IN.replace('bkd-contoh', 'dinas-baru')}",
    "of an agency that left, forged": f"Bearer {SIGNED_IN.replace('bkd-contoh', 'dinas-keluar')}",
    "of no agency": f"Bearer {make_member('kab-tiada')}",
    "of another server": f"Bearer {make_member('bkd-contoh', signer=make_signer())}",
    "expired": f"Bearer {make_member('bkd-contoh', NOW - timedelta(days=LIFETIME_DAYS))}",
    "another day": f"Bearer {SIGNED_IN.replace('20310415', '20310416')}",
    "no day": f"Bearer {SIGNED_IN.replace('20310415', '99999999')}",
    "days of another script": f"Bearer {SIGNED_IN.replace('2', chr(178))}",
    "a question to the database": "Bearer jaga_member_' OR '1'='1",
    "very long": f"Bearer jaga_member_{'a' * 100_000}",
}
SHOWN = [*(("a device key", how) for how in REFUSED), *(("an enrolment", how) for how in REFUSED_ENROLMENTS)]
CREDENTIALS = {"a device key": REFUSED, "an enrolment": REFUSED_ENROLMENTS}
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

    def proof(*parts: Any) -> bytes:
        done.append("digest")
        return hmac.digest(*parts)

    monkeypatch.setattr(device_keys, "digest_text", digest)
    monkeypatch.setattr(enrolments, "digest", proof)
    event.listen(Engine, "before_cursor_execute", question)
    yield done
    event.remove(Engine, "before_cursor_execute", question)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(("kind", "how"), SHOWN)
def test_one_and_the_same_answer_and_work(
    name: str, kind: str, how: str, work: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Wrong, expired, revoked or malformed: nobody learns which, neither from the answer nor from how long it takes."""
    shown = CREDENTIALS[kind][how]
    unknown = call(name, REFUSED_ENROLMENTS["unknown"] if "Bearer jaga_member_" in shown else REFUSED["unknown"])
    expected = work.copy()
    work.clear()
    with caplog.at_level(logging.DEBUG):
        response = call(name, shown)

    assert_problem(response, "device-key-refused")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="jaga", error="invalid_token"'
    assert (response.data, dict(response.headers)) == (unknown.data, dict(unknown.headers))
    assert caplog.records == []
    assert work == expected
    assert [each.split()[0] for each in work] == ["digest", "BEGIN", "SELECT"]


def test_both_kinds_are_refused_alike() -> None:
    """To the byte."""
    key, enrolment = (call("policy", refused["unknown"]) for refused in CREDENTIALS.values())

    assert (key.data, dict(key.headers)) == (enrolment.data, dict(enrolment.headers))


@pytest.mark.parametrize("kind", CREDENTIALS)
def test_a_good_one_begins_with_the_same_work(kind: str, work: list[str]) -> None:
    """What comes after it is the policy's own."""
    good = {"a device key": GOOD, "an enrolment": f"Bearer {SIGNED_IN}"}[kind]
    call("policy", CREDENTIALS[kind]["unknown"])
    refused = work.copy()
    work.clear()

    assert call("policy", good).status_code == 200
    assert work[: len(refused)] == refused


@pytest.mark.parametrize("name", [name for name in CALLS if name != "policy"])
def test_an_enrolment_opens_the_policy_alone(name: str) -> None:
    """Whoever has signed in asks for no checks with it."""
    assert_problem(call(name, f"Bearer {SIGNED_IN}"), "device-key-refused")


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


def test_members_of_an_agency_that_left_are_told_so(caplog: pytest.LogCaptureFixture) -> None:
    """As its devices are, and in the same words."""
    with caplog.at_level(logging.DEBUG):
        member, device = call("policy", f"Bearer {make_member('dinas-keluar')}"), call("policy", f"Bearer {KEYS.left}")

    assert_problem(member, "agency-left")
    assert (member.data, dict(member.headers)) == (device.data, dict(device.headers))
    assert caplog.records == []

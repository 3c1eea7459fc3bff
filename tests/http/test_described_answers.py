"""Each answer that the description promises to agencies and their people is one that is given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from server.http.check import BATCH_MAX_BYTES
from server.http.openapi import load_openapi
from server.sign_in.sign_in_errors import ProviderWrongError
from tests.http.answer_samples import app_without_database, app_without_release, make_app
from tests.http.device_samples import bearer, make_devices, make_member, sample_devices
from tests.http.enrol_samples import OFFERING, make_enrolments
from tests.http.samples import sample_app
from tests.sign_in.token_samples import NONCE, make_token

if TYPE_CHECKING:
    from flask import Flask

KEYS = sample_devices().keys
MEMBER, MEMBER_LEFT = make_member("bkd-contoh"), make_member("dinas-keluar")
MEMBER_WITHOUT_POLICY = make_member("dinas-baru")
CHECK = {"key": "x:@calon_satu"}
ENROL = {"agency": OFFERING, "id_token": make_token(), "nonce": NONCE}
POST_CHECK: dict[str, Any] = {"method": "POST", "path": "/v1/check", "json": CHECK}
POST_BATCH = {**POST_CHECK, "json": {"checks": [CHECK, CHECK]}, "headers": bearer(KEYS.good)}
POST_ENROL: dict[str, Any] = {"method": "POST", "path": "/v1/enrol", "json": ENROL}
GET_POLICY: dict[str, Any] = {"method": "GET", "path": "/v1/policy"}
GET_AGENCIES: dict[str, Any] = {"method": "GET", "path": "/v1/agencies"}
HTML = {"Accept": "text/html"}


def with_text(asked: dict[str, Any], text: str, content_type: str = "application/json", **more: Any) -> dict[str, Any]:
    """Return a request with another body."""
    usual = {name: value for name, value in asked.items() if name != "json"}
    return usual | {"data": text, "content_type": content_type} | more


def app_where_too_many_ask() -> tuple[Flask, str]:
    """Return an app where every check and every sign-in is one too many, and its good key."""
    devices, enrolments = make_devices(per_minute=0), make_enrolments(per_minute=0)
    return make_app(devices=devices.desk, enrolments=enrolments.desk), devices.keys.good


def app_with_a_wrong_provider() -> Flask:
    """Return an app whose agency's provider is not as it should be."""
    enrolments = make_enrolments()
    enrolments.provider.failure = ProviderWrongError("keys that cannot be read")
    return make_app(enrolments=enrolments.desk)


USUAL, NO_DATABASE, NO_RELEASE = sample_app(), app_without_database(), app_without_release()
BUSY, BUSY_KEY = app_where_too_many_ask()
TOO_LONG = " " * (BATCH_MAX_BYTES + 1)

ANSWERS: dict[str, list[tuple[int, Flask, dict[str, Any]]]] = {
    "/v1/check": [
        (200, USUAL, POST_CHECK),
        (200, USUAL, POST_BATCH),
        (200, NO_DATABASE, POST_CHECK),
        (400, USUAL, with_text(POST_CHECK, "{")),
        (401, USUAL, POST_CHECK | {"headers": bearer("x")}),
        (401, USUAL, POST_CHECK | {"headers": bearer(MEMBER)}),
        (403, USUAL, POST_CHECK | {"headers": bearer(KEYS.left)}),
        (406, USUAL, POST_CHECK | {"headers": HTML}),
        (413, USUAL, with_text(POST_CHECK, TOO_LONG, headers=bearer(KEYS.good))),
        (415, USUAL, with_text(POST_CHECK, "{}", "text/plain")),
        (422, USUAL, POST_CHECK | {"json": {}}),
        (429, BUSY, POST_BATCH | {"headers": bearer(BUSY_KEY)}),
        (503, NO_RELEASE, POST_CHECK),
        (503, NO_DATABASE, POST_BATCH),
    ],
    "/v1/policy": [
        (200, USUAL, GET_POLICY | {"headers": bearer(KEYS.good)}),
        (200, USUAL, GET_POLICY | {"headers": bearer(MEMBER)}),
        (200, NO_RELEASE, GET_POLICY | {"headers": bearer(MEMBER)}),
        (304, USUAL, GET_POLICY | {"headers": bearer(MEMBER) | {"If-None-Match": "*"}}),
        (401, USUAL, GET_POLICY),
        (403, USUAL, GET_POLICY | {"headers": bearer(MEMBER_LEFT)}),
        (404, USUAL, GET_POLICY | {"headers": bearer(MEMBER_WITHOUT_POLICY)}),
        (406, USUAL, GET_POLICY | {"headers": HTML}),
        (503, NO_DATABASE, GET_POLICY | {"headers": bearer(MEMBER)}),
    ],
    "/v1/agencies": [
        (200, USUAL, GET_AGENCIES),
        (200, NO_RELEASE, GET_AGENCIES),
        (406, USUAL, GET_AGENCIES | {"headers": HTML}),
        (503, NO_DATABASE, GET_AGENCIES),
    ],
    "/v1/enrol": [
        (200, USUAL, POST_ENROL),
        (200, NO_RELEASE, POST_ENROL),
        (400, USUAL, with_text(POST_ENROL, "{")),
        (403, USUAL, POST_ENROL | {"json": ENROL | {"nonce": "lain"}}),
        (404, USUAL, POST_ENROL | {"json": ENROL | {"agency": "kab-diam"}}),
        (406, USUAL, POST_ENROL | {"headers": HTML}),
        (413, USUAL, with_text(POST_ENROL, TOO_LONG)),
        (415, USUAL, with_text(POST_ENROL, "{}", "text/plain")),
        (422, USUAL, POST_ENROL | {"json": {}}),
        (429, BUSY, POST_ENROL),
        (502, app_with_a_wrong_provider(), POST_ENROL),
        (503, NO_DATABASE, POST_ENROL),
    ],
}
"""For each answer that the description promises a request that gets it, from which app."""


@pytest.mark.parametrize("path", ANSWERS)
def test_every_described_answer_is_one_that_is_given(path: str) -> None:
    """A description that promises more than the server does is as wrong as one that says too little."""
    (operation,) = json.loads(load_openapi())["paths"][path].values()
    given = [app.test_client().open(**asked).status_code for _, app, asked in ANSWERS[path]]

    assert given == [status for status, _, _ in ANSWERS[path]]
    assert {str(status) for status in given} == set(operation["responses"])

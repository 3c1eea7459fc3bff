"""Errors: every one is a problem of a documented kind, whatever was asked, and a 500 says nothing of what is inside."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import abort
from werkzeug.exceptions import ImATeapot, RequestURITooLarge

from server.domain.errors import ListError, RequestError, UpstreamError
from server.http.problems import PROBLEM_TYPES, make_problem
from tests.http.samples import GROUP, assert_problem, make_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
SECRET = "instagram:@seseorang"

READ_ONLY = (
    "/",
    "/latihan",
    "/latihan/@calon_contoh_a",
    "/problems",
    "/openapi.json",
    "/healthz",
    "/readyz",
    f"/v1/warnings/{GROUP}",
    "/v1/agencies",
    "/v1/policy",
    "/v1/release/metadata/timestamp.json",
    "/v1/release/nothing",
)


@pytest.mark.parametrize(
    "path", ["/nothing", "/v1", "/v1/check/more", "/latihan/@nobody", "/problems/no", "/static/no.css"]
)
def test_an_address_without_anything(client: FlaskClient, path: str) -> None:
    """Pages, API and static files answer the same."""
    assert_problem(client.get(path), "not-found")


@pytest.mark.parametrize("path", READ_ONLY)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_wrong_method_names_the_right_ones(client: FlaskClient, path: str, method: str) -> None:
    """Flask and the release middleware alike."""
    response = client.open(path, method=method)

    assert_problem(response, "method-not-allowed")
    assert {"GET", "HEAD", "OPTIONS"} == set(response.headers["Allow"].split(", "))


def test_a_check_is_only_posted(client: FlaskClient) -> None:
    """GET would leave what was asked in logs of others."""
    response = client.get("/v1/check?url=x")

    assert_problem(response, "method-not-allowed")
    assert "POST" in response.headers["Allow"]


@pytest.mark.parametrize("path", [f"/v1/warnings/{GROUP}", "/readyz", "/v1/release/metadata/timestamp.json"])
def test_no_release_yet(bare_client: FlaskClient, path: str) -> None:
    """It is said when to come back."""
    response = bare_client.get(path)

    assert_problem(response, "release-not-loaded")
    assert response.headers["Retry-After"] == "60"


def test_the_answer_to_head_has_no_body(client: FlaskClient) -> None:
    """But the same headers."""
    for path in ("/nothing", "/v1/release/nothing"):
        response = client.head(path)
        assert (response.status_code, response.data) == (404, b"")
        assert response.content_type == "application/problem+json"


ERRORS: dict[str, tuple[Callable[[], Any], str, int]] = {
    "a mistake of ours": (lambda: os.environ[SECRET], "internal-error", 500),
    "our own data": (lambda: _raise(ListError(SECRET)), "internal-error", 500),
    "somebody else": (lambda: _raise(UpstreamError(SECRET)), "unavailable", 503),
    "the asker": (lambda: _raise(RequestError("on", 7, "a day")), "invalid-request", 422),
    "a rarer status": (lambda: _raise(ImATeapot()), "", 418),
    "a long address": (lambda: _raise(RequestURITooLarge()), "", 414),
    "a broken request": (lambda: abort(400), "bad-request", 400),
}


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("case", ERRORS)
def test_every_error_in_a_view_becomes_a_problem(case: str, caplog: pytest.LogCaptureFixture) -> None:
    """By the party at fault; failures of ours are logged by route template, without what was asked."""
    fail, name, status = ERRORS[case]
    app = make_app()
    app.add_url_rule("/fail/<what>", "fail", lambda what: fail())  # noqa: ARG005 - the route's own name

    with caplog.at_level(logging.ERROR):
        response = app.test_client().get(f"/fail/{SECRET}")

    assert_problem(response, name, status=status)
    if status >= 500:
        assert SECRET.encode() not in response.data
        (record,) = caplog.records
        assert record.__dict__["route"] == "/fail/<what>"
        assert SECRET not in record.getMessage()
    else:
        assert caplog.records == []


def test_a_wrong_value_is_repeated_shortened() -> None:
    """Enough to recognise it."""
    body = json.loads(make_problem(RequestError("url", "x" * 5000, "less")).body)

    assert body["found"] == "x" * 200 + "…"
    assert len(body["detail"]) < 300


@pytest.mark.parametrize("found", [None, 1.5, ["a"], {"a": object()}, "\ud800", "\x00"])
def test_any_wrong_value_can_be_shown(found: object) -> None:
    """Whatever was sent, the answer is JSON."""
    assert json.loads(make_problem(RequestError("url", found, "a text")).body)["field"] == "url"


def test_each_kind_is_documented_as_it_is() -> None:
    """docs/problems.md holds one section per kind, with its title, status and meaning, in the order of the status."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    sections = [section.strip() for section in text.split("\n## ")[1:]]
    kinds = sorted(PROBLEM_TYPES.values(), key=lambda kind: (kind.status, kind.name))
    assert sections == [f"{kind.name}\n\n{kind.status} · *{kind.title}*\n\n{kind.meaning}" for kind in kinds]


def test_each_type_leads_to_its_explanation(client: FlaskClient) -> None:
    """The address in ``type`` is a page of this server, and the list of all leads there too."""
    listing = client.get("/problems").text
    for kind in PROBLEM_TYPES.values():
        page = client.get(kind.uri)
        assert page.status_code == 200
        assert kind.title in page.text
        assert f'href="{kind.uri}"' in listing


def test_kinds_do_not_share_a_name() -> None:
    """``type`` tells one kind from every other."""
    assert len({kind.name for kind in PROBLEM_TYPES.values()}) == len(PROBLEM_TYPES)

"""``GET /v1/warnings/<group>``: the group's file of the current release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from server.accounts.content_codings import CONTENT_CODINGS, ContentCoding
from tests.http.samples import GROUP, assert_problem, build_files

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PATH = f"/v1/warnings/{GROUP}"


def test_the_group_is_sent_as_in_the_release(client: FlaskClient) -> None:
    """Byte for byte; it may be kept for a minute."""
    response = client.get(PATH)

    assert response.data == build_files()[f"warnings/{GROUP}.json"]
    assert response.content_type == "application/json"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert json.loads(response.data)["group"] == GROUP


@pytest.mark.parametrize("coding", CONTENT_CODINGS, ids=lambda coding: coding.name)
def test_it_is_sent_compressed_and_not_again(client: FlaskClient, coding: ContentCoding) -> None:
    """In each coding, each with its tag."""
    name = coding.name
    response = client.get(PATH, headers={"Accept-Encoding": name})

    assert response.headers["Content-Encoding"] == name
    assert coding.decompress(response.data) == client.get(PATH).data
    again = client.get(PATH, headers={"Accept-Encoding": name, "If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_head_has_no_body(client: FlaskClient) -> None:
    """And the length of the file."""
    response = client.head(PATH)

    assert response.data == b""
    assert response.headers["Content-Length"] == str(len(client.get(PATH).data))


@pytest.mark.parametrize("group", ["no-such-group", "..", "latihan.json", "list", "GROUP", "é", "a" * 500])
def test_an_unknown_group_is_said(client: FlaskClient, group: str) -> None:
    """And nothing outside the groups can be reached."""
    assert_problem(client.get(f"/v1/warnings/{group}"), "group-not-found", field="group")


def test_a_path_below_a_group_is_nothing(client: FlaskClient) -> None:
    """A slash does not lead into the release."""
    for path in ("../list", "%2e%2e%2flist", "a/b", ""):
        assert_problem(client.get(f"/v1/warnings/{path}"), "not-found")


@pytest.mark.parametrize("headers", [{"Accept": "text/html"}, {"Accept-Encoding": "identity;q=0, *;q=0"}])
def test_who_does_not_take_json_is_told(client: FlaskClient, headers: dict[str, str]) -> None:
    """Instead of being sent what cannot be used."""
    assert_problem(client.get(PATH, headers=headers), "not-acceptable")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json;q=0.1, text/html", ""])
def test_any_header_that_takes_json_will_do(client: FlaskClient, accept: str) -> None:
    """Browsers send ``*/*``."""
    assert client.get(PATH, headers={"Accept": accept}).status_code == 200

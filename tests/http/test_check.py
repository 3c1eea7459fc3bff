"""``POST /v1/check`` over HTTP: what is answered, and how every wrong request is refused."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.http.samples import assert_problem, sample_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

URL = "https://x.com/calon_satu"


def post(client: FlaskClient, body: Any, **headers: str) -> TestResponse:
    """Post a body: bytes as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    asked = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.post("/v1/check", data=data, headers=asked)


def test_a_listed_account_is_answered_in_full(client: FlaskClient) -> None:
    """By address or by key, as the extension would say it."""
    response = post(client, {"url": URL, "action": "share", "on": "2031-01-15"})

    answer = response.json
    assert answer is not None
    assert response.content_type == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert (answer["listed"], answer["level"], answer["key"]) == (True, "hold", "x:@calon_satu")
    assert (answer["owner"], answer["contest"], answer["phase"]) == (
        "Calon Satu",
        "Pemilihan Wali Kota Contoh",
        "kampanye",
    )
    assert set(answer["warning"]) == {"title", "body", "basis", "consequence", "allowed"}
    assert "Calon Satu" in answer["warning"]["title"]
    assert post(client, {"key": "x:#110312278", "on": "2031-01-15"}).json["owner"] == "Calon Satu"  # type: ignore[index]


def test_rivals_are_answered_alike(client: FlaskClient) -> None:
    """The same words for both, but for the names."""
    answers = [post(client, {"key": f"x:@{handle}", "on": "2031-01-15"}).text for handle in ("calon_satu", "calon_dua")]

    rest = [json.loads(answer.replace("Dua", "Satu").replace("_dua", "_satu")) for answer in answers]
    for each in rest:
        each["details"].pop("source")
    assert rest[0] == rest[1]


@pytest.mark.parametrize("day", ["2030-12-31", "2031-02-13"])
def test_outside_the_phases_a_candidate_is_not_listed(client: FlaskClient, day: str) -> None:
    """With a note instead of a warning."""
    answer = post(client, {"url": URL, "on": day}).json

    assert answer is not None
    assert (answer["listed"], answer["level"], answer["warning"]) == (False, "none", None)
    assert answer["details"]["note"]


def test_without_a_day_it_is_today_where_the_contest_is(client: FlaskClient) -> None:
    """The clock stands on 15 January 2031, ten in the morning in Jakarta."""
    answer = post(client, {"url": URL}).json

    assert answer is not None
    assert (answer["on"], answer["listed"]) == ("2031-01-15", True)


WRONG_MEMBERS: dict[str, tuple[Any, str]] = {
    "an unknown member": ({"url": URL, "nip": "1"}, "nip"),
    "nothing to check": ({}, "url"),
    "both": ({"url": URL, "key": "x:@a"}, "key"),
    "a wrong word": ({"url": URL, "action": "poke"}, "action"),
    "a number for a word": ({"url": URL, "lang": 1}, "lang"),
    "null": ({"url": None}, "url"),
    "a day that is none": ({"url": URL, "on": "2031-02-30"}, "on"),
    "a day of another form": ({"url": URL, "on": "20310115"}, "on"),
    "a list for a text": ({"url": [URL]}, "url"),
    "blanks": ({"url": "  "}, "url"),
    "a key of no platform": ({"key": "friendster:@a"}, "key"),
    "no key": ({"key": "calon_satu"}, "key"),
    "an impossible handle": ({"key": "x:@a-b"}, "key"),
    "an address that is too long": ({"url": "https://x.com/" + "a" * 3000}, "url"),
}


@pytest.mark.parametrize("case", WRONG_MEMBERS)
def test_a_wrong_member_is_named(client: FlaskClient, case: str) -> None:
    """With what was found and what is expected."""
    data, field = WRONG_MEMBERS[case]

    body = assert_problem(post(client, data), "invalid-request", field=field)

    assert body["expected"]
    assert body["detail"]


NOT_JSON: dict[str, bytes] = {
    "nothing": b"",
    "a word": b"check",
    "half an object": b'{"url":',
    "two objects": b"{}{}",
    "a member twice": b'{"url":"a","url":"b"}',
    "a number that JSON does not know": b'{"url":NaN}',
    "no UTF-8": b'{"url":"\xff"}',
    "UTF-16": '{"url":"a"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"url":"a"}',
    "half a surrogate pair": b'{"url":"\\ud800"}',
    "too deep": b"[" * 8000,
    "a number too long": b'{"url":' + b"1" * 8000 + b"}",
    "a list": b"[]",
    "null": b"null",
    "a text": b'"url"',
}


@pytest.mark.parametrize("case", NOT_JSON)
def test_a_body_that_is_no_json_object(client: FlaskClient, case: str) -> None:
    """Is said, and where it stops being one."""
    assert_problem(post(client, NOT_JSON[case]), "body-not-json")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json-seq", "", "nonsense"]
)
def test_another_media_type_is_not_read(client: FlaskClient, kind: str) -> None:
    """A form of a web page could be sent from anywhere; JSON could not."""
    assert_problem(post(client, {"url": URL}, Content_Type=kind), "unsupported-media-type")


def test_a_compressed_body_is_not_read(client: FlaskClient) -> None:
    """A few bytes must not become gigabytes."""
    assert_problem(post(client, {"url": URL}, Content_Encoding="gzip"), "unsupported-media-type")


def test_the_charset_is_no_matter(client: FlaskClient) -> None:
    """JSON is UTF-8."""
    assert post(client, {"url": URL}, Content_Type="application/json; charset=utf-8").status_code == 200


@pytest.mark.parametrize("length", [8193, 1_000_000])
def test_a_long_body_is_not_read(client: FlaskClient, length: int) -> None:
    """The bound is 8 KiB; what is just as long passes it."""
    body = json.dumps({"url": URL}).encode()

    assert_problem(post(client, body.ljust(length)), "body-too-large")
    assert post(client, body.ljust(8192)).status_code == 200


def test_a_long_body_in_chunks_is_not_read_either(client: FlaskClient) -> None:
    """Without a length it is cut off at the bound, and refused."""
    body = json.dumps({"url": URL}).encode().ljust(9000)

    response = client.post(
        "/v1/check",
        input_stream=BytesIO(body),
        headers={"Content-Type": "application/json", "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert_problem(response, "body-too-large")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0"])
def test_who_does_not_take_json_is_told(client: FlaskClient, accept: str) -> None:
    """Instead of being sent what cannot be used."""
    assert_problem(post(client, {"url": URL}, Accept=accept), "not-acceptable")


def test_without_a_release_nothing_is_said_of_accounts(bare_client: FlaskClient) -> None:
    """Least of all that they are not listed."""
    assert_problem(post(bare_client, {"url": URL}), "release-not-loaded")


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_answered(body: bytes) -> None:
    """With a problem, or an answer when they happen to be a request."""
    assert post(sample_app().test_client(), body).status_code in {200, 400, 422}


@given(
    st.dictionaries(
        st.sampled_from(["url", "key", "action", "lang", "employment", "on", "x"]),
        st.text(max_size=60)
        | st.none()
        | st.integers()
        | st.sampled_from([URL, "x:@calon_satu", "like", "id", "2031-01-15"]),
        max_size=4,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_members_are_answered(data: dict[str, Any]) -> None:
    """Whatever stands in them."""
    assert post(sample_app().test_client(), data).status_code in {200, 400, 422}

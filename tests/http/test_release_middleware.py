"""Release files over HTTP: what is sent in which coding, what is not sent again, for whom, and how long it keeps."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import NotAcceptable

from server.accounts.content_codings import CONTENT_CODINGS
from server.accounts.served_release import MemoryRelease
from server.http.file_answers import choose_coding
from tests.http.samples import EXTENSIONS, STRANGERS, assert_problem, build_files, make_app, sample_app, sample_state

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TIMESTAMP = "/v1/release/metadata/timestamp.json"
ROOT_FILE = "/v1/release/metadata/1.root.json"
WORDING = build_files()["wording.json"]
WORDING_FILE = f"/v1/release/targets/{sha256(WORDING).hexdigest()}.wording.json"
DECODERS = {coding.name: coding.decompress for coding in CONTENT_CODINGS}


def test_every_file_of_the_tree_is_served(client: FlaskClient) -> None:
    """Under its own path, with its own bytes, as JSON."""
    for path, file in sample_state().files.items():
        response = client.get(f"/v1/release/{path}")
        assert (response.status_code, response.data) == (200, file.body)
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Content-Length"] == str(len(file.body))
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_names_with_a_hash_or_version_keep_for_ever_and_the_timestamp_for_a_minute(client: FlaskClient) -> None:
    """So that a cache in between never mixes two releases."""
    lasting = {client.get(path).headers["Cache-Control"] for path in (ROOT_FILE, WORDING_FILE)}

    assert lasting == {"public, max-age=31536000, immutable"}
    assert client.get(TIMESTAMP).headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("", None),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("zstd, gzip", "zstd"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("br;q=0, *", "zstd"),
        ("*", "br"),
        ("identity", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("identity, gzip;q=0.3", None),
        ("compress", None),
        ("identity;q=0, gzip", "gzip"),
        ("br; q=nonsense, gzip", "gzip"),
    ],
)
def test_the_coding_is_the_one_that_is_liked_best(
    client: FlaskClient, accepted: str | None, coding: str | None
) -> None:
    """The smallest among equals; the plain file when nothing else is asked for; always the same content."""
    response = client.get(WORDING_FILE, headers={} if accepted is None else {"Accept-Encoding": accepted})

    assert response.headers.get("Content-Encoding") == coding
    assert (DECODERS[coding](response.data) if coding else response.data) == WORDING
    assert response.headers["Vary"] == "Accept-Encoding, Origin"


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "compress, identity;q=0", "br;q=0, *;q=0"])
@pytest.mark.parametrize("path", [TIMESTAMP, WORDING_FILE])
def test_who_refuses_every_coding_is_told(client: FlaskClient, path: str, accepted: str) -> None:
    """For a small file that means the plain one alone."""
    response = client.get(path, headers={"Accept-Encoding": accepted})

    assert_problem(response, "not-acceptable")


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_header_whatever_breaks_the_choice(accepted: str) -> None:
    """Any ``Accept-Encoding`` gives a file or a refusal."""
    response = (
        sample_app().test_client().get(TIMESTAMP, headers={"Accept-Encoding": accepted, "If-None-Match": accepted})
    )

    assert response.status_code in {200, 304, 406}


def test_each_coding_has_its_own_strong_tag(client: FlaskClient) -> None:
    """A cache never gives gzip to somebody whose tag was that of the plain file."""
    tags = [
        client.get(WORDING_FILE, headers={"Accept-Encoding": name}).headers["ETag"]
        for name in ("br", "zstd", "gzip", "")
    ]

    assert len(set(tags)) == 4
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", ' "a" ,{} '])
def test_what_the_asker_has_is_not_sent_again(client: FlaskClient, form: str) -> None:
    """304, without a body, with the tag and the time for which it keeps."""
    tag = client.get(WORDING_FILE, headers={"Accept-Encoding": "br"}).headers["ETag"]

    response = client.get(WORDING_FILE, headers={"Accept-Encoding": "br", "If-None-Match": form.format(tag)})

    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == tag
    assert "immutable" in response.headers["Cache-Control"]
    assert "Content-Type" not in response.headers
    other = client.get(WORDING_FILE, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert other.status_code == 200


def test_head_is_get_without_the_body(client: FlaskClient) -> None:
    """The length is that of the file."""
    head, get = client.head(WORDING_FILE), client.get(WORDING_FILE)

    assert head.data == b""
    assert head.headers == get.headers


@pytest.mark.parametrize(
    "path",
    [
        "metadata/2.root.json",
        "metadata/",
        "",
        "../keys/root.pem",
        "metadata/../../keys/root.pem",
        "%2e%2e/keys/root.pem",
        "targets//list.json",
        "targets/list.json",
        "targets/\u00e9.json",
        "targets/%ff.json",
        f"targets/{sha256(WORDING).hexdigest()}.wording.json.br",
        ".lock",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    """No path is opened; there is only a table."""
    response = client.get(f"/v1/release/{path}")

    assert_problem(response, "file-not-in-release")
    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("origin", EXTENSIONS)
@pytest.mark.parametrize("path", [TIMESTAMP, WORDING_FILE, "/v1/release/metadata/2.root.json"])
def test_an_extension_may_read_it(client: FlaskClient, path: str, origin: str) -> None:
    """Whichever its id, without credentials, the files and the problems."""
    response = client.get(path, headers={"Origin": origin})

    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Origin" in response.headers["Vary"]


@pytest.mark.parametrize("origin", STRANGERS)
def test_no_web_page_may_read_it(client: FlaskClient, origin: str) -> None:
    """Neither a site nor something that looks like an extension."""
    for method in ("GET", "OPTIONS"):
        response = client.open(
            TIMESTAMP, method=method, headers={"Origin": origin, "Access-Control-Request-Method": "GET"}
        )
        assert not any(name.startswith("Access-Control") for name, _ in response.headers)


def test_a_new_release_is_served_from_then_on() -> None:
    """The table of prepared answers follows the release; the files of another release are gone with it."""
    release = MemoryRelease()
    client = make_app(release).test_client()
    assert_problem(client.get(TIMESTAMP), "release-not-loaded")

    release.state = sample_state()

    assert json.loads(client.get(TIMESTAMP).data)["signed"]["_type"] == "timestamp"


@given(st.text(st.sampled_from("gzipbrstd*=;q0.15, identy"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_the_choice_is_among_what_there_is(accepted: str) -> None:
    """Also for headers that are nearly right."""
    available = ("br", "gzip", "identity")
    with suppress(NotAcceptable):
        assert choose_coding(accepted, available) in available

"""Parts of a file: what ``Range`` and ``If-Range`` choose, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from server.http.byte_ranges import choose_range
from tests.http.samples import assert_problem, build_files
from tests.http.test_release_middleware import TIMESTAMP, WORDING, WORDING_FILE

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=2-5", (2, 6)),
        ("bytes=7-", (7, 10)),
        ("bytes=9-99", (9, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
        ("BYTES= 1-2 ", (1, 3)),
    ],
)
def test_one_range_is_cut_out(asked: str, chosen: tuple[int, int]) -> None:
    """First and last byte are included; the last ones can be counted from the end."""
    assert choose_range(asked, None, ETAG, 10) == slice(*chosen)


@pytest.mark.parametrize(
    "asked", ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "1"]
)
def test_what_is_no_range_of_ours_gets_the_whole_file(asked: str) -> None:
    """As RFC 9110 lets a server do."""
    assert choose_range(asked, None, ETAG, 10) is None


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(asked: str) -> None:
    """Nothing of it exists."""
    with pytest.raises(RequestedRangeNotSatisfiable):
        choose_range(asked, None, ETAG, 10)


@pytest.mark.parametrize(
    ("if_range", "is_cut"),
    [(None, True), (ETAG, True), (f"W/{ETAG}", False), ('"other"', False), ("Sat, 21 Nov 2026 17:00:00 GMT", False)],
)
def test_parts_of_different_files_are_never_mixed(if_range: str | None, is_cut: bool) -> None:
    """Only the strong tag of this very form lets a download go on."""
    assert (choose_range("bytes=1-2", if_range, ETAG, 10) is not None) is is_cut


@given(st.text(st.sampled_from("bytes=0123456789-, "), max_size=30), st.integers(0, 40))
def test_a_range_lies_inside_the_file(asked: str, length: int) -> None:
    """Whatever was asked for."""
    try:
        chosen = choose_range(asked, None, ETAG, length)
    except RequestedRangeNotSatisfiable:
        return
    assert chosen is None or 0 <= chosen.start < chosen.stop <= length


def test_a_download_goes_on(client: FlaskClient) -> None:
    """Two parts are the file."""
    first = client.get(WORDING_FILE, headers={"Range": "bytes=0-99"})
    rest = client.get(WORDING_FILE, headers={"Range": "bytes=100-", "If-Range": first.headers["ETag"]})

    assert (first.status_code, rest.status_code) == (206, 206)
    assert first.data + rest.data == WORDING
    assert first.headers["Content-Range"] == f"bytes 0-99/{len(WORDING)}"
    assert rest.headers["Content-Length"] == str(len(WORDING) - 100)


def test_only_plain_files_that_never_change_are_cut(client: FlaskClient) -> None:
    """The timestamp may be another one the next time; what is compressed is small."""
    for path, accepted in ((TIMESTAMP, ""), (WORDING_FILE, "br")):
        response = client.get(path, headers={"Range": "bytes=0-9", "Accept-Encoding": accepted})
        assert (response.status_code, response.headers.get("Accept-Ranges")) == (200, None)


def test_behind_the_end_is_a_problem(client: FlaskClient) -> None:
    """It says how long the file is; what the asker has already goes before."""
    length = len(build_files()["wording.json"])

    response = client.get(WORDING_FILE, headers={"Range": f"bytes={length}-"})

    assert_problem(response, "no-such-range")
    assert response.headers["Content-Range"] == f"bytes */{length}"
    tag = client.get(WORDING_FILE).headers["ETag"]
    asked = {"Range": f"bytes={length}-", "If-None-Match": tag}
    assert client.get(WORDING_FILE, headers=asked).status_code == 304

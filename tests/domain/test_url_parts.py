"""Addresses, taken apart the way a browser does."""

from __future__ import annotations

import pytest

from server.domain.url_parts import UrlParts, ascii_lower, decode, read_parameters, read_url_parts

PAGE = UrlParts("x.com", ("a", "b"), "q=1", "f")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        pytest.param("https://x.com", ("",), id="no path"),
        pytest.param("https://x.com/a/b/", ("a", "b", ""), id="trailing slash"),
        pytest.param("https://x.com/a//b", ("a", "", "b"), id="doubled slash"),
        pytest.param("https://x.com/a/./b/../c", ("a", "c"), id="dots"),
        pytest.param("https://x.com/a/..", ("",), id="dots at the end"),
        pytest.param("https://x.com/../../a", ("a",), id="dots beyond the root"),
        pytest.param("https://x.com/%2e%2E/a", ("a",), id="encoded dots"),
        pytest.param("https://x.com/a%2Fb", ("a/b",), id="encoded slash does not split"),
        pytest.param("https://x.com\\a\\b", ("a", "b"), id="backslashes"),
        pytest.param("https://x.com/a\\?b\\c", ("a", ""), id="backslash in the query stays there"),
    ],
)
def test_path(url: str, path: tuple[str, ...]) -> None:
    """Segments are decoded once, dots resolved, empty ones kept."""
    parts = read_url_parts(url)

    assert parts is not None
    assert parts.path == path
    assert parts.segments == tuple(segment for segment in path if segment)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("", PAGE.path, id="empty"),
        pytest.param("#x", PAGE.path, id="fragment"),
        pytest.param("?x", PAGE.path, id="query"),
        pytest.param("c", ("a", "c"), id="beside"),
        pytest.param("./c", ("a", "c"), id="beside, with a dot"),
        pytest.param("../c", ("c",), id="above"),
        pytest.param("/c", ("c",), id="from the root"),
        pytest.param("\\c", ("c",), id="from the root, backslash"),
    ],
)
def test_relative(url: str, expected: tuple[str, ...]) -> None:
    """A link without host is read against the page."""
    parts = read_url_parts(url, PAGE)

    assert parts is not None
    assert (parts.host, parts.path) == ("x.com", expected)
    assert parts.query == {"?x": "x", "": "q=1", "#x": "q=1"}.get(url, "")


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        pytest.param("a", "a", id="plain"),
        pytest.param("%61", "a", id="letter"),
        pytest.param("%C3%A9x%e2%82%ac", "éx€", id="UTF-8"),
        pytest.param("%2561", "%61", id="once only"),
        pytest.param("a%", "a%", id="sign at the end"),
        pytest.param("%4", "%4", id="one digit"),
        pytest.param("%61%zz", "%61%zz", id="one broken part leaves all"),
        pytest.param("%C3", "%C3", id="half of a character"),
        pytest.param("%C3x%A9", "%C3x%A9", id="interrupted character"),
        pytest.param("%C0%AF", "%C0%AF", id="overlong"),
        pytest.param("%ED%A0%80", "%ED%A0%80", id="surrogate"),
        pytest.param("%F5%80%80%80", "%F5%80%80%80", id="beyond Unicode"),
        pytest.param("%EF%BB%BFa", "\ufeffa", id="byte order mark stays"),
    ],
)
def test_decode(text: str, decoded: str) -> None:
    """What cannot be decoded stays as it is."""
    assert decode(text) == decoded


def test_parameters() -> None:
    """Names and values are decoded; a name with two different values has none."""
    found = read_parameters("a=1&amp;b=2+3%2B4&c=5&c=6&c=5&d=7&d=7&e&=f&%67=8")

    assert found == {"a": "1", "b": "2 3+4", "c": None, "d": "7", "e": "", "": "f", "g": "8"}


def test_lower_ascii_only() -> None:
    """The sign for Kelvin is not the letter k."""
    assert ascii_lower("AbC\u212a\u0130Z") == "abc\u212a\u0130z"

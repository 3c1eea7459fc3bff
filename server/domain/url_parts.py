"""The parts of an address, read the way a browser reads what a person pastes.

A small parser of our own, because Python and the browser must agree on every string, hostile ones included: each step
is spelt out and has its twin in extension/page/url_parts.js. Time grows with the length of the text and nothing else.

Source: the WHATWG URL standard, for web addresses (https://url.spec.whatwg.org, read 2026-11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from server.domain.host_name import read_host

if TYPE_CHECKING:
    from collections.abc import Mapping

_PORT_MAX: Final = 65535
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_DIGITS: Final = frozenset("0123456789")
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SCHEME: Final = _LETTERS | _DIGITS | frozenset("+-.")

_CAPITALS: Final = re.compile("[A-Z]+")

_INVISIBLE: Final = (
    "\u00a0\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_AROUND: Final = "".join(map(chr, range(0x21))) + _INVISIBLE
"""What is cut off at both ends: controls and blanks (WHATWG), and the invisible marks that chats put around links."""

_AROUND_PASTED: Final = _AROUND + '<>"\u00ab\u00bb\u201c\u201d\u201e'
"""What is cut off from a pasted address as well: brackets and quotes, which no address begins or ends with (RFC 3986,
appendix C). Stops and parentheses may belong to an address and stay."""

_INSIDE: Final = str.maketrans("", "", "\t\n\r")
"""What a browser drops inside an address: links are broken over lines (WHATWG)."""


@dataclass(frozen=True, slots=True)
class UrlParts:
    """A web address, taken apart; nothing of it has been interpreted.

    Attributes:
        host: as made by ``host_name.read_host``.
        path: percent-decoded segments, ``.`` and ``..`` resolved; an empty last one for a trailing slash.
        query: what stands behind ``?``, still encoded.
        fragment: what stands behind ``#``, still encoded.
    """

    host: str
    path: tuple[str, ...]
    query: str
    fragment: str

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments of the path that hold something: doubled and trailing slashes make no difference."""
        return tuple(filter(None, self.path))


def read_url_parts(url: str, base: UrlParts | None = None) -> UrlParts | None:
    """Take an address apart.

    Args:
        url: an address, with or without scheme; with *base* also a relative one.
        base: the page on which a link stands. Without it ``x.com/name`` is an address whose scheme was left out; with
            it, as in a browser, it is a path.

    Returns:
        The parts, or None when it is not an address of the web.
    """
    text = url.strip(_AROUND_PASTED if base is None else _AROUND).translate(_INSIDE)
    rest, _, fragment = text.partition("#")
    rest, question, query = rest.partition("?")
    rest = rest.replace("\\", "/")
    scheme, rest = _split_scheme(rest)
    if scheme not in {None, "http", "https"}:
        return None
    if scheme is not None or rest.startswith("//"):
        return _read_absolute(rest.lstrip("/"), query, fragment)
    if base is not None:
        return _read_relative(rest, query if question or rest else base.query, fragment, base)
    return None if rest.startswith("/") else _read_absolute(rest, query, fragment)


def read_parameters(query: str) -> Mapping[str, str | None]:
    """Read the parameters of a query.

    Args:
        query: still encoded; ``&amp;``, as copied from the source of a page, counts as ``&``.

    Returns:
        The decoded value of each name; None for a name that stands twice with different values: which of the two
        counts is for the site to say.
    """
    parameters: dict[str, str | None] = {}
    for pair in query.split("&"):
        name, _, encoded = pair.replace("+", " ").partition("=")
        name, value = decode(name.removeprefix("amp;")), decode(encoded)
        parameters[name] = value if parameters.get(name, value) == value else None
    return parameters


def decode(text: str) -> str:
    """Percent-decode once, as UTF-8.

    Args:
        text: one segment of a path, a name or a value.

    Returns:
        The decoded text; *text* itself when any part of it cannot be decoded.
    """
    if "%" not in text:
        return text
    start, *others = text.split("%")
    if not all(len(part) > 1 and _HEX.issuperset(part[:2]) for part in others):
        return text
    try:
        return start + "".join(_decode_runs(others))
    except UnicodeDecodeError:
        return text


def trim_text(text: str) -> str:
    """Cut off blanks and the invisible marks that chats put around what people paste."""
    return text.strip(_AROUND)


def ascii_lower(text: str) -> str:
    """Lower the letters A to Z and no others: "K" for Kelvin is not the letter k."""
    return text.lower() if text.isascii() else _CAPITALS.sub(lambda capitals: capitals[0].lower(), text)


def split_path(path: str) -> tuple[str, ...]:
    """Split a path (without its leading slash) into decoded segments, ``.`` and ``..`` resolved."""
    return _resolve_dots([decode(segment) for segment in path.split("/")])


def _decode_runs(parts: list[str]) -> list[str]:
    """Decode what follows each percent sign; a run of signs side by side is one text of UTF-8.

    Raises:
        UnicodeDecodeError: a run is not UTF-8.
    """
    decoded, run = [], ""
    for part in parts:
        run += "%" + part[:2]
        if len(part) > 2:  # noqa: PLR2004 - two hexadecimal digits, then something that ends the run
            decoded.append(unquote_to_bytes(run).decode() + part[2:])
            run = ""
    return [*decoded, unquote_to_bytes(run).decode()]


def _split_scheme(rest: str) -> tuple[str | None, str]:
    """Split off the scheme, in lower case; None when there is none. ``x.com:443/name`` begins with a host."""
    scheme, colon, behind = rest.partition(":")
    has_scheme = colon and scheme and scheme[0] in _LETTERS and _SCHEME.issuperset(scheme)
    if not has_scheme or _is_port(behind.partition("/")[0]):
        return None, rest
    return scheme.lower(), behind


def _is_port(text: str) -> bool:
    return len(text) > 0 and _DIGITS.issuperset(text)


def _read_absolute(rest: str, query: str, fragment: str) -> UrlParts | None:
    authority, _, path = rest.partition("/")
    name, _, port = authority.rpartition("@")[2].partition(":")
    if not _DIGITS.issuperset(port) or len(port) > len(str(_PORT_MAX)) or int(port or 0) > _PORT_MAX:
        return None
    host = read_host(decode(name))
    return None if host is None else UrlParts(host, split_path(path), query, fragment)


def _read_relative(rest: str, query: str, fragment: str, base: UrlParts) -> UrlParts:
    if rest.startswith("/"):
        path = split_path(rest[1:])
    elif rest:
        path = _resolve_dots([*base.path[:-1], *map(decode, rest.split("/"))])
    else:
        path = base.path
    return UrlParts(base.host, path, query, fragment)


def _resolve_dots(segments: list[str]) -> tuple[str, ...]:
    path: list[str] = []
    for segment in segments:
        if segment == "..":
            del path[-1:]
        elif segment != ".":
            path.append(segment)
    if segments[-1] in {".", ".."}:
        path.append("")
    return tuple(path)

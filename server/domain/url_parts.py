"""Take an address apart as a browser does, for any text a person or a page may hold.

``extension/page/resolve_url.js`` takes the same steps; shared examples and a fuzz test hold the two together. Own code, because the answers of
``urllib`` and of the browser's ``URL`` differ on exactly the odd forms that matter here (back slashes, credentials, missing schemes).

Source: the steps of the WHATWG URL standard for http and https, without its serialisation (read 2026-11).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_CHARACTERS = 4096  # longer texts are no address; keeps the work bounded
_HEX = frozenset("0123456789abcdefABCDEF")
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+-")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class UrlParts:
    """An address in parts.

    Attributes:
        host: lower case, without port, credentials and the closing dot.
        path: decoded segments, without empty ones.
        query: decoded name and value pairs, in order.
        fragment: what stands behind ``#``, as it is.
    """

    host: str
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    fragment: str


def read_url(text: str, base: UrlParts | None = None) -> UrlParts | None:
    """Take an address apart.

    Args:
        text: any text; a missing scheme is forgiven, so ``x.com/name`` is an address.
        base: the page the address stands on, for relative ones.

    Returns:
        The parts, or None when the text is no address of a web page.
    """
    if len(text) > MAX_CHARACTERS or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        return None
    cleaned = _clean(text)
    scheme, rest = _split_scheme(cleaned)
    if scheme not in ("", "http", "https"):
        return None
    if scheme or rest[:2] == "//":
        return _read_absolute(rest.lstrip("/"))
    if base is not None:
        return _read_relative(rest, base)
    first = _cut(rest, "/?#")[0]
    return _read_absolute(rest) if "." in first or ":" in first else None


def _clean(text: str) -> str:
    """Drop what browsers drop, and read a back slash before the query as a slash."""
    start, end = 0, len(text)
    while start < end and ord(text[start]) <= 0x20:
        start += 1
    while end > start and ord(text[end - 1]) <= 0x20:
        end -= 1
    kept = text[start:end].replace("\t", "").replace("\n", "").replace("\r", "")
    head, mark, tail = _cut(kept, "?#")
    return head.replace("\\", "/") + mark + tail


def _cut(text: str, marks: str) -> tuple[str, str, str]:
    """Split at the first of the marks: what stands before, the mark, what stands behind."""
    for index, character in enumerate(text):
        if character in marks:
            return text[:index], character, text[index + 1 :]
    return text, "", ""


def _split_scheme(text: str) -> tuple[str, str]:
    """Split off a scheme; ``host:8000/`` is none."""
    head, mark, rest = _cut(text, ":/?#")
    scheme = head.lower()
    is_scheme = mark == ":" and scheme[:1] in _SCHEME - _DIGITS and all(c in _SCHEME for c in scheme)
    if not is_scheme or (scheme not in ("http", "https") and rest[:1] in _DIGITS):
        return "", text
    return scheme, rest


def _read_absolute(rest: str) -> UrlParts | None:
    authority, mark, tail = _cut(rest, "/?#")
    host = _read_host(authority)
    return _read_tail(host, (), mark + tail) if host else None


def _read_relative(rest: str, base: UrlParts) -> UrlParts:
    if rest[:1] in ("/", ""):
        return _read_tail(base.host, (), rest) if rest else base
    if rest[0] in "?#":
        return _read_tail(base.host, base.path, rest)
    return _read_tail(base.host, base.path[:-1], "/" + rest)


def _read_host(authority: str) -> str:
    """Read the host: behind the credentials, before the port. Full-width letters are letters, as in browsers."""
    behind = authority.rpartition("@")[2]
    name, colon, port = behind.rpartition(":")
    if colon and all(c in _DIGITS for c in port):
        behind = name
    host = unicodedata.normalize("NFKC", _decode(behind)).lower()
    return host.removesuffix(".")


def _read_tail(host: str, path: tuple[str, ...], tail: str) -> UrlParts:
    """Read path, query and fragment; *path* is what relative segments go on from."""
    before, _, fragment = tail.partition("#")
    raw_path, _, raw_query = before.partition("?")
    return UrlParts(host, _read_path(path, raw_path), _read_query(raw_query), fragment)


def _read_path(start: tuple[str, ...], raw: str) -> tuple[str, ...]:
    segments = list(start)
    for part in raw.split("/"):
        segment = _decode(part)
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(unicodedata.normalize("NFC", segment))
    return tuple(segments)


def _read_query(raw: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for part in raw.replace("&amp;", "&").split("&"):
        name, _, value = part.partition("=")
        if name:
            pairs.append((_decode(name.replace("+", " ")), _decode(value.replace("+", " "))))
    return tuple(pairs)


def _decode(text: str) -> str:
    """Decode percent signs; a text that is not well formed stays as it is."""
    if "%" not in text:
        return text
    for index, character in enumerate(text):
        if character == "%" and not (len(text) > index + 2 and text[index + 1] in _HEX and text[index + 2] in _HEX):
            return text
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        return text

"""Tell what an address on a platform is: whose profile, a post, or something else. Never guess.

Platform knowledge is data (``extension/platforms/*.json``, see ``platform_format``); this is the small piece that reads it, and
``extension/page/resolve_url.js`` is its twin. Matching walks each segment once: no regular expression comes from data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import tldextract

from server.domain.account_key import AccountKey
from server.domain.platform_format import Part, Platform, Site, UrlForm
from server.domain.url_parts import UrlParts, read_url

Kind = Literal["profile", "post", "other"]

_MAX_REDIRECTS = 3
# Private suffixes (github.io and the like) stay out: a platform's own domain is what somebody registered.
_extract_domain = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


class HandleError(ValueError):
    """A text cannot be a handle, or a permanent id, on a platform.

    Attributes:
        found: the text as given.
        expected: the platform's rule in words.
    """

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found!r}, expected {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class ResolvedUrl:
    """What an address is.

    Attributes:
        platform: the platform's name; None: no known platform.
        kind: profile, post, other; None without a platform.
        key: the account that the address itself names; None: it names none.
        is_opaque: whether only the platform knows what is behind it (short and share links).
    """

    platform: str | None
    kind: Kind | None
    key: AccountKey | None
    is_opaque: bool = False

    @property
    def account(self) -> str | None:
        """The canonical handle or the permanent id, without its mark."""
        return self.key.account if self.key else None


_NOWHERE = ResolvedUrl(None, None, None)


class Platforms(Mapping[str, Platform]):
    """The known platforms by name, findable by host."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        self._by_name = {platform.name: platform for platform in platforms}
        self._by_domain = {
            site.domain: (platform, site) for platform in self._by_name.values() for site in platform.sites
        }

    def __getitem__(self, name: str) -> Platform:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def find_site(self, host: str) -> tuple[Platform, Site, str] | None:
        """Find the platform whose registrable domain a host belongs to: ``facebook.com.evil.example`` is nobody's.

        Returns:
            Platform, site and the labels in front of the domain, or None.
        """
        domain = find_registrable_domain(host)
        found = self._by_domain.get(domain)
        return (*found, host[: -len(domain) - 1]) if found else None


def find_registrable_domain(host: str) -> str:
    """Give the part of a host that somebody registered; an address or a bare name is its own."""
    return _extract_domain(host).top_domain_under_public_suffix or host


def resolve_url(platforms: Platforms, url: str, base: str | None = None) -> ResolvedUrl:
    """Tell what an address is.

    Args:
        platforms: the known platforms.
        url: any text; odd forms are read as a browser would.
        base: the address of the page it stands on, for relative ones.

    Returns:
        Platform, kind and account; all None for what is no address on a known platform.
    """
    parts = read_url(url, read_url(base) if base else None)
    return _resolve_parts(platforms, parts, _MAX_REDIRECTS) if parts else _NOWHERE


def _resolve_parts(platforms: Platforms, parts: UrlParts, redirects_left: int) -> ResolvedUrl:
    found = platforms.find_site(parts.host)
    if found is None:
        return _NOWHERE
    platform, site, subdomain = found
    elsewhere = _NOWHERE if site.is_shared else ResolvedUrl(platform.name, "other", None)
    if not _serves(site, subdomain):
        return elsewhere
    path = _read_hashbang(platform, parts)
    for form in platform.urls:
        if form.sites and site.domain not in form.sites or not form.sites and site.has_own_urls:
            continue
        values = _match_form(platform, form, path, parts.query)
        if values is None:
            continue
        if form.kind != "redirect":
            return ResolvedUrl(platform.name, form.kind, _read_key(platform, values), form.is_opaque)
        inner = read_url(values["url"], parts)
        return _resolve_parts(platforms, inner, redirects_left - 1) if inner and redirects_left else elsewhere
    return elsewhere


def _serves(site: Site, subdomain: str) -> bool:
    """Tell whether the platform's own pages stand under these labels."""
    return subdomain in site.subdomains or ("{locale}" in site.subdomains and _is_locale(subdomain))


def _is_locale(label: str) -> bool:
    return len(label) == 5 and label[2] in "-_" and label.isascii() and (label[:2] + label[3:]).isalpha()


def _read_hashbang(platform: Platform, parts: UrlParts) -> tuple[str, ...]:
    """Read ``/#!/name`` as ``/name`` where the platform once wrote it so."""
    if not platform.has_hashbang or parts.path or not parts.fragment.startswith("!"):
        return parts.path
    inner = read_url("/" + parts.fragment[1:].lstrip("/"), parts)
    return inner.path if inner else ()


def _match_form(
    platform: Platform, form: UrlForm, path: tuple[str, ...], query: tuple[tuple[str, str], ...]
) -> dict[str, str] | None:
    """Match an address with a form: the canonical value of each placeholder, or None."""
    if len(path) < len(form.segments) or (len(path) > len(form.segments) and not form.is_open):
        return None
    values: dict[str, str] = {}
    for segment, text in zip(form.segments, path, strict=False):
        if not _match_segment(platform, segment, text, values):
            return None
    given = dict(reversed(query))  # the first of equal names counts, as in browsers
    for parameter, name in form.query:
        if not _match_part(platform, name, given.get(parameter, ""), values):
            return None
    return values


def _match_segment(platform: Platform, segment: tuple[str, ...], text: str, values: dict[str, str]) -> bool:
    """Match literal, placeholder, literal; with two placeholders the last literal in between splits them (``name-123``)."""
    if len(segment) == 1:
        return text.lower() == segment[0]
    first, last = segment[0], segment[-1]
    end = len(text) - len(last)
    if end < len(first) or text[: len(first)].lower() != first or text[end:].lower() != last:
        return False
    inner = text[len(first) : end]
    if len(segment) == 3:
        return _match_part(platform, segment[1], inner, values)
    head, between, tail = inner.rpartition(segment[2])
    return (
        bool(between)
        and _match_part(platform, segment[1], head, values)
        and _match_part(platform, segment[3], tail, values)
    )


def _match_part(platform: Platform, name: str, text: str, values: dict[str, str]) -> bool:
    """Read one placeholder into *values*; False when the text is not allowed there."""
    if name == "url":
        values["url"] = text
        return text != ""
    value = read_part(platform.parts[name], text)
    if value is None or (name == "handle" and text.lower() in platform.reserved):
        return False
    values[name] = value
    return True


def read_part(part: Part, text: str) -> str | None:
    """Bring a text into the canonical form of a placeholder.

    Returns:
        The canonical text, or None when the placeholder may not hold it.
    """
    value = unicodedata.normalize("NFC", text)
    if part.is_folded:
        value = unicodedata.normalize("NFC", value.lower())
    for dropped in part.dropped:
        value = value.replace(dropped, "")
    return value if _is_allowed(part, value) else None


def _is_allowed(part: Part, value: str) -> bool:
    return (
        part.min_characters <= len(value) <= part.max_characters
        and all(c in part.characters or (part.is_wide and ord(c) >= 0xA0 and not c.isspace()) for c in value)
        and value.startswith(part.starts)
        and value[0] not in part.not_first
        and value[-1] not in part.not_last
        and not any(c * 2 in value for c in part.not_twice)
    )


def _read_key(platform: Platform, values: Mapping[str, str]) -> AccountKey | None:
    """Make the key: a permanent id beats a handle."""
    if "id" in values:
        return AccountKey(platform.name, "#" + values["id"])
    return AccountKey(platform.name, "@" + values["handle"]) if "handle" in values else None


def canonical_handle(platform: Platform, text: str) -> str:
    """Bring a handle into its one form.

    Args:
        platform: whose rule counts.
        text: the handle without "@".

    Raises:
        HandleError: the text cannot be a handle there, or is a reserved word.
    """
    value = read_part(platform.parts["handle"], text)
    if value is None or text.lower() in platform.reserved:
        raise HandleError(text, _describe(platform, "handle"))
    return value


def canonical_id(platform: Platform, text: str) -> str:
    """Bring a permanent id into its one form.

    Raises:
        HandleError: the text cannot be a permanent id there.
    """
    value = read_part(platform.parts["id"], text) if "id" in platform.parts else None
    if value is None:
        raise HandleError(text, _describe(platform, "id"))
    return value


def _describe(platform: Platform, name: str) -> str:
    """Say a placeholder's rule in words, as the file writes it."""
    rule = platform.raw.get(name)
    if rule is None:
        return f"nothing: {platform.title} shows no permanent id"
    kind = "handle" if name == "handle" else "permanent id"
    return f"a {kind} of {platform.title}: {rule['min']} to {rule['max']} of [{rule['characters']}]"

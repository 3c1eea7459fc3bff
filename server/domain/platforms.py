"""The platforms, and what an address says: which platform, what kind of page, whose account.

For ``jaga resolve``, ``POST /v1/check`` and the checks of the list. The extension asks the same data the same
questions in extension/page/resolve_url.js; tests/extension/test_resolve_url.py compares every answer.

Rules that hold for all: a lookalike host is no platform; a reserved word is no account; a permanent id in an address
beats the handle beside it; where the address does not name an account, there is none: never guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from server.domain.account_key import AccountKey, KeyFormatError
from server.domain.errors import RequestError
from server.domain.host_name import registrable_domain
from server.domain.platform_data import Platform, Site, UrlForm
from server.domain.platform_format import PlatformFormatError, parse_platform
from server.domain.url_parts import ascii_lower, read_parameters, read_url_parts, split_path, trim_text
from server.domain.url_templates import ADDRESS, match_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.domain.part_rules import PartRule
    from server.domain.platform_data import Kind
    from server.domain.url_parts import UrlParts

__all__ = [
    "HandleError",
    "Platform",
    "PlatformFormatError",
    "Platforms",
    "ResolvedUrl",
    "canonical_handle",
    "canonical_id",
    "canonical_key",
    "parse_platform",
    "resolve_url",
]

REDIRECTS_MAX: Final = 3
"""How many addresses may be wrapped in one another; seen in practice: two (a consent page around a login page)."""


class HandleError(RequestError):
    """A handle or permanent id that the platform does not have.

    Attributes:
        found: the text.
        expected: what the platform's handles or ids look like.
    """

    def __init__(self, found: str, expected: str) -> None:
        super().__init__("handle", found, expected)


@dataclass(frozen=True, slots=True)
class ResolvedUrl:
    """What an address says.

    Attributes:
        platform: name of the platform, or None when the host is no platform's.
        kind: ``profile``, ``post`` or ``other``; None without platform.
        key: the account that the address names, or None when it names none.
        is_opaque: a short link or token: it may lead to an account, but only following it would tell.
    """

    platform: str | None = None
    kind: Kind | None = None
    key: AccountKey | None = None
    is_opaque: bool = False

    @property
    def account(self) -> str | None:
        """The canonical handle without ``@`` or the permanent id, or None."""
        return None if self.key is None else self.key.account


class Platforms(Mapping[str, Platform]):
    """All platforms by name, and by the hosts that they answer on."""

    def __init__(self, platforms: Iterable[Platform]) -> None:
        self._by_name = {platform.name: platform for platform in platforms}
        self._by_domain: dict[str, list[tuple[Platform, Site]]] = {}
        for platform in self._by_name.values():
            for site in platform.sites:
                self._by_domain.setdefault(site.domain, []).append((platform, site))

    def __getitem__(self, name: str) -> Platform:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def find_site(self, host: str) -> tuple[Platform, Site | None] | None:
        """Find whose host this is.

        Args:
            host: as made by ``host_name.read_host``.

        Returns:
            The platform, and the site when the host is one of those on which its URL forms hold; None when the host is
            nobody's.
        """
        domain = registrable_domain(host)
        subdomain = host.removesuffix(domain).removesuffix(".")
        sites = self._by_domain.get(domain, ())
        for platform, site in sites:
            if site.has_subdomain(subdomain):
                return platform, site
        return next(((platform, None) for platform, site in sites if not site.is_shared), None)


def resolve_url(platforms: Platforms, url: str, base: str | None = None) -> ResolvedUrl:
    """Tell what an address says.

    Args:
        platforms: as made by ``accounts.platform_files.load_platforms``.
        url: whatever a person pasted or a page links to; the scheme may be missing.
        base: the address of the page on which the link stands; makes a relative *url* readable.

    Returns:
        Platform, kind and account, as far as the address alone tells; nothing is fetched.
    """
    base_parts = None if base is None else read_url_parts(base)
    return _resolve(platforms, read_url_parts(url, base_parts), REDIRECTS_MAX)


def canonical_handle(platform: Platform, text: str) -> str:
    """Bring a handle into the one form in which it is compared.

    Args:
        platform: whose rules hold.
        text: with or without ``@``, in any case; for YouTube also ``c/name``, ``user/name`` and ``bare/name``.

    Returns:
        The canonical handle without ``@``.

    Raises:
        HandleError: nobody can have this handle on the platform.
    """
    handle = platform.read_handle(trim_text(text).removeprefix("@"))
    if handle is None:
        raise HandleError(text, f"a handle of {platform.title}: {_describe(platform.handles)}, no reserved word")
    return handle


def canonical_id(platform: Platform, text: str) -> str:
    """Check a permanent id.

    Args:
        platform: whose rules hold.
        text: with or without ``#``.

    Returns:
        The id without ``#``.

    Raises:
        HandleError: the platform has no such ids.
    """
    found = platform.read_id(trim_text(text).removeprefix("#"))
    if found is None:
        raise HandleError(text, f"a permanent id of {platform.title}: {_describe(platform.ids)}")
    return found


def canonical_key(platforms: Platforms, text: str) -> AccountKey:
    """Read a key that a person or a program wrote, and bring it into canonical form.

    Raises:
        KeyFormatError: it is no key, or of no known platform.
        HandleError: nobody can have this handle or id on the platform.
    """
    key = AccountKey.parse(trim_text(text))
    platform = platforms.get(key.platform)
    if platform is None:
        raise KeyFormatError(text)
    read = canonical_id if key.is_id else canonical_handle
    return AccountKey(platform.name, key.value[0] + read(platform, key.account))


def _resolve(platforms: Platforms, parts: UrlParts | None, redirects_left: int) -> ResolvedUrl:
    found = None if parts is None else platforms.find_site(parts.host)
    if parts is None or found is None:
        return ResolvedUrl()
    platform, site = found
    if site is None:
        return ResolvedUrl(platform.name, "other")
    page = _read_page(platform, parts)
    target = _find_target(platform, site, page)
    if target is not None and redirects_left > 0:
        base = page if target.startswith(("/", "\\")) else None
        resolved = _resolve(platforms, read_url_parts(target, base), redirects_left - 1)
        if resolved.platform is not None:
            return resolved
    return _match_forms(platform, site, page)


def _read_page(platform: Platform, parts: UrlParts) -> UrlParts:
    """Follow a legacy address whose page stands behind ``#!``."""
    if not parts.fragment.startswith("!") or ascii_lower("/".join(parts.segments)) not in platform.hashbang:
        return parts
    path, _, query = parts.fragment[1:].partition("?")
    return type(parts)(parts.host, split_path(path.removeprefix("/")), query, "")


def _find_target(platform: Platform, site: Site, page: UrlParts) -> str | None:
    """Return the address that a redirect leads to; None when this is no redirect."""
    parameters = read_parameters(page.query)
    for redirect in platform.redirects:
        if site.name in redirect.on:
            captured = match_template(redirect.template, page.segments, parameters, platform.rules)
            if captured is not None:
                return captured[ADDRESS]
    return None


def _match_forms(platform: Platform, site: Site, page: UrlParts) -> ResolvedUrl:
    """Take the first form that fits; an account that nobody can have does not fit."""
    segments, parameters = page.segments, read_parameters(page.query)
    is_reserved = platform.is_reserved(segments)
    for form in platform.urls:
        if site.name not in form.on or (is_reserved and form.starts_with_part):
            continue
        captured = match_template(form.template, segments, parameters, platform.rules)
        if captured is None:
            continue
        key = _make_key(platform, form, captured)
        if key is not None or form.account is None:
            return ResolvedUrl(platform.name, form.kind, key, form.is_opaque)
    return ResolvedUrl() if site.is_shared else ResolvedUrl(platform.name, "other")


def _make_key(platform: Platform, form: UrlForm, captured: Mapping[str, str]) -> AccountKey | None:
    if form.account is None:
        return None
    value = platform.read_value(form.account.mark, form.account.fill(captured))
    return None if value is None else AccountKey(platform.name, form.account.mark + value)


def _describe(rules: Iterable[PartRule]) -> str:
    return " or ".join(rule.describe() for rule in rules)

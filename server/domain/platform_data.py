"""A platform as plain values: what a platform file says about addresses, handles and ids.

Read by ``platform_format``, asked by ``platforms``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from server.domain.part_rules import read_part
from server.domain.url_parts import ascii_lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.domain.part_rules import PartRule
    from server.domain.url_templates import Pattern, Template

Kind = Literal["profile", "post", "other"]
"""What an address shows: an account, something that an account posted, anything else of the platform."""

LOCALE: Final = "{locale}"
"""Stands among the subdomains for two letters, - or _, two letters: ``id-id``."""

_LOCALE_CHARACTERS: Final = 5
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Site:
    """A domain of a platform.

    Attributes:
        domain: the registrable domain.
        subdomains: what may stand in front of it, without the dot; ``{locale}`` stands for any language.
        name: which URL forms hold here.
        is_shared: others live on this domain as well: what no form matches is not the platform's.
    """

    domain: str
    subdomains: frozenset[str]
    name: str
    is_shared: bool

    def has_subdomain(self, subdomain: str) -> bool:
        """Tell whether the site answers under ``subdomain.domain``; empty for the domain itself."""
        return subdomain in self.subdomains or (LOCALE in self.subdomains and is_locale(subdomain))


@dataclass(frozen=True, slots=True)
class AccountForm:
    """How the parts of an address make an account.

    Attributes:
        mark: ``@`` for a handle, ``#`` for a permanent id.
        pattern: text around the captured part, such as ``c/{name}``.
    """

    mark: str
    pattern: Pattern

    def fill(self, captured: Mapping[str, str]) -> str:
        """Return the handle or id, not yet in canonical form."""
        return self.pattern.literals[0] + "".join(
            captured[part] + literal
            for part, literal in zip(self.pattern.parts, self.pattern.literals[1:], strict=True)
        )


@dataclass(frozen=True, slots=True)
class UrlForm:
    """One form of address and what it means.

    Attributes:
        on: names of the sites on which it holds.
        account: which account it names; None when it names none.
        is_opaque: a short link or token: where it leads is known only by following it.
    """

    template: Template
    kind: Kind
    on: frozenset[str]
    account: AccountForm | None = None
    is_opaque: bool = False

    @property
    def starts_with_part(self) -> bool:
        """Whether the first segment is a bare part, which may be no reserved word."""
        first = self.template.segments[:1]
        return bool(first and first[0].parts and not first[0].literals[0])


@dataclass(frozen=True, slots=True)
class Redirect:
    """A form of address that leads to the address in its part ``{url}``."""

    template: Template
    on: frozenset[str]


@dataclass(frozen=True)
class Platform:
    """Everything about one platform's addresses.

    Attributes:
        name: the word used in keys, such as ``instagram``.
        title: how people write it, such as ``Instagram``.
        handles: rules of a handle, the first that takes a text decides.
        ids: rules of a permanent id.
        parts: rules of the other parts of the URL forms, by name.
        reserved: first segments that are never an account, lower case.
        hashbang: paths, without their first slash, on which ``#!/name`` means ``/name``; empty for the front page.
        matches: where the extension recognises pages; empty when it does not yet.
        frames: which of these pages it recognises inside a frame, too.
    """

    name: str
    title: str
    sites: tuple[Site, ...]
    handles: tuple[PartRule, ...]
    ids: tuple[PartRule, ...]
    parts: Mapping[str, tuple[PartRule, ...]]
    reserved: frozenset[str]
    redirects: tuple[Redirect, ...]
    urls: tuple[UrlForm, ...]
    hashbang: frozenset[str] = frozenset()
    matches: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()

    @cached_property
    def rules(self) -> Mapping[str, tuple[PartRule, ...]]:
        """The rules of every part that a template may name."""
        return {**self.parts, "handle": self.handles, "id": self.ids}

    @cached_property
    def reserved_handles(self) -> frozenset[str]:
        """Handles that nobody can have because their profile would stand at a reserved word.

        Empty where handles never stand bare at the beginning of a path (``/@live`` may well be somebody).
        """
        has_bare_handles = any(
            form.starts_with_part and "handle" in form.template.segments[0].parts for form in self.urls
        )
        words = self.reserved if has_bare_handles else ()
        return frozenset(handle for word in words if (handle := read_part(self.handles, word)) is not None)

    def is_reserved(self, segments: tuple[str, ...]) -> bool:
        """Tell whether a path begins with a reserved word."""
        return bool(segments) and ascii_lower(segments[0]) in self.reserved

    def read_handle(self, text: str) -> str | None:
        """Return the canonical form of a handle (without ``@``), or None when nobody can have it."""
        handle = read_part(self.handles, text)
        return None if handle in self.reserved_handles else handle

    def read_id(self, text: str) -> str | None:
        """Return the canonical form of a permanent id (without ``#``), or None when it is none."""
        return read_part(self.ids, text)

    def read_value(self, mark: str, text: str) -> str | None:
        """Return the canonical form of a handle (mark ``@``) or of a permanent id (mark ``#``)."""
        return self.read_id(text) if mark == "#" else self.read_handle(text)


def is_locale(text: str) -> bool:
    """Tell whether *text* is a language and a country, as in ``id-id`` or ``pt_br``."""
    return len(text) == _LOCALE_CHARACTERS and text[2] in "-_" and _LETTERS.issuperset(text[:2] + text[3:])

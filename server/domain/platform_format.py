"""The values of a platform file, and reading them strictly: an unknown member or a wrong type is one clear error.

The file itself is described in ``extension/platforms/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

UrlKind = Literal["profile", "post", "other", "redirect"]

FORMAT = 1
_MEMBERS = frozenset(
    "format platform name sites matches handle id parts reserved redirects urls hashbang page note".split()
)
_PART_MEMBERS = frozenset("characters min max fold drop starts not_first not_last not_twice note".split())
_URL_MEMBERS = frozenset({"template", "kind", "sites", "opaque", "note"})
_SITE_MEMBERS = frozenset({"domain", "subdomains", "own_urls", "shared", "note"})
_KINDS = frozenset({"profile", "post", "other", "redirect"})


class PlatformFormatError(ValueError):
    """A platform file says something that cannot be read.

    Attributes:
        member: where in the file, such as ``urls[3].kind``.
        found: what stands there.
        expected: what may stand there.
    """

    def __init__(self, member: str, found: object, expected: str) -> None:
        super().__init__(f"{member}: found {found!r}, expected {expected}")
        self.member = member
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Part:
    """What a placeholder of a template may hold.

    Attributes:
        characters: the ASCII characters it may hold.
        is_wide: whether any character beyond ASCII is allowed as well (YouTube's handles).
        min_characters: counted after folding and dropping.
        max_characters: likewise.
        is_folded: whether upper and lower case are the same.
        dropped: characters that mean nothing (Facebook's dots).
        starts: what it must begin with; empty: anything.
        not_first: characters it must not begin with.
        not_last: characters it must not end with.
        not_twice: characters that must not stand twice in a row.
    """

    characters: frozenset[str]
    is_wide: bool
    min_characters: int
    max_characters: int
    is_folded: bool
    dropped: str
    starts: str
    not_first: str
    not_last: str
    not_twice: str


@dataclass(frozen=True, slots=True)
class Site:
    """One domain of a platform.

    Attributes:
        domain: the registrable domain, or an address such as ``127.0.0.1``.
        subdomains: labels in front of it that serve the platform's own pages; "" is the bare domain, ``{locale}`` stands for xx-xx.
        has_own_urls: whether only templates that name this site hold here (short-link hosts).
        is_shared: whether other things live there too, so that an address of no form is nobody's (a local server).
    """

    domain: str
    subdomains: frozenset[str]
    has_own_urls: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class UrlForm:
    """One form of address.

    Attributes:
        template: as written, such as ``/{handle}/status/{number}``.
        segments: the path's parts; each is literal texts and placeholders in turn, beginning with a literal.
        is_open: whether anything may follow (``/**``).
        query: parameters that must be there, each with its placeholder.
        kind: what the address shows; ``redirect``: the placeholder ``{url}`` holds the real one.
        sites: domains it is for; empty: every site without forms of its own.
        is_opaque: whether only the platform knows what is behind it.
    """

    template: str
    segments: tuple[tuple[str, ...], ...]
    is_open: bool
    query: tuple[tuple[str, str], ...]
    kind: UrlKind
    sites: frozenset[str]
    is_opaque: bool


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform, as its file says.

    Attributes:
        name: such as ``instagram``.
        title: such as ``Instagram``.
        sites: its domains.
        parts: what each placeholder may hold; ``handle`` and ``id`` name an account.
        reserved: first segments that are never a handle, lower case.
        urls: the forms of address, in the order in which they are tried.
        has_hashbang: whether ``#!/name`` stands for ``/name`` (old X links).
        raw: the file's content, for the release.
    """

    name: str
    title: str
    sites: tuple[Site, ...]
    parts: Mapping[str, Part]
    reserved: frozenset[str]
    urls: tuple[UrlForm, ...]
    has_hashbang: bool
    raw: Mapping[str, Any] = field(repr=False, compare=False)


def parse_platform(data: object) -> Platform:
    """Read a platform file's content.

    Args:
        data: the parsed JSON.

    Raises:
        PlatformFormatError: an unknown or missing member, or a wrong type; names the member, what was found and what is expected.
    """
    members = _record(data, "(file)", _MEMBERS, ("format", "platform", "name", "sites", "handle", "urls"))
    if members["format"] != FORMAT:
        raise PlatformFormatError("format", members["format"], str(FORMAT))
    named = {name: members[name] for name in ("handle", "id") if name in members}
    rules = {**_mapping(members.get("parts", {}), "parts"), **named}
    parts = {name: _parse_part(value, name) for name, value in rules.items()}
    return Platform(
        name=_text(members["platform"], "platform"),
        title=_text(members["name"], "name"),
        sites=tuple(
            _parse_site(value, f"sites[{index}]") for index, value in enumerate(_list(members["sites"], "sites"))
        ),
        parts=parts,
        reserved=frozenset(_texts(members.get("reserved", []), "reserved")),
        urls=tuple(
            _parse_url(value, f"urls[{index}]", parts) for index, value in enumerate(_list(members["urls"], "urls"))
        ),
        has_hashbang=_flag(members.get("hashbang", False), "hashbang"),
        raw=members,
    )


def _parse_site(data: object, where: str) -> Site:
    members = _record(data, where, _SITE_MEMBERS, ("domain", "subdomains"))
    subdomains = frozenset(_texts(members["subdomains"], f"{where}.subdomains"))
    return Site(
        _text(members["domain"], f"{where}.domain"),
        subdomains,
        _flag(members.get("own_urls", False), f"{where}.own_urls"),
        _flag(members.get("shared", False), f"{where}.shared"),
    )


def _parse_part(data: object, where: str) -> Part:
    members = _record(data, where, _PART_MEMBERS, ("characters", "min", "max"))
    characters, is_wide = _parse_characters(_text(members["characters"], f"{where}.characters"))
    texts = {
        name: _text(members.get(name, ""), f"{where}.{name}")
        for name in ("drop", "starts", "not_first", "not_last", "not_twice")
    }
    return Part(
        characters=characters,
        is_wide=is_wide,
        min_characters=_count(members["min"], f"{where}.min"),
        max_characters=_count(members["max"], f"{where}.max"),
        is_folded=members.get("fold") == "lower",
        dropped=texts["drop"],
        starts=texts["starts"],
        not_first=texts["not_first"],
        not_last=texts["not_last"],
        not_twice=texts["not_twice"],
    )


def _parse_characters(text: str) -> tuple[frozenset[str], bool]:
    """Read ``a-z 0-9 _ . beyond-ascii``: ranges of three characters, single ones, and one word for everything else."""
    characters: set[str] = set()
    words = text.split(" ")
    for word in words:
        if len(word) == 3 and word[1] == "-":
            characters.update(chr(code) for code in range(ord(word[0]), ord(word[2]) + 1))
        elif word != "beyond-ascii":
            characters.update(word)
    return frozenset(characters), "beyond-ascii" in words


def _parse_url(data: object, where: str, parts: Mapping[str, Part]) -> UrlForm:
    members = _record(data, where, _URL_MEMBERS, ("template", "kind"))
    template = _text(members["template"], f"{where}.template")
    kind = members["kind"]
    if kind not in _KINDS:
        raise PlatformFormatError(f"{where}.kind", kind, "profile, post, other or redirect")
    path, _, query = template.partition("?")
    names = [name for name in path.split("/") if name]
    form = UrlForm(
        template=template,
        segments=tuple(_parse_segment(name) for name in names if name != "**"),
        is_open=names[-1:] == ["**"],
        query=tuple(_parse_parameter(part) for part in query.split("&") if part),
        kind=kind,
        sites=frozenset(_texts(members.get("sites", []), f"{where}.sites")),
        is_opaque=_flag(members.get("opaque", False), f"{where}.opaque"),
    )
    for name in placeholders(form):
        if name not in parts and name != "url":
            raise PlatformFormatError(
                f"{where}.template", "{" + name + "}", f"one of {', '.join(sorted(parts))} or url"
            )
    return form


def _parse_segment(text: str) -> tuple[str, ...]:
    """Split ``@{handle}`` into its literals and placeholders: ("@", "handle", "")."""
    pieces: list[str] = []
    rest = text
    while "{" in rest:
        literal, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += [literal.lower(), name]
    return (*pieces, rest.lower())


def _parse_parameter(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value.removeprefix("{").removesuffix("}")


def placeholders(form: UrlForm) -> list[str]:
    """Name the placeholders of a form, in order."""
    names = [piece for segment in form.segments for piece in segment[1::2]]
    return names + [name for _, name in form.query]


def _record(data: object, where: str, known: frozenset[str], required: tuple[str, ...]) -> Mapping[str, Any]:
    members = _mapping(data, where)
    for name in members:
        if name not in known:
            raise PlatformFormatError(f"{where}.{name}", name, f"one of {', '.join(sorted(known))}")
    for name in required:
        if name not in members:
            raise PlatformFormatError(f"{where}.{name}", None, "a value")
    return members


def _mapping(data: object, where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise PlatformFormatError(where, data, "an object")
    return data


def _list(data: object, where: str) -> list[Any]:
    if not isinstance(data, list):
        raise PlatformFormatError(where, data, "an array")
    return data


def _texts(data: object, where: str) -> list[str]:
    return [_text(value, f"{where}[{index}]") for index, value in enumerate(_list(data, where))]


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise PlatformFormatError(where, data, "a text")
    return data


def _flag(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise PlatformFormatError(where, data, "true or false")
    return data


def _count(data: object, where: str) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or data < 1:
        raise PlatformFormatError(where, data, "a whole number from 1")
    return data

"""Read a platform file: from parsed JSON to checked values, or one clear error that names the member.

Source: extension/platforms/README.md, the description of the format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from server.domain.host_name import read_host, registrable_domain
from server.domain.part_rules import PART_MAX_CHARACTERS, PartRule, Refusal, read_characters
from server.domain.platform_data import LOCALE, AccountForm, Kind, Platform, Redirect, Site, UrlForm
from server.domain.platform_members import Members, PlatformFormatError
from server.domain.url_parts import ascii_lower
from server.domain.url_templates import ADDRESS, ANYTHING, Template, TemplateError, parse_pattern, parse_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.domain.part_rules import CharacterRange

__all__ = ["PlatformFormatError", "parse_platform"]

FORMAT: Final = 1
MAIN: Final = "main"
"""The name of sites that have none, and where a URL form holds unless it says otherwise."""

KINDS: Final = ("profile", "post", "other")
FOLDS: Final = ("lower", "unicode")


def parse_platform(data: Mapping[str, Any]) -> Platform:
    """Read a platform from parsed JSON.

    Args:
        data: the content of ``extension/platforms/<name>.json``; the member "page" is for the extension alone.

    Returns:
        The platform, every reference inside it checked.

    Raises:
        PlatformFormatError: a member is missing, unknown, or not of the form that is expected.
    """
    members = Members.of(data, "")
    if members.number("format", 0) != FORMAT:
        members.refuse("format", str(FORMAT))
    _check_page(members)
    platform = Platform(
        name=_read_name(members),
        title=members.text("name"),
        sites=members.objects("sites", _read_site),
        handles=_read_rules(members, "handle"),
        ids=_read_rules(members, "id"),
        parts=_read_parts(members),
        reserved=frozenset(_read_lower(members, "reserved")),
        redirects=members.objects("redirects", _read_redirect),
        urls=members.objects("urls", _read_form),
        hashbang=frozenset(_read_lower(members, "hashbang", ())),
        matches=members.texts("matches", ()),
        frames=_read_frames(members),
    )
    members.finish()
    _check_references(platform)
    return platform


def _read_name(members: Members) -> str:
    name = members.text("platform")
    if not (name.isascii() and name.isalpha() and name.islower()):
        members.refuse("platform", "letters a to z")
    return name


def _check_page(members: Members) -> None:
    if members.has("page") and not isinstance(members.values["page"], dict):
        members.refuse("page", "an object")


def _read_frames(members: Members) -> tuple[str, ...]:
    """Read which pages are recognised inside frames; it is no permission of its own."""
    frames = members.texts("frames", ())
    pages = tuple(match.removesuffix("*") for match in members.texts("matches", ()) if match.endswith("/*"))
    if any(not frame.startswith(pages) for frame in frames):
        members.refuse("frames", "match patterns inside those of matches")
    return frames


def _read_site(members: Members) -> Site:
    domain = members.text("domain")
    if read_host(domain) != domain or registrable_domain(domain) != domain:
        members.refuse("domain", "a registrable domain in lower case, as in x.com or youtube.co.id")
    subdomains = _read_lower(members, "subdomains")
    if not subdomains:
        members.refuse("subdomains", 'at least one; "" is the domain itself')
    site = Site(domain, frozenset(subdomains), members.text("name", MAIN), members.flag("shared"))
    members.finish()
    return site


def _read_lower(members: Members, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
    texts = members.texts(name, default)
    if any(text != ascii_lower(text) for text in texts if text != LOCALE):
        members.refuse(name, "lower case")
    return texts


def _read_parts(members: Members) -> Mapping[str, tuple[PartRule, ...]]:
    parts = Members.of(members.values["parts"] if members.has("parts") else {}, "parts")
    taken = {"handle", "id", ADDRESS}
    for name in parts.values:
        if name in taken:
            parts.refuse(name, "another name: this one has its own meaning")
    return {name: _read_rules(parts, name) for name in parts.values}


def _read_rules(members: Members, name: str) -> tuple[PartRule, ...]:
    """Read one rule, or a list of which the first that takes a text decides."""
    members.has(name)
    value = members.values.get(name)
    if not isinstance(value, list):
        return (_read_rule(Members.of(value, members.place_of(name))),)
    if not value:
        members.refuse(name, "at least one rule")
    return members.objects(name, _read_rule)


def _read_rule(members: Members) -> PartRule:
    if members.has("words"):
        rule = PartRule(words=frozenset(_read_lower(members, "words")))
    else:
        rule = PartRule(
            characters=_read_ranges(members, "characters"),
            length=_read_length(members),
            fold=members.choice("fold", FOLDS, ""),
            drop=members.text("drop", ""),
            starts=members.text("starts", ""),
            needs=_read_ranges(members, "needs"),
            refuse=_read_refusal(members),
        )
    members.finish()
    return rule


def _read_ranges(members: Members, name: str) -> tuple[CharacterRange, ...] | None:
    if not members.has(name):
        return None
    ranges = read_characters(members.text(name))
    if ranges is None:
        members.refuse(name, 'characters separated by blanks, such as "a-z 0-9 _ U+00E0-U+00FF"')
    return ranges


def _read_length(members: Members) -> tuple[int, int]:
    shortest, longest = members.number("min", 1), members.number("max", PART_MAX_CHARACTERS)
    if not 1 <= shortest <= longest <= PART_MAX_CHARACTERS:
        members.refuse("max", f"1 <= min <= max <= {PART_MAX_CHARACTERS}")
    return shortest, longest


def _read_refusal(members: Members) -> Refusal:
    members.has("refuse")
    refuse = Members.of(members.values.get("refuse", {}), members.place_of("refuse"))
    refusal = Refusal(*(refuse.texts(where, ()) for where in ("starts", "ends", "holds")))
    refuse.finish()
    return refusal


def _read_template(members: Members) -> Template:
    try:
        return parse_template(members.text("template"))
    except TemplateError as error:
        members.refuse("template", str(error))


def _read_redirect(members: Members) -> Redirect:
    template = _read_template(members)
    if all(ADDRESS not in pattern.parts for pattern in template.iterate_patterns()):
        members.refuse("template", "a part {url}, where the address stands")
    redirect = Redirect(template, frozenset(members.texts("on", (MAIN,))))
    members.finish()
    return redirect


def _read_form(members: Members) -> UrlForm:
    template = _read_template(members)
    form = UrlForm(
        template=template,
        kind=cast("Kind", members.choice("kind", KINDS)),
        on=frozenset(members.texts("on", (MAIN,))),
        account=_read_account(members, template),
        is_opaque=members.flag("opaque"),
    )
    members.finish()
    return form


def _read_account(members: Members, template: Template) -> AccountForm | None:
    """Read which account a form names; unless it says, its ``{id}``, else its ``{handle}``, else none."""
    parts = {part for pattern in template.iterate_patterns() for part in pattern.parts}
    default = "#{id}" if "id" in parts else "@{handle}"
    if not members.has("account") and default[2:-1] not in parts:
        return None
    text = members.text("account", default)
    try:
        account = AccountForm(text[0], parse_pattern(text[1:]))
    except TemplateError as error:
        members.refuse("account", str(error))
    if account.mark not in "@#" or not account.pattern.parts or not parts.issuperset(account.pattern.parts):
        members.refuse("account", "@ or #, then parts of the template, such as @{handle}")
    return account


def _check_references(platform: Platform) -> None:
    """Check that every part that a template names has a rule, and every site that a form names is there."""
    for at, form in enumerate(platform.urls):
        _check_form(platform, f"urls[{at}]", form)
    for at, redirect in enumerate(platform.redirects):
        _check_form(platform, f"redirects[{at}]", redirect)


def _check_form(platform: Platform, member: str, form: UrlForm | Redirect) -> None:
    parts = {part for pattern in form.template.iterate_patterns() for part in pattern.parts}
    unknown = parts - {*platform.rules, ANYTHING, ADDRESS}
    if unknown:
        expected = "parts that have a rule; unknown: " + ", ".join(sorted(unknown))
        raise PlatformFormatError(f"{member}.template", form.template.text, expected)
    names = {site.name for site in platform.sites}
    if not form.on <= names:
        raise PlatformFormatError(f"{member}.on", sorted(form.on), "names of sites: " + ", ".join(sorted(names)))

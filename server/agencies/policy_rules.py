"""What a schema in Chromium's part of JSON Schema cannot say of a policy: one small rule each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from server.agencies.agency_errors import PolicyMistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Settings = Mapping[str, Any]
    Rule = Callable[[Settings], Iterator[PolicyMistake]]

DEVICE_ONLY = ("agency_name", "device_key", "policy_key")
"""What managed storage carries to a device, and what the database must not hold a second time or at all."""

PERSONAL_CLAIMS = {
    "acr", "address", "birthdate", "email", "family_name", "given_name", "jti", "middle_name", "name", "nickname",
    "nik", "nip", "phone_number", "preferred_username", "profile", "sid", "sub", "upn", "username", "website",
}  # fmt: skip
"""Claims that name one person or their sign-in. Source: OpenID Connect Core 1.0, section 5.1; Keycloak, Entra ID."""

PERSON_NUMBER_DIGITS = 9
"""A NIP has 18 digits, a NIK 16, an old NIP 9; no group or unit is written with as many."""


def check_block(settings: Settings) -> Iterator[PolicyMistake]:
    """Blocking is for devices that the agency owns, with a reason and a way to object."""
    blocked = [action for action, level in settings.get("levels", {}).items() if level == "block"]
    if not blocked:
        return
    fix = f"block needs it; or take block from levels.{', levels.'.join(blocked)}"
    if settings.get("device_owned") is not True:
        found = str(settings.get("device_owned")).lower() if "device_owned" in settings else "nothing"
        yield PolicyMistake("device_owned", found, "true, where the devices belong to the agency", fix)
    for field, expected in (("block_reason", "the reason that the person is shown"), ("contact", "where to object")):
        if field not in settings:
            yield PolicyMistake(field, "nothing", expected, fix)


def check_device_only(settings: Settings) -> Iterator[PolicyMistake]:
    """What belongs on the device is not kept here."""
    for field in DEVICE_ONLY:
        if field in settings:
            yield PolicyMistake(field, "a value", "nothing", "take it out; the export writes it for each agency")


def check_onboarding(settings: Settings) -> Iterator[PolicyMistake]:
    """Without the welcome page nobody would say which rule counts, and the extension would sleep."""
    if settings.get("onboarding_skipped") and "employment" not in settings:
        yield PolicyMistake("employment", "nothing", "pns, pppk or non_asn", "onboarding_skipped needs it")


def check_prefetch(settings: Settings) -> Iterator[PolicyMistake]:
    """An agency that names the server could see there what was visited, if texts were fetched when they are needed."""
    if "server" in settings and settings.get("prefetch") is False:
        fix = "take it out, or server: whoever runs the server could tell from the requests what was visited"
        yield PolicyMistake("prefetch", "false", "true or nothing beside server", fix)


def check_contact(settings: Settings) -> Iterator[PolicyMistake]:
    """A contact leads where it says: no host behind a user name, no further recipients behind a question mark."""
    contact = settings.get("contact", "")
    if not _is_plain_address(contact):
        fix = "write mailto:desk@agency.example or https://agency.example/desk"
        yield PolicyMistake("contact", contact, "an address without a question mark, a user or a password", fix)


def check_claim(settings: Settings) -> Iterator[PolicyMistake]:
    """A member is somebody of a group, not somebody by name or number."""
    claim = settings.get("sso", {}).get("allowed_claim", {})
    name = claim.get("name", "")
    if name.lower() in PERSONAL_CLAIMS:
        fix = "choose a claim that many share, such as groups or email_domain"
        yield PolicyMistake("sso.allowed_claim.name", name, "a claim that names no person", fix)
    for index, value in enumerate(claim.get("values", ())):
        if sum(letter.isdigit() for letter in value) >= PERSON_NUMBER_DIGITS:
            place = f"sso.allowed_claim.values[{index}]"
            yield PolicyMistake(place, "a long number", "a group or a domain", "name no NIP, NIK or telephone")


def check_root(settings: Settings) -> Iterator[PolicyMistake]:
    """The root of a mirror is one, signed by itself."""
    text = settings.get("tuf_root")
    if text is None:
        return
    try:
        root = Metadata[Root].from_bytes(text.encode())
        root.signed.verify_delegate(Root.type, root.signed_bytes, root.signatures)
    except (RepositoryError, ValueError, AttributeError):  # AttributeError: metadata of another role
        fix = "copy the text of metadata/<version>.root.json of the release, all of it"
        yield PolicyMistake("tuf_root", f"{len(text)} characters", "root metadata that it signs itself", fix)


def check_characters(settings: Settings) -> Iterator[PolicyMistake]:
    """No text hides line breaks or invisible signs; the root is data and not shown."""
    shown = {name: value for name, value in settings.items() if name != "tuf_root"}
    for place, text in _walk_texts("", shown):
        if not text.isprintable():
            yield PolicyMistake(place, repr(text[:40]), "visible characters on one line", "write it on one line")


def _is_plain_address(contact: str) -> bool:
    try:
        parts = urlsplit(contact)
        is_whole = parts.port != 0
    except ValueError:
        return False
    return is_whole and parts.username is None and (parts.scheme != "mailto" or not parts.query)


def _walk_texts(place: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _walk_texts(f"{place}.{name}" if place else name, part)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _walk_texts(f"{place}[{index}]", part)


RULES: tuple[Rule, ...] = (
    check_block, check_device_only, check_onboarding, check_prefetch, check_contact, check_claim,
    check_root, check_characters,
)  # fmt: skip
"""Every rule, in the order in which mistakes are looked for."""

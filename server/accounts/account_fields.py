"""Check the platform, handle and permanent id of one account entry against the platform's own rules.

The list writes every handle in one form, the canonical one, so that two entries of the same account are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.domain.platforms import HandleError, canonical_handle, canonical_id, resolve_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.record_reader import Record
    from server.domain.platform_data import Platform
    from server.domain.platforms import Platforms

HANDLE = Mistake("L109", '"{found}" is no handle on {platform}', "{expected}", "{fix}")
PLATFORM = Mistake("L112", 'unknown platform "{found}"', "one of: {known}", "correct it, or add a platform file first")
NAMELESS = Mistake("L113", "an account without handle and permanent id", "handle or platform_id", "add one of the two")
PLATFORM_ID = Mistake("L114", '"{found}" is no permanent id on {platform}', "{expected}", "leave it out when not known")
WITH_SIGN = Mistake("L109", '"{found}" begins with @', "{expected}", "remove @: write {expected}")
NOT_CANONICAL = Mistake("L109", '"{found}" is not the form the list uses', "{expected}", "write {expected}")


def check_account(record: Record, platforms: Platforms) -> Iterator[Finding]:
    """Return what is wrong with the names of an account entry."""
    name = record.get("platform")
    if name is None:
        return
    platform = platforms.get(name)
    if platform is None:
        yield PLATFORM.at(record.place("platform"), name, known=", ".join(platforms))
    elif "handle" not in record.spots and "platform_id" not in record.spots:
        yield NAMELESS.at(record.place())
    else:
        yield from _check_handle(record, platform, platforms)
        yield from _check_platform_id(record, platform)


def _check_handle(record: Record, platform: Platform, platforms: Platforms) -> Iterator[Finding]:
    handles = [(record.place("handle"), record.get("handle"))]
    handles += [(old.place("handle"), old.get("handle")) for old in record.get("former_handles") or ()]
    for place, handle in handles:
        if handle is None:
            continue
        try:
            canonical = canonical_handle(platform, handle)
        except HandleError as error:
            fix = _suggest_handle(handle, platform, platforms)
            yield HANDLE.at(place, handle, platform=platform.title, expected=error.expected, fix=fix)
        else:
            if canonical != handle:
                mistake = WITH_SIGN if handle.startswith("@") else NOT_CANONICAL
                yield mistake.at(place, handle, expected=canonical)


def _suggest_handle(text: str, platform: Platform, platforms: Platforms) -> str:
    """Say what to write instead: the account that a pasted address names, or the handle without its sign."""
    if "/" not in text:
        return "correct it"
    found = resolve_url(platforms, text)
    if found.key is None:
        return "write the handle alone, not the address"
    if found.platform != platform.name:
        return f"the address is one of {found.platform}: correct platform or handle"
    field = "platform_id" if found.key.is_id else "handle"
    return f"write {field}: {found.account}; jaga add takes addresses as they are"


def _check_platform_id(record: Record, platform: Platform) -> Iterator[Finding]:
    text = record.get("platform_id")
    if text is None:
        return
    try:
        canonical = canonical_id(platform, text)
    except HandleError as error:
        yield PLATFORM_ID.at(record.place("platform_id"), text, platform=platform.title, expected=error.expected)
    else:
        if canonical != text:
            yield NOT_CANONICAL.at(record.place("platform_id"), text, expected=canonical)

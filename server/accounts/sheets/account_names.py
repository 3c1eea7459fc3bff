"""What a person typed or pasted as an account: a handle, ``@handle`` or the address of a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.sheets.refusals import CellError
from server.domain.platforms import HandleError, canonical_handle, canonical_id, resolve_url

if TYPE_CHECKING:
    from server.domain.account_key import AccountKey
    from server.domain.platforms import Platforms


def read_account_names(platforms: Platforms, platform: str, handle: str, platform_id: str) -> dict[str, str]:
    """Bring the names of an account into the list's form.

    Args:
        platforms: decide what is a handle, an id and a profile.
        platform: its name; empty when *handle* is an address.
        handle: a handle or the address of a profile; may be empty.
        platform_id: the permanent id; may be empty.

    Returns:
        ``platform``, ``handle`` and ``platform_id``, the last two empty when not known.

    Raises:
        CellError: nobody can have these names, or they say different things.
    """
    key = _read_address(platforms, handle)
    if key is not None:
        if platform not in ("", key.platform):
            raise CellError(handle, f"an account on {platform}", f"the address is of {key.platform}; correct one")
        if key.is_id and platform_id not in ("", key.account):
            raise CellError(handle, f"the address of the account with id {platform_id}", "correct one of the two")
        platform, handle = key.platform, "" if key.is_id else key.account
        platform_id = key.account if key.is_id else platform_id
    if platform not in platforms:
        raise CellError(platform, f"one of: {', '.join(platforms)}", "correct column platform")
    rules = platforms[platform]
    try:
        return {
            "platform": platform,
            "handle": canonical_handle(rules, handle) if handle else "",
            "platform_id": canonical_id(rules, platform_id) if platform_id else "",
        }
    except HandleError as error:
        raise CellError(str(error.found), error.expected, "type it again as the platform shows it") from error


def _read_address(platforms: Platforms, text: str) -> AccountKey | None:
    """Return the account whose profile an address is; None when the text is no platform's address."""
    found = resolve_url(platforms, text) if "/" in text else None
    if found is None or found.platform is None:
        return None
    if found.key is None or found.kind != "profile":
        fix = "open it and paste the address of the profile" if found.is_opaque else "paste the address of the profile"
        raise CellError(text, f"a profile, not another page of {found.platform}", fix)
    return found.key

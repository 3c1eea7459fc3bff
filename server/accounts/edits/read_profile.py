"""Read the address of a profile that a maintainer pasted, or say why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.edit_errors import RefusedEditError
from server.domain.platforms import resolve_url

if TYPE_CHECKING:
    from server.domain.account_key import AccountKey
    from server.domain.platforms import Platforms


def read_profile(platforms: Platforms, url: str) -> AccountKey:
    """Return the account that a profile's address names.

    Raises:
        RefusedEditError: the address is no profile's, or does not say whose.
    """
    found = resolve_url(platforms, url)
    if found.platform is None:
        known = ", ".join(platforms)
        raise RefusedEditError(
            f"{url}: bukan alamat platform yang dikenal ({known})", "an address of no known platform"
        )
    if found.is_opaque:
        raise RefusedEditError(
            f"{url}: tautan pendek; buka, lalu tempel alamat profilnya",
            "a short link; open it and paste the profile's address",
        )
    if found.kind == "post":
        raise RefusedEditError(
            f"{url}: ini kiriman; tempel alamat profilnya", "this is a post; paste the profile's address"
        )
    if found.kind != "profile" or found.key is None:
        raise RefusedEditError(
            f"{url}: tidak menyebut akun; tempel alamat profilnya", "names no account; paste the profile's address"
        )
    return found.key

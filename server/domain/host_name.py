"""Host names: from whatever stands in an address to the name that a browser would ask for.

Only names that end up in ASCII are of interest, because every domain of every platform is. So a name with a letter
that does not turn into ASCII (a Cyrillic one, an accent) is no platform's, and is not read further.

The same steps stand in extension/page/url_parts.js; tests/extension/test_resolve_url.py compares the answers.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tldextract import TLDExtract

HOST_MAX_CHARACTERS: Final = 253
"""RFC 1035, section 2.3.4, without the final dot."""

_ALLOWED: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")

_IGNORED: Final = frozenset("\u00ad\u200b\u2060\ufeff")
"""Characters that browsers leave out of a host name (UTS #46, status "ignored"; those that people paste)."""

_FULL_STOPS: Final = frozenset("\u3002\uff0e\uff61")
"""What browsers read as a dot (UTS #46)."""

_COMPATIBLE: Final = (
    (0x00AA, 0x00BA), (0x0132, 0x0133), (0x017F, 0x017F), (0x01C7, 0x01CC), (0x01F1, 0x01F3), (0x02B0, 0x02B8),
    (0x02E1, 0x02E3), (0x1D2C, 0x1D65), (0x1D9C, 0x1DBB), (0x2070, 0x20A8), (0x2102, 0x2149), (0x2160, 0x217F),
    (0x2460, 0x2473), (0x24B6, 0x24EA), (0x2C7C, 0x2C7D), (0x3250, 0x325F), (0x32B1, 0x32CF), (0x3371, 0x33DD),
    (0x33FF, 0x33FF), (0xA7F2, 0xA7F4), (0xFB00, 0xFB06), (0xFE33, 0xFE34), (0xFE4D, 0xFE4F), (0xFE63, 0xFE63),
    (0xFF0D, 0xFF5A), (0x107A5, 0x107A5), (0x1D400, 0x1D6A3), (0x1D7CE, 0x1D7FF), (0x1F12B, 0x1F12E),
    (0x1F130, 0x1F14F), (0x1F16A, 0x1F16C), (0x1F190, 0x1F190), (0x1FBF0, 0x1FBF9),
)  # fmt: skip
"""Where the characters stand whose compatibility form (NFKC, Unicode 14) is made of ASCII letters, digits, - and _.

A fixed table rather than NFKC for everything: Python and browsers know different versions of Unicode, and a newer one
may not change an answer. tests/domain/test_host_name.py proves that the table is complete.
"""


def read_host(text: str) -> str | None:
    """Bring a host name into the form that is compared.

    Args:
        text: the host as written, percent-decoded, without user, password and port.

    Returns:
        Lower-case ASCII without the final dot, or None when it is no name that a platform could have.
    """
    if len(text) > 4 * HOST_MAX_CHARACTERS:
        return None
    host = "".join(map(_fold, text)).lower().removesuffix(".")
    is_name = 0 < len(host) <= HOST_MAX_CHARACTERS and _ALLOWED.issuperset(host)
    return host if is_name and all(host.split(".")) else None


def registrable_domain(host: str) -> str:
    """Return the domain that somebody registered: ``id-id.facebook.com`` -> ``facebook.com``.

    Args:
        host: as made by ``read_host``.

    Returns:
        The part below the public suffix. A host that has none (an IP address, ``localhost``, a suffix itself) is its
        own. Suffixes of private registries are left out on purpose: the question is who runs the host, and a customer
        of theirs is never a platform.
    """
    return _extractor()(host).top_domain_under_public_suffix or host


@cache
def _extractor() -> TLDExtract:
    """Make the extractor on the list that comes with the package: nothing is fetched, nothing is stored.

    Imported here, because it brings an HTTP client along that costs the server a third of its start.
    """
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _fold(character: str) -> str:
    """Return what a browser makes of one character; an empty text when it leaves it out."""
    if character < "\x80":
        return character
    if character in _IGNORED:
        return ""
    if character in _FULL_STOPS:
        return "."
    code = ord(character)
    is_compatible = any(first <= code <= last for first, last in _COMPATIBLE)
    folded = unicodedata.normalize("NFKC", character) if is_compatible else character
    return character if "." in folded else folded  # U+33C2 holds dots, and browsers refuse it

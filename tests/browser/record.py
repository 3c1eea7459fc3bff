"""What may stand in the server's record (recorder.py): what an extension asks for, and no word that tells of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.browser.recorder import RecordedRequest

# All that an extension may ask for: files of a release, and the warnings of a whole group.
RELEASE_PATHS = re.compile(
    r"/v1/release/metadata/(timestamp|\d+\.(snapshot|targets|root))\.json"
    r"|/v1/release/targets/(warnings/)?[0-9a-f]{64}\.[a-z0-9-]+\.json"
    r"|/v1/release/deltas/[0-9a-f]{16}-[0-9a-f]{16}\.json"
    r"|/v1/warnings/[a-z0-9-]{1,64}"
)
GROUP = re.compile(r"/v1/warnings/([a-z0-9-]+)")
# What a browser says by itself in every request; nothing of ours, and nothing that stays the same for one person.
BROWSER_HEADERS = {
    "host",
    "connection",
    "accept",
    "accept-encoding",
    "accept-language",
    "user-agent",
    "origin",
    "priority",
}
BROWSER_HEADERS |= {"cache-control", "pragma", "if-none-match", "if-modified-since", "dnt"}


def find_own_headers(request: RecordedRequest) -> set[str]:
    """Return the names of the headers that no browser sends by itself, in small letters."""
    names = {name.lower() for name, _ in request.headers}
    return {name for name in names - BROWSER_HEADERS if not name.startswith("sec-")}


def find_words(words: Iterable[str], requests: Iterable[RecordedRequest]) -> set[str]:
    """Return those of *words* that stand in a request, in any of the forms in which an address may write them."""
    forms = {
        form.lower() for word in words for form in (word, quote(word), quote(word, safe=""), word.replace(" ", "+"))
    }
    return {form for request in requests for form in forms if form in request.whole}

"""Which origins may read what extensions read: those of browser extensions, whichever they are.

An agency may pack the extension under its own id, so the id is not looked at; what is read is public anyway. One
predicate for the Flask calls (through flask-cors) and for the release middleware. Never with credentials.

Source: the origins of Chromium, Firefox and Safari extensions, developer.mozilla.org "WebExtensions" (read 2026-11-21).
"""

from __future__ import annotations

import re
from typing import Any

EXTENSION_ORIGIN = re.compile(
    r"(?:chrome-extension://[a-p]{32}"
    r"|(?:moz|safari-web)-extension://[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z",
    re.IGNORECASE,
)

READ_METHODS = ("GET", "HEAD")
REQUEST_HEADERS = ("If-None-Match",)
"""What a reader may send beside the headers that need no asking."""

PREFLIGHT_SECONDS = 86_400

CORS_OPTIONS: dict[str, Any] = {
    "origins": [EXTENSION_ORIGIN],
    "methods": list(READ_METHODS),
    "allow_headers": list(REQUEST_HEADERS),
    "expose_headers": ["ETag"],
    "max_age": PREFLIGHT_SECONDS,
    "supports_credentials": False,
    "vary_header": True,
}
"""For flask-cors: these calls and no others."""

POLICY_CORS_OPTIONS: dict[str, Any] = CORS_OPTIONS | {
    "allow_headers": [*REQUEST_HEADERS, "Authorization"],
    "expose_headers": ["ETag", "Retry-After"],
}
"""The same for ``GET /v1/policy``, which is asked with the key of the device."""


ENROL_CORS_OPTIONS: dict[str, Any] = CORS_OPTIONS | {
    "methods": ["POST"],
    "allow_headers": ["Content-Type"],
    "expose_headers": ["Date", "Retry-After"],
}
"""For ``POST /v1/enrol``. By ``Date`` the extension sees whether the person's clock is wrong."""


def is_extension_origin(origin: str) -> bool:
    """Tell whether an ``Origin`` header names a browser extension."""
    return EXTENSION_ORIGIN.match(origin) is not None


def make_cors_headers(origin: str, *, is_preflight: bool) -> list[tuple[str, str]]:
    """Return the headers that let *origin* read an answer; none for any other origin than an extension's.

    The same as flask-cors makes from ``CORS_OPTIONS``; a test compares the two.
    """
    if not is_extension_origin(origin):
        return []
    headers = [("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", "ETag")]
    if is_preflight:
        headers += [
            ("Access-Control-Allow-Headers", ", ".join(REQUEST_HEADERS)),
            ("Access-Control-Allow-Methods", ", ".join(READ_METHODS)),
            ("Access-Control-Max-Age", str(PREFLIGHT_SECONDS)),
        ]
    return headers

"""The fixed headers of every answer, by hand: ten lines instead of an extension that costs a quarter of the speed.

Source: servers measured 2026-11-20; Content Security Policy Level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask, Response

FILE_HEADERS = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"))
"""For whatever is no page."""

NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'"

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""Our pages load their own files and nothing else; nothing inline."""


_PAGE_HEADERS = [*FILE_HEADERS, ("Content-Security-Policy", PAGE_POLICY)]
_CALL_HEADERS = [*FILE_HEADERS, ("Content-Security-Policy", NO_CONTENT_POLICY)]


def add_security_headers(response: Response) -> Response:
    """Add the fixed headers to an answer of Flask."""
    is_page = response.mimetype == "text/html"
    response.headers.extend(_PAGE_HEADERS if is_page else _CALL_HEADERS)
    return response


def register_security_headers(app: Flask) -> None:
    """Make every answer of *app* carry them."""
    app.after_request(add_security_headers)

"""Host names: folded the way a browser folds them, and compared by the domain that somebody registered."""

from __future__ import annotations

import unicodedata

import pytest

from server.domain.host_name import _COMPATIBLE, HOST_MAX_CHARACTERS, read_host, registrable_domain

LATER = {0xA7F1, *range(0x1CCD6, 0x1CCFA)}
"""Came with Unicode 16 and 17; left out, so that an answer does not depend on who knows which version."""

NAME_CHARACTERS = set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        pytest.param("X.COM", "x.com", id="upper case"),
        pytest.param("x.com.", "x.com", id="trailing dot"),
        pytest.param("\uff58.com", "x.com", id="full-width letter"),
        pytest.param("x\u3002com", "x.com", id="ideographic full stop"),
        pytest.param("x\uff0ecom", "x.com", id="full-width full stop"),
        pytest.param("face\u00adbook.com", "facebook.com", id="soft hyphen"),
        pytest.param("\u212a.com", "k.com", id="sign for Kelvin"),
        pytest.param("\U0001d431.com", "x.com", id="mathematical letter"),
        pytest.param("xn--80ak6aa92e.com", "xn--80ak6aa92e.com", id="punycode stays"),
        pytest.param("a" * 249 + ".com", "a" * 249 + ".com", id="longest"),
    ],
)
def test_fold(text: str, host: str) -> None:
    """Spellings that a browser takes for the same host are the same host."""
    assert read_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(".", id="a dot"),
        pytest.param("x..com", id="empty label"),
        pytest.param(".x.com", id="leading dot"),
        pytest.param("x.com..", id="two trailing dots"),
        pytest.param("\u0445.com", id="Cyrillic letter"),
        pytest.param("x\u2024com", id="one-dot leader"),
        pytest.param("x .com", id="blank"),
        pytest.param("x%2ecom", id="percent sign"),
        pytest.param("[::1]", id="IPv6"),
        pytest.param("\ud800.com", id="half of a surrogate pair"),
        pytest.param("a" * 250 + ".com", id="too long"),
        pytest.param("\u00ad" * 4 * HOST_MAX_CHARACTERS + "x.com", id="too long before folding"),
    ],
)
def test_refuse(text: str) -> None:
    """What no platform could be called is not read further."""
    assert read_host(text) is None


def test_the_table_of_compatible_characters_is_complete() -> None:
    """Every character whose compatibility form is made of letters, digits, - and _ is in the table (Unicode 14)."""
    blocks = [range(first, last + 1) for first, last in _COMPATIBLE]
    folding = [
        code
        for code in range(0x80, 0x110000)
        if NAME_CHARACTERS.issuperset(unicodedata.normalize("NFKC", chr(code)).lower()) and code not in LATER
    ]

    assert len(folding) > 1000
    assert [hex(code) for code in folding if not any(code in block for block in blocks)] == []


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        pytest.param("id-id.facebook.com", "facebook.com", id="subdomain"),
        pytest.param("facebook.com.contoh.id", "contoh.id", id="a platform's name in front"),
        pytest.param("www.youtube.co.id", "youtube.co.id", id="suffix of two labels"),
        pytest.param("bkn.go.id", "bkn.go.id", id="public suffix go.id"),
        pytest.param("rina.github.io", "github.io", id="customer of a private registry"),
        pytest.param("127.0.0.1", "127.0.0.1", id="IP address"),
        pytest.param("1.127.0.0.1", "1.127.0.0.1", id="no IP address"),
        pytest.param("localhost", "localhost", id="one label"),
        pytest.param("a.localhost", "a.localhost", id="below one label"),
        pytest.param("co.id", "co.id", id="a suffix itself"),
        pytest.param("xn--.x.com", "x.com", id="broken punycode"),
        pytest.param("a_b.x.com", "x.com", id="underscore"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    """A host belongs to whoever registered its domain; what has no suffix belongs to itself."""
    assert registrable_domain(host) == domain

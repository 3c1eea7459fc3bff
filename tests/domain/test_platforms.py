"""Platforms: what addresses, handles, ids and keys mean, by the real platform files and all their examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from server.accounts.platform_files import load_platforms
from server.domain.account_key import KeyFormatError
from server.domain.platforms import (
    HandleError,
    Platforms,
    ResolvedUrl,
    canonical_handle,
    canonical_id,
    canonical_key,
    parse_platform,
    resolve_url,
)
from tests.extension.url_examples import all_examples, platform_names, url_examples

PLATFORMS = load_platforms(Path(__file__).resolve().parents[2] / "extension" / "platforms")
EXAMPLES_MIN = 30
"""Of each platform; the six sites have several times as many."""


def as_row(resolved: ResolvedUrl) -> tuple[str | None, str | None, str | None, bool]:
    """Write an answer the way an example does."""
    return resolved.platform, resolved.kind, resolved.account, resolved.is_opaque


def answers_without(name: str, **changed: Any) -> list[tuple[str | None, str | None, str | None, bool]]:
    """Return what the examples of a platform mean when some of its members are others."""
    platforms = Platforms(
        [replace(PLATFORMS[name], **changed), *(PLATFORMS[other] for other in PLATFORMS if other != name)]
    )
    return [as_row(resolve_url(platforms, example.url, example.base)) for example in url_examples(name)]


@pytest.mark.parametrize("name", platform_names())
def test_examples(name: str) -> None:
    """Every example means what it says."""
    found = [
        (str(example), as_row(resolve_url(PLATFORMS, example.url, example.base)), example.expected)
        for example in url_examples(name)
    ]

    assert len(found) >= EXAMPLES_MIN
    assert [row for row in found if row[1] != row[2]] == []


@pytest.mark.parametrize("name", platform_names())
@pytest.mark.parametrize("member", ["urls", "redirects"])
def test_every_form_has_an_example(name: str, member: str) -> None:
    """Without any one of its templates, a platform gets an example wrong: nothing stands there unproven."""
    forms = getattr(PLATFORMS[name], member)
    answers = answers_without(name)
    unproven = [
        form.template.text
        for at, form in enumerate(forms)
        if answers_without(name, **{member: forms[:at] + forms[at + 1 :]}) == answers
    ]

    assert unproven == []


@pytest.mark.parametrize("name", platform_names())
def test_every_site_has_an_example(name: str) -> None:
    """Without any one of its sites (country domains in one), a platform gets an example wrong."""
    sites = PLATFORMS[name].sites
    answers = answers_without(name)
    unproven = [
        site.domain
        for at, site in enumerate(sites)
        if (site.domain == "youtube.com" or not site.domain.startswith("youtube."))
        and answers_without(name, sites=sites[:at] + sites[at + 1 :]) == answers
    ]

    assert unproven == []


@pytest.mark.parametrize("name", platform_names())
def test_matrix(name: str) -> None:
    """Every example of every other platform is a "no" for this one, alone."""
    alone = Platforms([PLATFORMS[name]])
    others = [example for example in all_examples() if example.home != name]
    claimed = [
        str(example)
        for example in others
        if resolve_url(alone, example.url, example.base).platform and example.expected[0] != name
    ]

    assert others
    assert claimed == []


def test_guarded_pages_are_the_platforms_own() -> None:
    """Content scripts run only on hosts whose addresses we can read."""
    found = [
        (platform.name, match)
        for platform in PLATFORMS.values()
        for match in platform.matches
        if PLATFORMS.find_site(urlsplit(match).hostname or "") not in [(platform, site) for site in platform.sites]
    ]

    assert found == []


def test_reserved_words_are_no_accounts() -> None:
    """On no platform does a reserved word, as a first segment in any case, name an account by itself."""
    found = [
        (platform.name, word)
        for platform in PLATFORMS.values()
        for word in platform.reserved
        for spelling in (word, word.upper())
        if resolve_url(PLATFORMS, f"https://{platform.sites[0].domain}/{spelling}").key is not None
    ]

    assert found == []


def test_every_domain_is_registrable_whatever_stands_in_front() -> None:
    """The extension compares endings, the server asks the list of public suffixes: both find the same hosts."""
    domains = [site.domain for platform in PLATFORMS.values() for site in platform.sites if "." in site.domain]
    found = [
        (domain, host)
        for domain in domains
        for host in (domain, f"a.{domain}", f"www.a-b.{domain}", f"co.{domain}")
        if not domain[-1].isdigit() and PLATFORMS.find_site(host) is None
    ]

    shared = {site.domain for platform in PLATFORMS.values() for site in platform.sites if site.is_shared}
    assert [row for row in found if row[0] not in shared] == []


@pytest.mark.parametrize(
    ("platform", "text", "handle"),
    [
        pytest.param("x", "@Rina_Contoh", "rina_contoh", id="X"),
        pytest.param("instagram", " rina.contoh ", "rina.contoh", id="Instagram keeps dots"),
        pytest.param("facebook", "Rina.Contoh", "rinacontoh", id="Facebook drops dots"),
        pytest.param("tiktok", "\u200e@rina.contoh", "rina.contoh", id="invisible mark in front"),
        pytest.param("youtube", "@Contoh\u00c7", "contoh\u00e7", id="YouTube beyond ASCII"),
        pytest.param("youtube", "contohH\u0331", "contoh\u1e96", id="a capital that only its small letter composes"),
        pytest.param("youtube", "c/RinaContoh", "c/rinacontoh", id="YouTube custom name"),
        pytest.param("youtube", "user/RinaContoh", "user/rinacontoh", id="YouTube user name"),
        pytest.param("threads", "rina_", "rina_", id="Threads"),
        pytest.param("tiktok", "live", "live", id="a word reserved elsewhere"),
        pytest.param("youtube", "music", "music", id="behind @ no word is reserved"),
    ],
)
def test_canonical_handle(platform: str, text: str, handle: str) -> None:
    """Spellings of one handle become one."""
    assert canonical_handle(PLATFORMS[platform], text) == handle


@pytest.mark.parametrize(
    ("platform", "text"),
    [
        pytest.param("x", "rina-contoh", id="hyphen"),
        pytest.param("x", "home", id="reserved"),
        pytest.param("x", "@@rina", id="two @"),
        pytest.param("x", "https://x.com/rina", id="an address"),
        pytest.param("instagram", "rina..contoh", id="two dots"),
        pytest.param("facebook", "home.php", id="reserved with a dot"),
        pytest.param("facebook", "12345", id="an id"),
        pytest.param("tiktok", "12345", id="digits alone"),
        pytest.param("youtube", "d/rina", id="unknown name space"),
        pytest.param("youtube", "", id="nothing"),
    ],
)
def test_refuse_handle(platform: str, text: str) -> None:
    """What nobody can be called is refused, with what was found and what a handle looks like."""
    with pytest.raises(HandleError) as refused:
        canonical_handle(PLATFORMS[platform], text)

    assert refused.value.found == text
    assert PLATFORMS[platform].title in refused.value.expected
    assert "a-z" in refused.value.expected


def test_canonical_id() -> None:
    """Ids keep their case and every digit; what is none is refused."""
    assert canonical_id(PLATFORMS["x"], "#1234567890123456789") == "1234567890123456789"
    assert canonical_id(PLATFORMS["youtube"], "UCabcdefghijklmnopqrs-_A") == "UCabcdefghijklmnopqrs-_A"
    with pytest.raises(HandleError) as refused:
        canonical_id(PLATFORMS["youtube"], "ucabcdefghijklmnopqrs-_A")
    assert "UC" in refused.value.expected


def test_canonical_key() -> None:
    """A key that a person wrote becomes the key of the list."""
    assert str(canonical_key(PLATFORMS, " facebook:@Rina.Contoh\n")) == "facebook:@rinacontoh"
    assert str(canonical_key(PLATFORMS, "x:#40000001")) == "x:#40000001"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param("myspace:@rina", KeyFormatError, id="unknown platform"),
        pytest.param("x:rina", KeyFormatError, id="no mark"),
        pytest.param("x:@rina-contoh", HandleError, id="no handle"),
        pytest.param("x:#abc", HandleError, id="no id"),
    ],
)
def test_refuse_key(text: str, error: type[Exception]) -> None:
    """A key that cannot be is refused by the error of its wrong part."""
    with pytest.raises(error):
        canonical_key(PLATFORMS, text)


def test_a_platform_is_data() -> None:
    """A platform that nobody here has heard of is one file: nothing else has to change."""
    data = {
        "format": 1,
        "platform": "warung",
        "name": "Warung",
        "sites": [{"domain": "warung.id", "subdomains": ["", "{locale}"]}],
        "handle": {"characters": "a-z 0-9 . -", "min": 4, "max": 60, "fold": "lower", "needs": "."},
        "id": {"starts": "did:", "characters": "a-z 0-9 :", "min": 3, "max": 40},
        "reserved": ["masuk"],
        "redirects": [],
        "urls": [
            {"template": "/profil/{id}", "kind": "profile"},
            {"template": "/profil/{handle}", "kind": "profile"},
            {"template": "/profil/{handle}/kabar/*", "kind": "post"},
        ],
    }
    platforms = Platforms([parse_platform(data)])

    assert str(resolve_url(platforms, "id-id.warung.id/profil/Rina.Contoh.id").key) == "warung:@rina.contoh.id"
    assert str(resolve_url(platforms, "https://warung.id/profil/did:abc:1").key) == "warung:#did:abc:1"
    assert resolve_url(platforms, "https://warung.id/profil/rina.contoh.id/kabar/1").kind == "post"
    assert resolve_url(platforms, "https://warung.id/masuk") == ResolvedUrl("warung", "other")
    assert resolve_url(platforms, "https://warung.com/profil/rina.contoh.id") == ResolvedUrl()

"""Addresses mean the same to the server and to the extension: the examples, and whatever hypothesis thinks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.accounts.platform_files import load_platforms
from server.domain.platforms import Platforms, ResolvedUrl, parse_platform, resolve_url
from server.domain.url_parts import read_url_parts, trim_text
from tests.extension.resolver import PLATFORMS, Resolver
from tests.extension.url_examples import UrlExample, all_examples, platform_names, url_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE_CHARACTERS = 400_000
# Ten for each language, as the test's own time limit.
HOSTILE_SECONDS = 20
"""For one answer (measured: 0.2); a resolver whose time grew with the square of the length would need minutes."""

FUZZ = settings(max_examples=400, deadline=None, database=None)


@pytest.fixture(scope="module")
def resolver() -> Iterator[Resolver]:
    """The extension's resolver."""
    with Resolver() as started:
        yield started


@pytest.fixture(scope="module")
def platforms() -> Platforms:
    """The server's platforms."""
    return load_platforms(PLATFORMS)


def as_answer(resolved: ResolvedUrl) -> dict[str, object]:
    """Write the server's answer the way the extension does."""
    return {
        "platform": resolved.platform,
        "kind": resolved.kind,
        "account": resolved.account,
        "key": None if resolved.key is None else str(resolved.key),
        "opaque": resolved.is_opaque,
    }


def ask_extension(resolver: Resolver, row: UrlExample) -> tuple[object, ...]:
    """Return what the extension says about an example."""
    answer = resolver.ask("resolve", url=row.url, base=row.base)
    return answer["platform"], answer["kind"], answer["account"], answer["opaque"]


@pytest.mark.parametrize("name", platform_names())
def test_examples_in_the_extension(resolver: Resolver, name: str) -> None:
    """Every example means in the extension what it says."""
    found = [(str(row), ask_extension(resolver, row), row.expected) for row in url_examples(name)]

    assert [wrong for wrong in found if wrong[1] != wrong[2]] == []


@pytest.mark.parametrize("name", platform_names())
def test_a_page_that_knows_one_platform(resolver: Resolver, platforms: Platforms, name: str) -> None:
    """A content script knows its own platform alone; to it, every other platform's addresses are nobody's."""
    alone = Platforms([platforms[name]])

    for row in all_examples():
        expected = as_answer(resolve_url(alone, row.url, row.base))
        assert resolver.ask("resolve", url=row.url, base=row.base, platform=name) == expected
        assert expected["platform"] in {None, name}


# What addresses are made of: hosts, words of the templates, marks, and characters that have fooled parsers.
HOSTS = [
    "x.com", "twitter.com", "t.co", "pic.x.com", "www.instagram.com", "l.instagram.com", "id-id.facebook.com",
    "l.facebook.com", "fb.com", "fb.watch", "m.me", "threads.net", "l.threads.com", "tiktok.com", "vm.tiktok.com",
    "youtube.com", "youtu.be", "youtube.googleapis.com", "youtube.co.id", "consent.youtube.com", "nitter.poast.org",
    "127.0.0.1:8000", "localhost", "evil.example", "x.com.evil.example", "com", "co.id", "x.com.", "a@x.com",
    "xn--x-fga.com", "\uff58.com", "xn--.x.com",
]  # fmt: skip
WORDS = [
    "", ".", "..", "@", "@nama", "nama", "Nama.Contoh", "NAMA_1", "home", "i", "user", "status", "p", "reel",
    "stories", "profile.php", "people", "pages", "groups", "permalink.php", "story.php", "l.php", "login", "watch",
    "channel", "c", "embed", "UCabcdefghijklmnopqrs-_A", "video", "latihan", "post", "photos",
    "nama-contoh-123456789", "1234567890123456789", "12345", "intent", "follow", "@MS4wLjABAAAA" + "x" * 60, "\u0130",
    "\u212a", "na\u0301ma", "\u03a3\u03b1\u03c3", "\ud800",
]  # fmt: skip
PARAMETERS = [
    "id=1234567890", "v=AbCdEfGhIj_", "screen_name=@nama", "user_id=12345", "story_fbid=1", "username=nama", "id",
    "=", "amp;id=5",
]  # fmt: skip
NOISE = [
    "%", "%2F", "%40", "%00", "%zz", "%C3", "%E2%80%8B", "\\", "/", "//", "?", "#", "#!", "#!/", "@", ":", "&", "+",
    " ", "\t", "\n", "\u200e", "\xad", "\u3002", ".", "-", "\u0301", "\U0001d431",
]  # fmt: skip

anything = st.text(st.characters(exclude_categories=()), max_size=60)
pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(NOISE), anything)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Draw an address that is nearly right."""
    scheme = draw(
        st.sampled_from(["https://", "http://", "//", "", "HTTPS:", "https:\\\\", "ftp://", "javascript:", " https://"])
    )
    path = draw(st.lists(pieces, max_size=6))
    query = draw(st.lists(st.one_of(st.sampled_from(PARAMETERS), anything), max_size=3))
    fragment = draw(st.one_of(st.just(""), st.builds("#!/{}".format, st.sampled_from(WORDS)), anything))
    slash = draw(st.sampled_from(["/", "//", "\\", ""]))
    url = scheme + draw(st.sampled_from(HOSTS)) + slash + "/".join(path)
    return url + ("?" + "&".join(query) if query else "") + fragment


@st.composite
def wrapped_addresses(draw: st.DrawFn) -> str:
    """Draw an address inside redirects."""
    url = draw(addresses())
    for _ in range(draw(st.integers(0, 4))):
        wrapper = draw(
            st.sampled_from(
                [
                    "https://l.facebook.com/l.php?u=",
                    "https://l.instagram.com/?e=1&u=",
                    "https://x.com/login?redirect_after_login=",
                ]
            )
        )
        url = wrapper + quote(url.encode(errors="replace"), safe=draw(st.sampled_from(["", "/", "/:"])))
    return url


@st.composite
def changed_examples(draw: st.DrawFn) -> str:
    """Draw an example with something put in, taken out or doubled."""
    url = draw(st.sampled_from(all_examples())).url
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(url)))
        end = draw(st.integers(start, min(len(url), start + 5)))
        url = url[:start] + draw(st.one_of(pieces, st.just(url[start:end] * 2), st.just(""))) + url[end:]
    return url


bases = st.one_of(st.none(), st.sampled_from([row.url for row in all_examples()]), addresses())


@FUZZ
@given(url=st.one_of(addresses(), wrapped_addresses(), changed_examples(), anything), base=bases)
@example(url="https://x.com/@MS4wLjABAAAA", base=None)
@example(url="https://youtube.com/@\u039f\u0394\u039f\u03a3", base=None)
def test_both_give_the_same_answer(resolver: Resolver, platforms: Platforms, url: str, base: str | None) -> None:
    """Whatever the text: no exception, and the answer of the server is the answer of the extension."""
    assert resolver.ask("resolve", url=url, base=base) == as_answer(resolve_url(platforms, url, base))


@FUZZ
@given(name=st.sampled_from(platform_names()), text=st.one_of(pieces, st.from_regex(r"\A[@#]?[A-Za-z0-9._/-]{1,40}\Z")))
@example(name="youtube", text="contohH\u0331")
def test_both_read_the_same_handles(resolver: Resolver, platforms: Platforms, name: str, text: str) -> None:
    """A handle or id as a page shows it becomes the same key as in the list."""
    trimmed = trim_text(text)
    handle = platforms[name].read_handle(trimmed.removeprefix("@"))
    found = platforms[name].read_id(trimmed.removeprefix("#"))

    assert resolver.ask("handle", platform=name, text=text) == (None if handle is None else f"{name}:@{handle}")
    assert resolver.ask("id", platform=name, text=text) == (None if found is None else f"{name}:#{found}")


@FUZZ
@given(url=st.one_of(addresses(), changed_examples()))
def test_an_account_is_canonical(platforms: Platforms, url: str) -> None:
    """Whatever account is found, reading it once more changes nothing."""
    key = resolve_url(platforms, url).key
    if key is not None:
        assert platforms[key.platform].read_value(key.value[0], key.account) == key.account


ODD: dict[str, Any] = {
    "format": 1,
    "platform": "ganjil",
    "name": "Ganjil",
    "sites": [
        {"domain": "localhost", "subdomains": ["", "a"]},
        {"domain": "127.0.0.1", "subdomains": ["", "a"], "name": "number"},
        {"domain": "ganjil.id", "subdomains": ["", "{locale}"]},
        {"domain": "ganjil.co.id", "subdomains": ["a"], "shared": True},
    ],
    "handle": [
        {"characters": "a-z U+00E0-U+00FF .", "min": 2, "max": 6, "fold": "unicode", "drop": ".", "needs": "a-f"},
        {"starts": "b/", "characters": "A-Z a-z -", "max": 4, "refuse": {"starts": ["-"], "holds": ["--"]}},
    ],
    "id": [{"words": ["satu", "dua"]}, {"starts": "n:", "max": 3}],
    "parts": {"any": {}, "tail": {"characters": "- a-z", "max": 5}, "word": {"words": ["tab", "a-b"]}},
    "reserved": ["masuk", "a"],
    "redirects": [{"template": "/ke/{url}"}, {"template": "/ke?u={url}", "on": ["main", "number"]}],
    "urls": [
        {"template": "/{any}-{tail}/x", "kind": "post", "account": "@{any}"},
        {"template": "/a{any}--{handle}z/**", "kind": "profile"},
        {"template": "/{handle}/{word}", "kind": "profile"},
        {"template": "/n/{id}/*/**", "kind": "post", "on": ["main", "number"]},
        {"template": "/b?n={any}&m=*", "kind": "profile", "account": "@b/{any}"},
        {"template": "/{handle}", "kind": "profile", "opaque": True},
        {"template": "/", "kind": "other", "on": ["number"], "opaque": True},
    ],
    "hashbang": ["", "b"],
}
"""A platform as odd as the format allows: the two languages must agree on any data, not only on today's."""

odd_words = st.sampled_from(
    [
        "a", "b", "-", "--", "abc", "A.b", "aab--cdz", "a-b", "-a", "tab", "TAB", "n", "n:ab", "satu", "ke", "masuk",
        "\u00c0e", "E\u0301a", "x", "", ".", "b%2Fab", "n=ab&m=1", "m=", "?", "#!", "#!/", "u=/abc", "localhost%2Fabc",
        "//a.localhost/abc",
    ]
)  # fmt: skip
odd_hosts = st.sampled_from(
    [
        "localhost", "a.localhost", "b.localhost", "127.0.0.1", "a.127.0.0.1", "ganjil.id", "id_id.ganjil.id",
        "a.b.ganjil.id", "ganjil.co.id", "a.ganjil.co.id", "co.id",
    ]
)  # fmt: skip
odd_paths = st.lists(st.one_of(odd_words, st.tuples(odd_words, odd_words).map("".join)), max_size=4).map("/".join)


@pytest.fixture(scope="module")
def odd_platforms(resolver: Resolver) -> Platforms:
    """The odd platform alone, known to both."""
    assert resolver.ask("add", file=ODD) == "ganjil"
    return Platforms([parse_platform(ODD)])


@FUZZ
@given(url=st.builds("http://{}{}/{}{}".format, odd_hosts, st.sampled_from(["", ":1"]), odd_paths, odd_words))
@example(url="http://ganjil.id/ab-b-/x")
@example(url="http://a.127.0.0.1/n/satu/x")
def test_both_agree_on_odd_data(resolver: Resolver, odd_platforms: Platforms, url: str) -> None:
    """Every feature of the format means the same in both languages, whatever a future platform combines."""
    assert resolver.ask("resolve", url=url, platform="ganjil") == as_answer(resolve_url(odd_platforms, url))


hosts = st.lists(
    st.one_of(st.sampled_from(HOSTS), st.sampled_from(NOISE), anything.map(lambda text: text[:2])), max_size=5
)


@FUZZ
@given(url=st.one_of(addresses(), changed_examples(), hosts.map("".join).map("https://{}/nama".format)))
@example(url="https://x.com\u2024evil.example/nama")
@example(url="https://evil.example\\@x.com/nama")
def test_a_browser_would_go_to_the_same_host(resolver: Resolver, platforms: Platforms, url: str) -> None:
    """An address that we take for a platform's leads a browser to that very host, or nowhere."""
    parts = read_url_parts(url)
    if (
        parts is None
        or platforms.find_site(parts.host) is None
        or not url.strip().lower().startswith(("http:", "https:"))
    ):
        return
    browser_host = resolver.ask("browser_host", url=url)

    assert browser_host is None or browser_host.removesuffix(".") == parts.host


@pytest.mark.timeout(HOSTILE_SECONDS)
@pytest.mark.parametrize(
    ("start", "piece", "end"),
    [
        pytest.param("https://x.com/", "a", "", id="one long segment"),
        pytest.param("https://x.com/", "/", "a", id="slashes"),
        pytest.param("https://x.com/", "a/", "", id="segments"),
        pytest.param("https://x.com/", "../", "", id="dots"),
        pytest.param("https://x.com/", "%41", "", id="encoded"),
        pytest.param("https://x.com/", "%", "", id="percent signs"),
        pytest.param("https://x.com/?", "a=b&", "", id="parameters"),
        pytest.param("https://x.com/?", "&", "", id="empty parameters"),
        pytest.param("https://x.com/#!", "/a", "", id="hashbang"),
        pytest.param("https://", "a.", "x.com/", id="labels"),
        pytest.param("https://", "\uff58", "/", id="letters to fold"),
        pytest.param("https://", "a@", "x.com/nama", id="users"),
        pytest.param("", " ", "x.com", id="blanks before"),
        pytest.param("x.com/nama ", " ", "x", id="blanks inside"),
        pytest.param("", ":", "", id="colons"),
        pytest.param("https://www.facebook.com/", "a-", "123456789", id="two parts in a segment"),
        pytest.param("https://www.facebook.com/", ".", "abc", id="dropped characters"),
        pytest.param("https://www.youtube.com/@", "a\u0301\u0323", "", id="marks to order"),
        pytest.param(
            "https://l.facebook.com/l.php?u=", "https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D", "", id="redirects"
        ),
    ],
)
def test_a_hostile_address_takes_no_time(
    resolver: Resolver, platforms: Platforms, start: str, piece: str, end: str
) -> None:
    """Time grows with the length and nothing else, in both languages, and the answers are alike."""
    url = start + piece * (HOSTILE_CHARACTERS // len(piece)) + end
    expected = as_answer(resolve_url(platforms, url))
    found = resolver.ask("resolve", url=url)

    assert found == expected

"""Addresses mean the same to the server and to the extension: the examples, and whatever hypothesis thinks of."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.accounts.platform_files import load_platforms
from server.domain.platforms import Platforms, ResolvedUrl, parse_platform, resolve_url
from server.domain.url_parts import read_url_parts, trim_text
from tests.extension.resolver import PLATFORMS, ROOT, SCRIPTS, Resolver
from tests.extension.url_examples import UrlExample, all_examples, platform_names, url_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

HOSTILE_CHARACTERS = 400_000
# Ten for each language, as the test's own time limit.
HOSTILE_SECONDS = 20
"""For one answer (measured: 0.2); a resolver whose time grew with the square of the length would need minutes."""

FUZZ = settings(max_examples=400, deadline=None, database=None)

PLAIN_EXAMPLES_MIN = 500
ANSWERED = ("platform", "kind", "account", "opaque")

TOKEN = re.compile(
    r'"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|//[^\n]*|/\*.*?\*/|/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+)/[a-z]*',
    re.DOTALL,
)
"""Texts, comments and regular expressions of JavaScript; the inside of an expression is the group."""
STEP = r"(?:\[(?:\\.|[^\]\\])+\]|\\.)(?:\{[0-9,]+\})?"
LINEAR = re.compile(rf"\^(?:{STEP})*[+*]?\$?|(?:{STEP})*[+*]?|(?:{STEP})*\$")
"""Classes of characters in a row; the last may be repeated, but not up to the end without a fixed beginning."""
EXPRESSIONS_MIN = 10

GROWTH_MAX = 5


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


PARTS = [word for word in WORDS if word] + [
    "contoh_nama",
    "AbCdEfGhIj_",
    "7200000000000000001",
    "did:plc:abcdefgh",
    "a.id",
]
AROUND = ["", "", "", " ", "<", ">", '"', "\u200b", "\u2068", "(", ")", ".", ",", "view-source:", "\n", "%20"]


SPELLINGS: list[Callable[[str], str]] = [
    lambda character: quote(character, safe=""),
    lambda character: "".join(f"%{ord(one):02x}" for one in character),
    lambda character: "".join(f"%25{ord(one):02X}" for one in character),
    str.swapcase,
    lambda _: "",
    lambda character: character * 2,
    lambda _: "\\",
    *[lambda character, noise=noise: character + noise for noise in NOISE],
]
"""What may become of one character: encoded once or twice, in the other case, left out, doubled, with noise behind."""


@cache
def written_forms() -> tuple[tuple[str, str], ...]:
    """Return host and template of every form of address of every platform, redirects included."""
    return tuple(
        (f"{subdomain}.{site.domain}".removeprefix("."), template.text)
        for platform in load_platforms(PLATFORMS).values()
        for template, on in [
            *((form.template, form.on) for form in platform.urls),
            *((redirect.template, redirect.on) for redirect in platform.redirects),
        ]
        for site in platform.sites
        if site.name in on
        for subdomain in sorted(site.subdomains)[:3]
    )


@st.composite
def templated_addresses(draw: st.DrawFn) -> str:
    """Draw an address that has the form of a template, oddly spelt: grammar first, then noise on single characters."""
    host, template = draw(st.sampled_from(written_forms()))
    pieces_of_path = [
        draw(st.sampled_from(PARTS)) if part.startswith("{") else part
        for part in template.replace("{", "\0{").replace("}", "}\0").split("\0")
    ]
    path = "".join(pieces_of_path).replace("**", draw(st.sampled_from(["", "x", "x/y"]))).replace("*", "z")
    odd = path
    for at, way in draw(st.lists(st.tuples(st.integers(0, 80), st.sampled_from(SPELLINGS)), max_size=3)):
        here = at % (len(odd) + 1)
        odd = odd[:here] + way(odd[here : here + 1]) + odd[here + 1 :]
    user = draw(st.sampled_from(["", "", "", "a@", "a:b@", "x.com@"]))
    port = draw(st.sampled_from(["", "", "", ":443", ":", ".", ":0", ":65536"]))
    scheme = draw(st.sampled_from(["https://", "https://", "HTTP://", "//", "", "https:/", "intent://"]))
    around = draw(st.tuples(st.sampled_from(AROUND), st.sampled_from(AROUND)))
    return around[0] + scheme + user + host.replace("{locale}", "id-id") + port + odd + around[1]


bases = st.one_of(st.none(), st.sampled_from([row.url for row in all_examples()]), addresses())


@FUZZ
@given(url=st.one_of(addresses(), templated_addresses(), wrapped_addresses(), changed_examples(), anything), base=bases)
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
@given(url=st.one_of(addresses(), templated_addresses(), changed_examples()))
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
@given(
    url=st.one_of(
        addresses(), templated_addresses(), changed_examples(), hosts.map("".join).map("https://{}/nama".format)
    )
)
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


def split_plain(url: str) -> tuple[str, str, str, str] | None:
    """Split an address that is spelt plainly into scheme, host, path and the rest; None for any other."""
    scheme, slashes, rest = url.partition("://")
    end = min((at for mark in "?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    host, slash, path = rest[:end].partition("/")
    is_plain = (
        slashes and scheme in {"http", "https"} and host.isascii() and host.replace(".", "").replace("-", "").isalnum()
    )
    is_plain = is_plain and not host.endswith(".") and "/." not in path and not any(mark in url for mark in "%\\@ \n")
    return (scheme, host, slash + path, rest[end:]) if is_plain and ".." not in host else None


def encode_letters(text: str) -> str:
    """Percent-encode every letter from A to Z."""
    return "".join(f"%{ord(character):02x}" if "a" <= character.lower() <= "z" else character for character in text)


def add_parameter(scheme: str, host: str, path: str, rest: str) -> str:
    """Put a parameter that no site reads in front of the others."""
    rest = f"?utm_source=contoh&{rest[1:]}" if rest.startswith("?") else f"?utm_source=contoh{rest}"
    return f"{scheme}://{host}{path}{rest}"


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda s, h, p, r: f"{s.upper()}://{h.upper()}{p}{r}", id="upper case"),
        pytest.param(lambda s, h, p, r: f"{s}://{h}.{p}{r}", id="dot behind the host"),
        pytest.param(lambda s, h, p, r: f"{s}://{h}:443{p}{r}", id="port"),
        pytest.param(lambda s, h, p, r: f"{s}://x.com:a@{h}{p}{r}", id="credentials"),
        pytest.param(lambda s, h, p, r: f"{s}://{encode_letters(h)}{p}{r}", id="host encoded"),
        pytest.param(lambda s, h, p, r: f"{s}://{h}{encode_letters(p)}{r}", id="path encoded"),
        pytest.param(lambda s, h, p, r: f"{s}://{h}{p.replace('/', '//')}{r}", id="doubled slashes"),
        pytest.param(lambda s, h, p, r: f"{s}:\\\\{h}{p.replace('/', chr(92))}{r}", id="backslashes"),
        pytest.param(lambda s, h, p, r: f"{s}://{h}{p}/{r}" if p else f"{s}://{h}/{r}", id="slash at the end"),
        pytest.param(add_parameter, id="one more parameter"),
        pytest.param(lambda s, h, p, r: f"{s[:2]}\n{s[2:]}://{h[:1]}\t{h[1:]}{p}\r{r}", id="broken over lines"),
        pytest.param(lambda s, h, p, r: f' \u200b"<{s}://{h}{p}{r}>"\ufeff\n', id="quotes and marks around"),
        pytest.param(lambda _, h, p, r: f"//{h}{p}{r}", id="scheme left out"),
    ],
)
def test_another_spelling_means_the_same(
    resolver: Resolver, platforms: Platforms, spell: Callable[[str, str, str, str], str]
) -> None:
    """Every example that is spelt plainly means the same in every spelling that a browser takes for the same."""
    plain = [(row, parts) for row in all_examples() if row.base is None and (parts := split_plain(row.url))]
    urls = [(row.expected, spell(*parts)) for row, parts in plain]
    answers = [(expected, url, as_answer(resolve_url(platforms, url))) for expected, url in urls]

    assert len(plain) > PLAIN_EXAMPLES_MIN
    assert [row for row in answers if (*(row[2][member] for member in ANSWERED),) != row[0]] == []
    assert [url for _, url, answer in answers if resolver.ask("resolve", url=url) != answer] == []


def test_no_expression_can_take_long() -> None:
    """The extension reads addresses by expressions that cannot go back and forth."""
    sources = [ROOT / "extension" / "page" / f"{name}.js" for name in SCRIPTS]
    found = [
        (path.name, inside) for path in sources for inside in TOKEN.findall(path.read_text(encoding="utf-8")) if inside
    ]

    assert len(found) >= EXPRESSIONS_MIN
    assert [row for row in found if not LINEAR.fullmatch(row[1])] == []


@pytest.mark.parametrize(
    ("expression", "is_linear"),
    [
        pytest.param("^[a-z]{2}[-_]", True, id="a fixed beginning"),
        pytest.param(r"^\/+", True, id="repeated at the beginning"),
        pytest.param("[A-Z]+", True, id="repeated anywhere"),
        pytest.param("[0-9]$", True, id="one character at the end"),
        pytest.param("[0-9]+$", False, id="repeated up to the end, from anywhere"),
        pytest.param("(a+)+", False, id="repeated twice over"),
        pytest.param("^[a-z]*[a-z]*$", False, id="two that share characters"),
        pytest.param("^a|b", False, id="alternatives"),
    ],
)
def test_what_counts_as_linear(expression: str, is_linear: bool) -> None:
    """The rule for expressions takes what is harmless and refuses what has made others slow."""
    assert bool(LINEAR.fullmatch(expression)) == is_linear


HOSTILE = [
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
    pytest.param("https://l.facebook.com/l.php?u=", "https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D", "", id="redirects"),
]
"""What has made parsers slow: a beginning, what is repeated, and an end."""


@pytest.mark.timeout(HOSTILE_SECONDS)
@pytest.mark.parametrize(("start", "piece", "end"), HOSTILE)
def test_a_hostile_address_takes_no_time(
    resolver: Resolver, platforms: Platforms, start: str, piece: str, end: str
) -> None:
    """Time grows with the length and nothing else, in both languages, and the answers are alike."""
    url = start + piece * (HOSTILE_CHARACTERS // len(piece)) + end
    expected = as_answer(resolve_url(platforms, url))
    found = resolver.ask("resolve", url=url)

    assert found == expected


@pytest.mark.parametrize(("start", "piece", "end"), HOSTILE)
def test_work_grows_with_the_length(platforms: Platforms, start: str, piece: str, end: str) -> None:
    """Four times the length is at most about four times the lines of Python that run: counted, not timed."""
    short, long = (count_lines(platforms, start + piece * (size // len(piece)) + end) for size in (2_000, 8_000))

    assert short > 0
    assert long <= GROWTH_MAX * short


def count_lines(platforms: Platforms, url: str) -> int:
    """Count the lines that run until the address is answered."""
    lines = 0

    def count(_frame: FrameType, event: str, _value: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        resolve_url(platforms, url)
    finally:
        sys.settrace(before)
    return lines

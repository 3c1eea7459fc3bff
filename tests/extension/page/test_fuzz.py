"""Recognition on trees that no site would send: it answers, quickly, and leaves nothing behind.

Trees are drawn from the very words of the platform files (test ids, roles, labels, element names), nested at random,
with attributes missing, hostile or huge, inside shadow roots and templates; then every recogniser is asked everywhere.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extension.page.scripts import guarded_platforms, open_page, script_source

if TYPE_CHECKING:
    from playwright.sync_api import Page

RECOGNITION = script_source(but=("main.js", "hold.js", "dialog.js", "notice.js", "banner.js", "overlay.js"))
URLS = ("https://x.com/arum/status/17", "https://www.facebook.com/arum", "https://www.youtube.com/watch?v=contoh00001")
# One tree may take this long for all recognisers and every way to act; a hang takes for ever.
TREE_MAX_MS = 8000
HOSTILE = (
    "", " ", "@", "#", "-follow", "@-follow", "javascript:alert(1)", "http://", "//", "https://x.com:99999/a", "%",
    "%E0%A4%A", "😀", "\u202earum\u202c", "__proto__", "constructor", "'\"]}{>", "[data-testid]",
    "https://x.com/__proto__", "https://www.facebook.com/profile.php?id=", "{}", "[]", "null", '{"id":{}}',
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D", '{"require":[["ScheduledServerJS"',
    "huge word", "huge mention", "huge path",
)  # fmt: skip
# Written out in the page only: a failing example stays readable.
HUGE = {"huge word": "a" * 20_000, "huge mention": "@" * 5_000, "huge path": "/" * 5_000}
LINKS = (
    "/arum",
    "/@arum",
    "/arum/status/17",
    "/channel/UCcontoh",
    "https://www.facebook.com/arum",
    "/arum/",
    "/reel/1",
    "?__cft__=1",
)
ATTRIBUTES = (
    "href",
    "role",
    "aria-label",
    "data-testid",
    "id",
    "aria-pressed",
    "aria-posinset",
    "data-pagelet",
    "data-e2e",
    "height",
    "hidden",
)

# Names of fields that hide a form's members, and of pictures that hide the document's.
SHADOWING = (
    "matches", "closest", "querySelector", "querySelectorAll", "contains", "compareDocumentPosition", "parentElement",
    "getRootNode", "isConnected", "getAttribute", "localName", "textContent", "innerText", "isContentEditable",
    "getBoundingClientRect", "elementFromPoint", "activeElement", "action", "id", "name",
    "title", "method", "hidden", "children", "role",
)  # fmt: skip
# The least in which a recogniser sees a control.
A_POST = ["article", [["data-testid", "tweet"]], [["button", [["data-testid", "like"]], [], ""]], ""]
# Builds a tree from its description, asks everywhere, and tells what went wrong and what was left behind.
ASK = (Path(__file__).parent / "fuzz.js").read_text(encoding="utf-8")
MAKE_RECOGNISERS = """files => {
  globalThis.recognisers = {};
  for (const [name, file] of Object.entries(files)) recognisers[name] = jaga.makeRecogniser(file);
}"""


@cache
def site_words() -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the element names and the attributes with values that the recognisers look for."""
    names, pairs = {"div", "span", "a", "button", "article", "svg", "form", "template", "p"}, set()
    for platform in guarded_platforms().values():
        page = platform["page"]
        text = json.dumps(page, ensure_ascii=False).replace('\\"', '"')
        pairs |= set(re.findall(r"\[([\w-]+)[$^*~|]?=['\"]([^'\"]*)['\"]", text))
        names |= set(re.findall(r"\b(ytd?m?-[a-z-]*[a-z]|[a-z]+-view-model)\b", text))
        for words in page.get("labels", {}).values():
            pairs |= {("aria-label", word) for word in words}
    return tuple(sorted(names)), tuple(sorted(pairs))


def as_list(parts: tuple[Any, ...]) -> list[Any]:
    """Return a description as JSON can carry it."""
    return list(parts)


def trees() -> st.SearchStrategy[list[Any]]:
    """Return descriptions of elements: name, attributes, children, and whether they stand in a shadow root."""
    names, pairs = site_words()
    fitting = st.sampled_from(pairs).map(as_list)
    hostile = st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from((*HOSTILE, *LINKS))).map(as_list)
    link = st.sampled_from(LINKS).map(lambda to: ["href", to])
    shadowing = st.sampled_from(SHADOWING).map(lambda name: ["name", name])
    attributes = st.lists(fitting | hostile | link | shadowing, max_size=5)
    text = st.sampled_from(("Suka", "Ikuti", "@arum", "Kirim", *HOSTILE))
    kind = st.sampled_from(("", "", "", "shadow", "template"))
    leaf = st.tuples(st.sampled_from(names), attributes, st.lists(text, max_size=1), st.just("")).map(as_list)
    return st.recursive(
        leaf | st.just(A_POST),  # half of the leaves hold a control, so that luck does not decide whether any tree does
        lambda inner: st.tuples(st.sampled_from(names), attributes, st.lists(inner | text, max_size=4), kind).map(
            as_list
        ),
        max_leaves=25,
    )


@pytest.fixture
def asked_page(page: Page, request: pytest.FixtureRequest) -> Page:
    """Give a page at one of the addresses with all recognisers made."""
    open_page(page, request.param, '<!doctype html><html lang="id"><body></body></html>', scripts=RECOGNITION)
    page.evaluate(MAKE_RECOGNISERS, guarded_platforms())
    return page


def ask(page: Page, tree: list[Any]) -> dict[str, Any]:
    """Build *tree* in the page and ask every recogniser at every element of it."""
    platforms = sorted(guarded_platforms())
    answer: dict[str, Any] = page.evaluate(ASK, {"tree": tree, "platforms": platforms, "huge": HUGE})
    return answer


def assert_calm(answer: dict[str, Any]) -> None:
    """Nothing was thrown, the page is as it was, the same question got the same answer, in time."""
    assert answer["errors"] == []
    assert answer["unlike"] == []
    assert (answer["isChanged"], answer["globals"]) == (False, 0)
    assert answer["ms"] < TREE_MAX_MS


@pytest.mark.parametrize("asked_page", URLS, indirect=True, ids=("x", "facebook", "youtube"))
def test_any_tree_is_answered_and_left_as_it_was(asked_page: Page) -> None:
    """No exception, no hang, no trace, for every recogniser and every way to act; and the trees do hold controls."""
    controls = []

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(tree=trees())
    def check(tree: list[Any]) -> None:
        answer = ask(asked_page, tree)
        controls.append(answer["controls"])
        assert_calm(answer)

    check()
    assert sum(controls) > 0


def deep(name: str, attributes: list[list[str]], depth: int) -> list[Any]:
    """Return so many elements of one kind inside each other."""
    tree: list[Any] = [name, attributes, ["Suka"], ""]
    for _ in range(depth):
        tree = [name, attributes, [tree], ""]
    return tree


def named(element: str) -> list[list[Any]]:
    """Return an element of this kind for every name that hides something."""
    return [[element, [["name", name]], [], ""] for name in SHADOWING]


@pytest.mark.parametrize("asked_page", URLS[:1], indirect=True, ids=("x",))
@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(deep("div", [["role", "button"], ["aria-label", "Suka"]], 60), id="buttons in buttons"),
        pytest.param(deep("article", [["data-testid", "tweet"], ["role", "article"]], 60), id="posts in posts"),
        pytest.param(deep("a", [["href", "/arum"], ["role", "link"]], 60), id="links in links"),
        pytest.param(["div", [["role", "button"]], ["Ikuti" * 100_000], ""], id="a text of half a megabyte"),
        pytest.param(["form", [], [*named("input"), A_POST], ""], id="fields that hide what a form is asked"),
        pytest.param(["div", [], [*named("img"), A_POST], ""], id="pictures that hide what the document is asked"),
        pytest.param(["a", [["href", "https://x.com/" + "a/" * 20_000]], ["Suka"], ""], id="a link of 20,000 parts"),
    ],
)  # fmt: skip
def test_known_traps_are_answered(asked_page: Page, tree: list[Any]) -> None:
    """Depth, length and names that shadow the DOM's own do not disturb."""
    assert_calm(ask(asked_page, tree))

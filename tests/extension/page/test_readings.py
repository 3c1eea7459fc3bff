"""How an author is read: small pages and small data, one rule of reading each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.extension.page.scripts import PLATFORMS, open_page, script_source

if TYPE_CHECKING:
    from playwright.sync_api import Page

RECOGNITION = script_source(but=("main.js", "hold.js", "dialog.js", "notice.js", "banner.js", "overlay.js"))
SITE = "https://www.threads.com/"
ARUM, BIMA = '<a href="/@arum.contoh">Arum</a>', '<a href="/@bima.contoh">Bima</a>'
LIKE = "<button>Suka</button>"
ASK = """
({ platform, page }) => {
  const view = { recogniser: jaga.makeRecogniser({ ...platform, page }), url: location.href, opener: null };
  const path = [document.querySelector("button")];
  while (path.at(-1).parentElement) path.push(path.at(-1).parentElement);
  const names = (accounts) => accounts.map(({ handle, id }) => handle ?? id);
  const authors = jaga.recognise(view, "press", path)?.accounts ?? [];
  return { authors: names(authors), own: names(jaga.readOwnAccounts(view)) };
}
"""


def ask(page: Page, html: str, data: dict[str, Any], url: str = SITE) -> dict[str, list[str]]:
    """Open *html* and tell whose the button is, by *data*, and who is signed in."""
    platform = (PLATFORMS / "threads.json").read_text(encoding="utf-8")
    open_page(page, url, f"<!doctype html><body>{html}", scripts=RECOGNITION)
    answer: dict[str, list[str]] = page.evaluate(
        f"async ({{ data, text }}) => ({ASK})({{ platform: JSON.parse(text), page: data }})",
        {"data": {"containers": [], "controls": [], **data}, "text": platform},
    )
    return answer


def like_in(container: dict[str, Any]) -> dict[str, Any]:
    """Return data with one container and a like button in it."""
    controls = [{"action": "like", "select": "button", "in": ["post"]}]
    return {"containers": [{"name": "post", **container}], "controls": controls}


@pytest.mark.parametrize("kind", [{"select": "section"}, {"around": "button"}], ids=["selected", "grown"])
@pytest.mark.parametrize(
    ("html", "authors"),
    [
        (f"<h2>{ARUM}</h2><h2>{BIMA}</h2>", ["arum.contoh"]),
        (f"<h2>Anggota</h2><h2>{BIMA}</h2>", []),
        (f"{BIMA}<p>tanpa judul</p>", ["bima.contoh"]),
    ],
    ids=["first of two", "first names nobody", "no such element"],
)
def test_only_the_first_counts(page: Page, kind: dict[str, str], html: str, authors: list[str]) -> None:
    """A heading that names nobody is doubt: neither the next heading nor a later reading stands in for it."""
    name = {"select": "h2", "read": "container", "name": "name", "first": True}
    data = like_in({**kind, "authors": [name, {"select": "a", "read": "url"}]})
    data["containers"].append({"name": "name", "select": "h2", "authors": [{"select": "a", "read": "url"}]})
    assert ask(page, f"<section>{html}<div>{LIKE}</div></section>", data)["authors"] == authors


@pytest.mark.parametrize(
    ("html", "authors"),
    [(f"<h2>{ARUM}</h2>", ["arum.contoh"]), (f"<h2>{ARUM}</h2><h2>{BIMA}</h2>", []), (BIMA, ["bima.contoh"])],
    ids=["one", "two", "none"],
)
def test_one_of_several_is_doubt(page: Page, html: str, authors: list[str]) -> None:
    """Where the data expects one element and there are two, which of them is meant is not known."""
    name = {"select": "h2 a", "read": "url", "only": True}
    data = like_in({"select": "section", "authors": [name, {"select": "a", "read": "url"}]})
    assert ask(page, f"<section>{html}<div>{LIKE}</div></section>", data)["authors"] == authors


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        (f"{ARUM} dan {BIMA}", ["arum.contoh", "bima.contoh"]),
        (f"{ARUM} <svg><title>Sah</title></svg>\n dan {BIMA} <b role='button'>+</b>", ["arum.contoh", "bima.contoh"]),
        (f"{ARUM} bersama {BIMA}", ["arum.contoh"]),
        (f"{ARUM} dan {BIMA} di pasar", ["arum.contoh"]),
        (f"{ARUM} {BIMA}", ["arum.contoh"]),
    ],
    ids=["and", "drawings and buttons", "another word", "more words", "no word"],
)
def test_two_are_authors_only_where_a_word_joins_them(page: Page, said: str, authors: list[str]) -> None:
    """Whatever else is said beside the names makes all but the first doubtful."""
    data = like_in(
        {
            "select": "section",
            "authors": [{"select": "a", "read": "url", "all": True, "rest": "and"}, {"select": "a", "read": "url"}],
        }
    )
    data["labels"] = {"and": ["dan"]}
    assert ask(page, f"<section>{said}{LIKE}</section>", data)["authors"] == authors


@pytest.mark.parametrize(("heading", "authors"), [("h1", ["arum.contoh"]), ("h3", [])])
def test_the_page_speaks_only_where_its_mark_stands(page: Page, heading: str, authors: list[str]) -> None:
    """On a profile the page's own URL names the header's owner, not the owner of a list without any name."""
    data = like_in({"around": "h1, h3", "authors": [{"when": "profile", "select": "h1", "read": "page"}]})
    html = f"<main><div><h1>Arum</h1></div><div><{heading}>Judul</{heading}>{LIKE}</div></main>"
    assert ask(page, html, data, f"{SITE}@arum.contoh")["authors"] == authors


def test_the_own_account_is_read_from_long_data(page: Page) -> None:
    """A script may be longer than any name; a text that long is never one."""
    filler = "x" * 400
    own = [{"select": "script, p", "attribute": "text", "after": '"name":"', "before": '"', "read": "handle"}]
    text = f'{{"filler":"{filler}","name":"arum.contoh"}}'
    html = f'<script type="application/json">{text}</script><p>{text.replace("arum", "bima")}</p>{LIKE}'
    data = {**like_in({"select": "section", "authors": []}), "own": own}
    assert ask(page, html, data)["own"] == ["arum.contoh"]


@pytest.mark.parametrize(
    ("around", "mine", "authors"),
    [
        ("img", "", ["arum.contoh"]),
        ("img", "<img>", []),
        (["img", "hr"], "", ["arum.contoh"]),
        (["img", "hr"], "<hr>", []),
    ],
    ids=["one", "a second", "one of each", "a second of one kind"],
)
def test_no_container_grows_over_a_second_one(
    page: Page, around: str | list[str], mine: str, authors: list[str]
) -> None:
    """At most one of each kind stands in a grown container; beyond it, the neighbour's name is out of reach."""
    data = like_in({"around": around, "authors": [{"select": "a", "read": "url"}]})
    html = f"<main><div>{ARUM}<img><hr></div><div>{mine}{LIKE}</div></main>"
    assert ask(page, html, data)["authors"] == authors


@pytest.mark.parametrize(
    ("label", "authors"), [("Suka", ["arum.contoh"]), ("It's fine", ["arum.contoh"]), ("Batal", [])]
)
def test_labels_are_laid_out_where_they_stand(page: Page, label: str, authors: list[str]) -> None:
    """One of the labels, quotation marks and all, is enough; a list of labels that is not there fits nothing."""
    data = like_in({"select": "main", "authors": [{"select": "a", "read": "url"}]})
    data["labels"] = {"like": ["Suka", "It's fine"]}
    data["controls"][0]["select"] = "[aria-label='{like}']:not([title='{gone}'], [data-of='{like}'])"
    html = f'<main>{ARUM}<button aria-label="{label}" title=""></button></main>'
    assert ask(page, html, data)["authors"] == authors


@pytest.mark.parametrize(("rule", "authors"), [("post", []), ("inner", ["arum.contoh"])])
def test_a_container_that_is_switched_off_names_nobody(page: Page, rule: str, authors: list[str]) -> None:
    """The release switches it off by name; nothing around it decides in its place, and no other one is touched."""
    data = like_in({"select": "article", "authors": [{"select": "a", "read": "url"}]})
    data["containers"].append({"name": "around", "select": "main", "authors": [{"select": "a", "read": "url"}]})
    data["controls"][0]["in"] = ["post", "around"]
    data["off"] = [{"rule": rule, "reason": {"id": "Sedang diperbaiki.", "en": "Being repaired."}}]
    assert ask(page, f"<main>{BIMA}<article>{ARUM}{LIKE}</article></main>", data)["authors"] == authors

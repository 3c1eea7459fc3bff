"""Our web pages: in two languages with the same words, nothing inline, nothing from elsewhere, nothing of any side."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from server.http.page_language import LANGUAGES, load_page_texts
from tests.http.samples import assert_problem

if TYPE_CHECKING:
    from flask.testing import FlaskClient

HTTP = Path(__file__).parents[2] / "server" / "http"
PAGES = ("/", "/latihan", "/latihan/@calon_contoh_a", "/latihan/@anda", "/aturan", "/problems", "/problems/not-found")
# Raised thumbs, fingers, fists and open hands have stood for candidates (docs of the design, "Look").
HANDS = re.compile(
    "[\u261a-\u261f\u270a-\u270d\U0001f446-\U0001f450\U0001f590-\U0001f596\U0001f918-\U0001f91f\U0001faf0-\U0001faf8]"
)


class Elements(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_in_the_language_that_was_asked_for(client: FlaskClient, path: str, lang: str) -> None:
    """And leads to itself in the other one."""
    page = client.get(f"{path}?lang={lang}")

    assert page.content_type == "text/html; charset=utf-8"
    assert f'<html lang="{lang}">' in page.text
    for each in LANGUAGES:
        target = path if each == "id" else f"{path}?lang={each}"
        assert f'href="{target}" hreflang="{each}"' in page.text


@pytest.mark.parametrize("query", ["", "?lang=", "?lang=jv", "?lang=EN", "?lang=%00", "?lang=id&lang=en"])
def test_indonesian_comes_first(client: FlaskClient, query: str) -> None:
    """Whenever English is not asked for plainly."""
    assert '<html lang="id">' in client.get(f"/{query}").text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_only_our_own_files(client: FlaskClient, path: str) -> None:
    """The policy says so, and the page keeps to it: no inline script or style, each file is there."""
    page = client.get(path)

    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for tag, attributes in Elements(page.text).found:
        assert tag != "style"
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        for source in (attributes.get("src"), attributes.get("href") if tag == "link" else None):
            if source is not None:
                assert source.startswith("/static/")
                assert client.get(source, buffered=True).status_code == 200
        assert tag != "script" or attributes.get("src")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_ours_leads_somewhere(client: FlaskClient, path: str) -> None:
    """No page sends a person to nothing; the release may not be there yet."""
    for tag, attributes in Elements(client.get(path).text).found:
        target = attributes.get("href")
        if tag == "a" and target is not None and target.startswith("/"):
            assert client.get(target).status_code == 200


def test_both_languages_have_the_same_texts() -> None:
    """With the same names to fill in, and no text that no page uses."""
    texts = load_page_texts()
    used = "\n".join(path.read_text(encoding="utf-8") for path in (HTTP / "templates").glob("*.html"))

    assert set(texts) == set(LANGUAGES)
    assert set(texts["id"]) == set(texts["en"])
    for name, text in texts["id"].items():
        assert text.strip() == text
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", texts["en"][name]))
        is_listed = name in {"like", "comment", "share", "follow"}  # the tally goes through the actions
        assert is_listed or re.search(rf"\b{name}\b", used), f"no page uses {name}"


def test_no_hand_is_shown_anywhere() -> None:
    """No hand, thumb or finger: they have stood for ballot numbers."""
    files = [path for folder in ("templates", "static", ".") for path in (HTTP / folder).glob("*.*")]

    assert len(files) > 10
    assert [path.name for path in files if HANDS.search(path.read_text(encoding="utf-8"))] == []


def test_texts_are_one_table_without_a_name_twice() -> None:
    """A second text of one name would silently win."""
    text = (HTTP / "page_texts.yaml").read_text(encoding="utf-8")
    names = re.findall(r"^  (\w+):", text, re.MULTILINE)

    assert len(names) == sum(len(texts) for texts in yaml.safe_load(text).values())


def test_no_cookie_is_ever_set(client: FlaskClient) -> None:
    """Neither by pages nor by the API."""
    for path in (*PAGES, "/healthz", "/openapi.json"):
        assert "Set-Cookie" not in client.get(path).headers


def test_an_unknown_page_is_a_problem(client: FlaskClient) -> None:
    """In the same form as everywhere."""
    assert_problem(client.get("/latihan/@calon_contoh_a/post/nothing"), "not-found")


def test_the_start_page_says_where_objections_are_taken(client: FlaskClient, bare_client: FlaskClient) -> None:
    """As the served list says; without a list it names nobody and still answers."""
    address = 'href="mailto:keberatan@daftar.example"'
    assert address in client.get("/").text
    assert address not in bare_client.get("/").text

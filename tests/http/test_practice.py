"""The practice page: the people of the practice contest, rivals alike, in the shape that is recognised."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.accounts.list_reader import load_account_list
from server.domain.listings import ListingIndex
from server.domain.platforms import resolve_url
from server.http.practice_feed import OWN_HANDLE, load_feed
from tests.accounts.list_samples import ROOT, platforms

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from server.domain.listings import Listing

EXAMPLES = ROOT / "extension" / "platforms" / "latihan.examples"
ACTIONS = ("like", "comment", "share", "follow")


@cache
def practice_listings() -> tuple[Listing, ...]:
    """Return the listings of the practice platform in the real list."""
    account_list = load_account_list(ROOT / "candidate_accounts", platforms())
    return tuple(each for each in ListingIndex.from_list(account_list).listings if each.account.platform == "latihan")


class Shape(HTMLParser):
    """Collects of a page what a recogniser looks at: per container, whose links and which controls."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.containers: list[dict[str, list[str]]] = []
        self.own: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a container, an author, a control or the own account."""
        values = {name: value or "" for name, value in attrs}
        is_container = (tag == "article" and "data-post" in values) or (tag == "header" and "data-profile" in values)
        if is_container:
            self.containers.append({"authors": [], "controls": [], "pressed": []})
        if tag not in {"meta", "link", "input", "rect"}:
            self._open.append((tag, is_container))
        if "data-own-account" in values:
            self.own.append(values["data-own-account"])
        if any(inside for _, inside in self._open):
            self._note(tag, values)

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a" and "data-author" in values:
            self.containers[-1]["authors"].append(values["href"])
        if tag == "button" and "data-action" in values:
            self.containers[-1]["controls"].append(values["data-action"])
            self.containers[-1]["pressed"].append(values.get("aria-pressed", ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and whatever inside it was not closed."""
        while self._open and self._open.pop()[0] != tag:
            pass


def read_shape(client: FlaskClient, path: str) -> Shape:
    """Return the shape of a page."""
    return Shape(client.get(path).text)


def account_of(href: str) -> str | None:
    """Return whose account a link of the page names."""
    return resolve_url(platforms(), href, "http://127.0.0.1:8000/latihan").account


def test_everybody_of_the_practice_contest_is_here_by_name() -> None:
    """The feed holds each listed account once, under its owner's name."""
    profiles = load_feed().profiles

    assert practice_listings()
    for listing in practice_listings():
        assert listing.account.handle is not None
        assert profiles[listing.account.handle].name == listing.owner_name


def test_rivals_are_shown_alike() -> None:
    """As many posts, likes, comments and shares for each side; as many accounts with the same words about them."""
    feed = load_feed()
    sides: dict[tuple[str, str], Counter[object]] = {}
    for listing in practice_listings():
        shown = sides.setdefault((listing.contest.id, listing.side.id), Counter())
        handle = str(listing.account.handle)
        shown[listing.subject, feed.profiles[handle].about["id"]] += 1
        for post in feed.find_posts(handle):
            shown.update(posts=1, likes=post.likes, comments=post.comments, shares=post.shares)

    for contest in {contest for contest, _ in sides}:
        rivals = [shown for (of, _), shown in sides.items() if of == contest]
        assert len(rivals) > 1
        assert all(shown == rivals[0] for shown in rivals)


def test_there_are_neighbours_whom_nobody_lists() -> None:
    """Beside the visitor's own account."""
    feed = load_feed()
    listed = {listing.account.handle for listing in practice_listings()}

    neighbours = {post.author.handle for post in feed.posts} - listed - {OWN_HANDLE}
    assert len(neighbours) >= 2
    assert OWN_HANDLE in feed.profiles
    assert OWN_HANDLE not in listed


def test_every_post_names_its_author_and_has_its_controls(client: FlaskClient) -> None:
    """One author per post, and like, comment, share and follow, none of them done; nothing to follow on one's own."""
    shape = read_shape(client, "/latihan")

    assert len(shape.containers) == len(load_feed().posts)
    for container, post in zip(shape.containers, load_feed().posts, strict=True):
        (author,) = map(account_of, container["authors"])
        assert author == post.author.handle
        expected = {*ACTIONS} if author != OWN_HANDLE else {*ACTIONS} - {"follow"}
        assert sorted(container["controls"]) == sorted(expected)
        assert "true" not in container["pressed"]


@pytest.mark.parametrize("handle", [profile for profile in load_feed().profiles if profile != OWN_HANDLE])
def test_a_profile_can_be_followed(client: FlaskClient, handle: str) -> None:
    """Its header names the account, and its posts are its own; capitals lead to the same page."""
    shape = read_shape(client, f"/latihan/@{handle.upper()}")

    header, *posts = shape.containers
    assert header["controls"] == ["follow"]
    assert {account_of(href) for each in shape.containers for href in each["authors"]} == {handle}
    assert len(posts) == len(load_feed().find_posts(handle)) > 0


def test_a_post_has_a_page_of_its_own(client: FlaskClient) -> None:
    """Its address names the author."""
    for post in load_feed().posts:
        path = f"/latihan/@{post.author.handle}/post/{post.code}"
        assert account_of(path) == post.author.handle
        (container,) = read_shape(client, path).containers
        assert [account_of(href) for href in container["authors"]] == [post.author.handle]


@pytest.mark.parametrize("path", ["/latihan", "/latihan?lang=en", "/latihan/@calon_contoh_a"])
def test_the_page_says_which_account_is_the_visitors_own(client: FlaskClient, path: str) -> None:
    """So that nothing is held on it."""
    assert [account_of(href) for href in read_shape(client, path).own] == [OWN_HANDLE]


@pytest.mark.parametrize("example", ["feed.html", "profile.html"])
def test_the_shape_is_that_of_the_examples(client: FlaskClient, example: str) -> None:
    """What the recogniser is tested on has the same kinds of containers and controls as the page has."""
    shape = Shape((EXAMPLES / example).read_text(encoding="utf-8"))
    served = read_shape(client, "/latihan" if example == "feed.html" else "/latihan/@calon_contoh_a")

    assert {action for each in shape.containers for action in each["controls"]} <= set(ACTIONS)
    assert [account_of(href) for href in shape.own] == [account_of(href) for href in served.own]
    assert set(shape.containers[0]["controls"]) == set(served.containers[0]["controls"])


def test_the_page_is_where_the_platform_file_expects_it() -> None:
    """Its addresses are those that the extension runs on."""
    platform = json.loads((ROOT / "extension" / "platforms" / "latihan.json").read_bytes())

    assert all(pattern.endswith("/latihan*") for pattern in platform["matches"])
    assert Path(EXAMPLES).is_dir()

"""Facebook and Threads with real pointers: reactions and dialogs outside the post, undo, neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, guard_entry, make_guard, open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

COUNT = """<script>
  seen = [];
  document.addEventListener("click", ({ target }) => seen.push(target.closest("[id]")?.id));
</script>"""
PORTAL = "position: fixed; right: 0; bottom: 0; background: #fff"


def open_site(page: Page, platform: str, url: str, html: str) -> None:
    """Open *html* as a page of *platform*, guarded, with the invented rivals listed (on Facebook by their numbers)."""
    stored: dict[str, Any] = store(platform)
    stored["sites"] = {"facebook.com": "facebook", "threads.com": "threads"}
    if platform == "facebook":
        stored["guard.facebook"] = make_guard(guard_entry("candidate", f"#{ARUM.id} #{BIMA.id}"))
    open_guarded(page, url, f"<!doctype html><body>{html}{COUNT}", stored)


def facebook_post(person: Person, *, like: str = "Suka", original: str = "") -> str:
    """Return one post of the feed, with another inside when it is shared."""
    link = f'<a href="/profile.php?id={person.id}">{person.name}</a>'
    return f"""<div aria-posinset="1"><div data-ad-rendering-role="profile_name"><h4>{link}</h4></div>{original}
      <div role="button" tabindex="0" id="like-{person.id}" aria-label="{like}"><i data-ad-rendering-role="like_button">
        O</i></div>
      <div role="button" tabindex="0" id="share-{person.id}" aria-label="Bagikan"><i
        data-ad-rendering-role="share_button">O</i></div></div>"""


def open_feed(page: Page, *posts: str) -> None:
    """Open Facebook's feed with the reactions and the share dialog at its end."""
    reactions = f"""<div role="dialog" aria-label="Tanggapan" style="{PORTAL}">
      <div role="button" id="react" aria-label="Super">Super</div></div>"""
    share = (
        f"""<div role="dialog" style="{PORTAL}; bottom: 5em"><div role="button" id="now">Bagikan sekarang</div></div>"""
    )
    open_site(page, "facebook", "https://www.facebook.com/", "".join(posts) + reactions + share)


def go_on(page: Page, key: str, action: str, control: str) -> None:
    """Expect the dialog about *key*, go on, and see exactly one click on *control*."""
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (key, action)
    assert control not in page.evaluate("() => seen")
    dialog.go_on()
    page.wait_for_function("control => seen.filter((one) => one === control).length === 1", arg=control)


def expect_passing(page: Page, control: str) -> None:
    """Press a control that is nobody's business."""
    page.locator(f"#{control}").click()
    page.wait_for_function("control => seen.includes(control)", arg=control)
    assert find_dialog(page) is None


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_reaction_belongs_to_the_post_on_whose_button_the_pointer_rested(page: Page, person: Person) -> None:
    """The reactions lie at the end of the page; resting on another post's button makes them that one's."""
    open_feed(page, facebook_post(NEIGHBOUR), facebook_post(person))
    page.locator(f"#like-{NEIGHBOUR.id}").hover()
    expect_passing(page, "react")
    page.evaluate("() => { seen.length = 0; }")
    page.locator(f"#like-{person.id}").hover()
    page.locator("#react").click()
    go_on(page, f"facebook:#{person.id}", "like", "react")


def test_another_reaction_to_a_post_that_is_liked_already_is_not_held(page: Page) -> None:
    """The button says "Hapus Suka": neither it nor what opens from it is a first like, whatever was opened before."""
    open_feed(page, facebook_post(ARUM), facebook_post(BIMA, like="Hapus Suka"))
    page.locator(f"#like-{ARUM.id}").hover()
    page.locator(f"#like-{BIMA.id}").hover()
    expect_passing(page, "react")
    expect_passing(page, f"like-{BIMA.id}")


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_sharing_a_shared_post_reaches_its_first_author(page: Page, person: Person) -> None:
    """Liking what a neighbour shared is not liking the original; sharing it on is asked once, not again at the end."""
    link = f'<a href="/profile.php?id={person.id}">{person.name}</a>'
    original = f'<div data-ad-rendering-role="profile_name"><h5>{link}</h5></div>'
    open_feed(page, facebook_post(NEIGHBOUR, original=original))
    expect_passing(page, f"like-{NEIGHBOUR.id}")
    page.locator(f"#share-{NEIGHBOUR.id}").click()
    go_on(page, f"facebook:#{person.id}", "share", f"share-{NEIGHBOUR.id}")
    expect_passing(page, "now")


def threads_button(name: str, label: str) -> str:
    """Return a button that is only a drawing."""
    return f'<div role="button" tabindex="0" id="{name}"><svg width="9" height="9" aria-label="{label}"></svg></div>'


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_threads_asks_for_the_author_not_for_the_reposter_or_the_quoted(page: Page, person: Person) -> None:
    """A post by a listed account, reposted by a neighbour and quoting one, is the listed account's."""
    time, other = "<time>2 j</time>", NEIGHBOUR.handle
    quote = f'<div data-pressable-container="true"><a href="/@{other}/post/C2">{time}</a></div>'
    post = f"""<div data-pressable-container="true"><a href="/@{other}">{other} memposting ulang</a>
      <a href="/@{person.handle}/post/C1">{time}</a>{quote}{threads_button("repost", "Posting ulang")}</div>"""
    menu = f'<div role="menu" style="{PORTAL}"><div role="menuitem" id="again">Posting ulang</div></div>'
    open_site(page, "threads", "https://www.threads.com/", post + menu)
    page.locator("#repost").click()
    go_on(page, f"threads:@{person.handle}", "share", "repost")
    expect_passing(page, "again")

"""Facebook, Instagram, Threads with real pointers and keys: reactions, dialogs outside the post, undo, neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, guard_entry, open_guarded, store

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
    stored["sites"] = {"facebook.com": "facebook", "instagram.com": "instagram", "threads.com": "threads"}
    if platform == "facebook":
        stored["guard.facebook"] = {"entries": [guard_entry("candidate", f"#{ARUM.id} #{BIMA.id}")]}
    open_guarded(page, url, f"<!doctype html><body>{html}{COUNT}", stored)


def facebook_post(person: Person, *, like: str = "Suka", original: str = "") -> str:
    """Return one post of the feed, with another inside when it is shared."""
    link = f'<a href="/profile.php?id={person.id}">{person.name}</a>'
    return f"""<div aria-posinset="1" tabindex="-1" id="post-{person.id}">
      <div><div><span><div data-ad-rendering-role="profile_name"><h4>{link}</h4></div></span></div></div>{original}
      <div role="button" tabindex="0" id="like-{person.id}" aria-label="{like}"><i data-ad-rendering-role="like_button">
        O</i></div>
      <div role="button" tabindex="0" id="comment-{person.id}" aria-label="Beri komentar"><i
        data-ad-rendering-role="comment_button">O</i></div>
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


LIKE = '<div role="button" tabindex="0" id="rest" aria-label="{label}">O</div>'
OWNED = {
    "the arrow beside the button": '<div aria-posinset="2"><h4>{link}</h4>' + LIKE.format(label="Tanggapi") + "</div>",
    "a button without a role": '<div aria-posinset="2"><h4>{link}</h4>' + LIKE.format(label="Suka") + "</div>",
    "a button that only its role names": """<div aria-posinset="2"><h4>{link}</h4>
      <div role="button" tabindex="0" id="rest">O<i data-ad-rendering-role="like_button"></i></div></div>""",
    "a post that nothing marks": "<div><h4>{link}</h4>" + LIKE.format(label="Suka") + "</div>",
    "a comment": '<div role="article" aria-label="Komentar oleh A">{link}' + LIKE.format(label="Suka") + "</div>",
}


@pytest.mark.parametrize("html", OWNED.values(), ids=OWNED.keys())
def test_reactions_open_by_resting_on_any_like_button(page: Page, html: str) -> None:
    """Posts in every layout and comments; what was rested on before is forgotten."""
    link = f'<a href="/profile.php?id={ARUM.id}">{ARUM.name}</a>'
    open_feed(page, facebook_post(NEIGHBOUR), html.replace("{link}", link))
    page.locator(f"#like-{NEIGHBOUR.id}").hover()
    page.locator("#rest").hover()
    page.locator("#react").click()
    go_on(page, f"facebook:#{ARUM.id}", "like", "react")


@pytest.mark.parametrize("label", ["Hapus Suka", "Hapus Super", "Ubah tanggapan Super", "Remove Love"])
def test_another_reaction_to_a_post_that_is_liked_already_is_not_held(page: Page, label: str) -> None:
    """The button is an undo: neither it nor what opens from it is a first like, whatever was opened before."""
    open_feed(page, facebook_post(ARUM), facebook_post(BIMA, like=label))
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


KEYS = [("l", "like"), ("c", "comment"), ("s", "share")]
FOCUS = ["#post-{id}", "#post-{id} h4 a", "#comment-{id}"]
SITE_KEYS = """<script>
  document.addEventListener("keydown", ({ key }) => seen.push(`key ${key}`));
</script>"""


def press_key(page: Page, focused: str, key: str) -> None:
    """Press a key with the focus on an element."""
    page.locator(focused).first.focus()
    page.keyboard.press(key)


def expect_key_passing(page: Page, key: str) -> None:
    """Expect that a key reaches the site and nobody is asked."""
    page.wait_for_function("key => seen.includes(`key ${key}`)", arg=key)
    assert find_dialog(page) is None


@pytest.mark.parametrize(("key", "action"), KEYS)
@pytest.mark.parametrize("focus", FOCUS, ids=["post", "name", "button"])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_key_acts_on_the_post_that_holds_the_focus(
    page: Page, person: Person, focus: str, key: str, action: str
) -> None:
    """Whether j and k have put the focus on the post itself or it stands on something inside."""
    open_feed(page, facebook_post(NEIGHBOUR), facebook_post(person) + SITE_KEYS)
    press_key(page, focus.format(id=NEIGHBOUR.id), key)
    expect_key_passing(page, key)
    press_key(page, focus.format(id=person.id), key)
    go_on(page, f"facebook:#{person.id}", action, f"{action}-{person.id}")


@pytest.mark.parametrize("key", [key for key, _ in KEYS])
@pytest.mark.parametrize("focus", ["#elsewhere", "#comment", "#comment a", "#box"])
def test_a_key_without_a_focused_post_is_nobodys(page: Page, key: str, focus: str) -> None:
    """Beside the posts, in a comment under one and in a text box no post is meant."""
    inside = """<div role="article" aria-label="Komentar oleh Sekar 1 jam" tabindex="-1" id="comment">
      <a href="/sekar.ayu.contoh">Sekar</a></div><div contenteditable="true" role="textbox" id="box">O</div>"""
    post = facebook_post(ARUM, original=inside)
    open_feed(page, post, '<p tabindex="-1" id="elsewhere">Kabar</p>' + SITE_KEYS)
    press_key(page, focus, key)
    expect_key_passing(page, key)


@pytest.mark.parametrize("key", ["l", "j", "k"])
def test_a_key_on_a_liked_post_is_an_undo(page: Page, key: str) -> None:
    """The key l takes the like back, j and k only move on: never held."""
    open_feed(page, facebook_post(ARUM, like="Hapus Suka") + SITE_KEYS)
    press_key(page, f"#post-{ARUM.id}", key)
    expect_key_passing(page, key)


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_the_key_s_on_a_shared_post_reaches_its_first_author(page: Page, person: Person) -> None:
    """The key shares what the button shares."""
    link = f'<a href="/profile.php?id={person.id}">{person.name}</a>'
    original = f'<div data-ad-rendering-role="profile_name"><h5>{link}</h5></div>'
    open_feed(page, facebook_post(NEIGHBOUR, original=original))
    press_key(page, f"#post-{NEIGHBOUR.id}", "s")
    go_on(page, f"facebook:#{person.id}", "share", f"share-{NEIGHBOUR.id}")


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


def instagram_button(name: str, label: str) -> str:
    """Return a button that is only a drawing."""
    return f'<button id="{name}"><svg width="24" height="24" aria-label="{label}"></svg></button>'


def instagram_place(kind: str, person: Person) -> str:
    """Return a place from which a menu and the people to send to can be opened: a post, a profile, a single post."""
    link = f'<a href="/{person.handle}/">{person.handle}</a>'
    buttons = instagram_button(f"more-{person.handle}", "Opsi") + instagram_button(f"share-{person.handle}", "Bagikan")
    return {
        "post": f"<article><header>{link}</header><section>{buttons}</section></article>",
        "profile": f"<main><header><h2>{person.handle}</h2>{buttons}</header></main>",
        "page of a post": f"<main><div>{link}<section>{buttons}</section></div></main>",
    }[kind]


def open_instagram(page: Page, path: str, *places: str) -> None:
    """Open a page of Instagram with the menu and the people to send to at its end."""
    menu = f'<div role="dialog" style="{PORTAL}"><button id="to">Bagikan ke...</button></div>'
    people = f"""<div role="dialog" style="{PORTAL}; bottom: 5em"><input name="queryBox">
      <button id="copy">Salin tautan</button><button id="send">Kirim</button></div>"""
    open_site(page, "instagram", f"https://www.instagram.com{path}", "".join(places) + menu + people)


@pytest.mark.parametrize("kind", ["post", "profile", "page of a post"])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_instagrams_menu_belongs_to_where_it_was_opened(page: Page, person: Person, kind: str) -> None:
    """Opening the menu is not held; its entry for sharing is, and sending at the end is not asked again."""
    path = f"/{person.handle}/" if kind == "profile" else "/p/C1contoh/"
    open_instagram(page, path, instagram_place(kind, person))
    expect_passing(page, f"more-{person.handle}")
    page.locator("#to").click()
    go_on(page, f"instagram:@{person.handle}", "share", "to")
    expect_passing(page, "copy")
    expect_passing(page, "send")


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_instagrams_people_to_send_to_belong_to_the_last_post(page: Page, person: Person) -> None:
    """Sending is held although the first step was not, and is nobody's after a neighbour's post was shared."""
    open_instagram(page, "/", *(instagram_place("post", each) for each in (person, NEIGHBOUR)))
    expect_passing(page, f"more-{person.handle}")
    page.locator("#send").click()
    go_on(page, f"instagram:@{person.handle}", "share", "send")
    expect_passing(page, f"share-{NEIGHBOUR.handle}")
    page.evaluate("() => { seen.length = 0; }")
    expect_passing(page, "send")
    page.locator(f"#share-{person.handle}").click()
    go_on(page, f"instagram:@{person.handle}", "share", f"share-{person.handle}")
    page.evaluate("() => { seen.length = 0; }")
    expect_passing(page, "send")

"""TikTok and YouTube with real pointers and keys: held before the site sees it, let go once, neighbours left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

COUNT = """<script>
  seen = [];
  for (const type of ["click", "keydown", "pointerdown"]) {
    document.addEventListener(type, ({ target, key }) => seen.push(`${type} ${key ?? target.closest("[id]")?.id}`));
  }
</script>"""
FEED_STYLE = """<style>
  body { margin: 0 } article { height: 100vh; position: relative; background: #eee }
  section { position: absolute; inset: 0 40% 0 0; background: #ccc }
  nav { position: absolute; right: 0 } button { width: 8em }
  [role='dialog'] { position: fixed; left: 0; bottom: 0; background: #fff }
</style>"""


def open_site(page: Page, platform: str, url: str, html: str) -> None:
    """Open *html* as a page of *platform*, guarded, with the invented rivals listed."""
    stored: dict[str, Any] = store(platform)
    stored["sites"] = {"tiktok.com": "tiktok", "youtube.com": "youtube"}
    open_guarded(page, url, f"<!doctype html><body>{html}{COUNT}", stored)


def tiktok_item(person: Person) -> str:
    """Return one video of the feed."""
    name = person.handle
    return f"""<article data-e2e="recommend-list-item-container">
      <section data-e2e="feed-video" id="video-{name}"></section>
      <nav><a data-e2e="video-author-avatar" href="/@{name}">{person.name}</a>
      <button id="like-{name}" aria-pressed="false"><span data-e2e="like-icon">Suka</span></button>
      <button id="share-{name}"><span data-e2e="share-icon">Bagikan</span></button></nav></article>"""


def open_feed(page: Page, *people: Person) -> None:
    """Open a feed of TikTok with the share list at its end."""
    panel = '<div role="dialog"><div id="repost" data-e2e="share-repost" role="button">Posting ulang</div></div>'
    open_site(page, "tiktok", "https://www.tiktok.com/foryou", FEED_STYLE + "".join(map(tiktok_item, people)) + panel)


def go_on_once(page: Page, key: str, action: str, control: str) -> None:
    """Expect the dialog about *key*, go on, and see exactly one click on *control*."""
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (key, action)
    assert f"click {control}" not in page.evaluate("() => seen")
    dialog.go_on()
    page.wait_for_function("control => seen.filter((one) => one === `click ${control}`).length === 1", arg=control)
    assert find_dialog(page) is None


@pytest.mark.parametrize("way", ["press", "double", "key"])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_video_of_the_feed_is_liked_in_three_ways(page: Page, person: Person, way: str) -> None:
    """By its button, by a double press on the picture, and by L while it is on the screen."""
    open_feed(page, NEIGHBOUR, person)
    page.evaluate("() => scrollTo(0, innerHeight)")
    if way == "press":
        page.locator(f"#like-{person.handle}").click()
    elif way == "double":
        page.locator(f"#video-{person.handle}").dblclick()
    else:
        page.keyboard.press("l")
    go_on_once(page, f"tiktok:@{person.handle}", "like", f"like-{person.handle}")


@pytest.mark.parametrize("way", ["double", "key"])
def test_a_neighbours_video_beside_a_listed_one_is_not_held(page: Page, way: str) -> None:
    """The listed account's video is loaded below; the one on the screen is somebody else's."""
    open_feed(page, NEIGHBOUR, ARUM)
    if way == "double":
        page.locator(f"#video-{NEIGHBOUR.handle}").dblclick()
    else:
        page.keyboard.press("l")
    page.wait_for_function("() => seen.length > 0")
    assert find_dialog(page) is None


def test_a_repost_is_held_where_the_list_opened_by_resting(page: Page) -> None:
    """The share list lies at the end of the page: whose video it is, the button says on which the pointer rested."""
    open_feed(page, ARUM, NEIGHBOUR)
    page.locator(f"#share-{ARUM.handle}").hover()
    page.mouse.move(5, 700)
    page.locator("#repost").click()
    go_on_once(page, f"tiktok:@{ARUM.handle}", "share", "repost")


def youtube_short(person: Person, *, active: bool = False) -> str:
    """Return one short as it is loaded, on the screen or beside it."""
    name = person.handle
    return f"""<ytd-reel-video-renderer {"is-active" if active else ""}>
      <yt-reel-channel-bar-view-model><a href="/@{name}/shorts">@{name}</a><yt-subscribe-button-view-model>
        <button id="follow-{name}">Subscribe</button></yt-subscribe-button-view-model></yt-reel-channel-bar-view-model>
      <reel-action-bar-view-model><like-button-view-model><button id="like-{name}" aria-pressed="false">12</button>
      </like-button-view-model></reel-action-bar-view-model></ytd-reel-video-renderer>"""


@pytest.mark.parametrize(("control", "action"), [("like", "like"), ("follow", "follow")])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_short_is_its_own_owners(page: Page, person: Person, control: str, action: str) -> None:
    """Each of the loaded shorts has its own owner; pressing the neighbour's is nobody's business."""
    shorts = youtube_short(NEIGHBOUR) + youtube_short(person, active=True)
    open_site(page, "youtube", "https://www.youtube.com/shorts/contoh00011", f"<ytd-shorts>{shorts}</ytd-shorts>")
    page.locator(f"#{control}-{NEIGHBOUR.handle}").click()
    assert find_dialog(page) is None
    page.locator(f"#{control}-{person.handle}").click()
    go_on_once(page, f"youtube:@{person.handle}", action, f"{control}-{person.handle}")


def test_no_letter_is_held_on_youtube(page: Page) -> None:
    """L moves the video on by ten seconds; it likes nothing."""
    watch = f"""<ytd-watch-flexy><ytd-video-owner-renderer><ytd-channel-name><a href="/@{ARUM.handle}">Arum</a>
      </ytd-channel-name></ytd-video-owner-renderer><like-button-view-model>
      <button id="like" aria-pressed="false">12</button></like-button-view-model></ytd-watch-flexy>"""
    open_site(page, "youtube", "https://www.youtube.com/watch?v=contoh00001", watch)
    page.keyboard.press("l")
    page.wait_for_function("() => seen.includes('keydown l')")
    assert find_dialog(page) is None
    page.locator("#like").focus()
    page.keyboard.press("Enter")
    go_on_once(page, f"youtube:@{ARUM.handle}", "like", "like")


@pytest.mark.parametrize(("opener", "entry", "action"), [("menu", "Bagikan", "share"), ("bell", "Semua", "follow")])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_menu_belongs_to_where_it_was_opened(
    page: Page, person: Person, opener: str, entry: str, action: str
) -> None:
    """Cards and bells open menus at the end of the page; a neighbour's menu, opened later, is a neighbour's."""

    def card(someone: Person) -> str:
        name = someone.handle
        return f"""<yt-lockup-view-model><h3><a href="/@{name}">{someone.name}</a></h3>
          <div class="ytLockupMetadataViewModelMenuButton"><button id="menu-{name}">Lainnya</button></div>
          <yt-subscribe-button-view-model><button id="bell-{name}">Disubscribe</button></yt-subscribe-button-view-model>
          </yt-lockup-view-model>"""

    menu = f"""<ytd-popup-container><yt-list-item-view-model role="menuitem"><button id="entry">{entry}</button>
      </yt-list-item-view-model></ytd-popup-container>"""
    open_site(page, "youtube", "https://www.youtube.com/", card(NEIGHBOUR) + card(person) + menu)
    page.locator(f"#{opener}-{person.handle}").click()
    page.locator(f"#{opener}-{NEIGHBOUR.handle}").click()
    page.locator("#entry").click()
    page.wait_for_function("() => seen.includes('click entry')")
    assert find_dialog(page) is None
    page.evaluate("() => { seen.length = 0; }")
    page.locator(f"#{opener}-{person.handle}").click()
    page.locator("#entry").click()
    go_on_once(page, f"youtube:@{person.handle}", action, "entry")

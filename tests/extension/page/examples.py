"""The example pages beside the platform files, and how all recognisers are asked on one of them.

An example marks a control with ``data-expect-action``, ``data-expect-account`` (keys; several authors, or handle and id
of one) and, when it is no press, ``data-expect-on``; a post with ``data-expect-keys`` ("l:like ...") and its account.
The page's own address stands in ``data-expect-url``, the post where an open menu was opened in ``data-expect-opener``,
the person's own account in ``data-expect-own``. From inside ``data-expect-none`` nothing resolves, not even what is
around it. A text that names accounts is marked where it is sent: ``data-expect-send`` (ways) and ``data-expect-names``.
A page that stands in a frame names the example around it, in whose first frame it is opened: ``data-expect-around``.
The button which says that the person follows the open profile is marked ``data-expect-following``.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from tests.extension.page.scripts import PLATFORMS, guarded_platforms, open_page, script_source

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Page

RECOGNITION = script_source(but=("main.js", "hold.js", "dialog.js", "notice.js", "banner.js", "overlay.js"))
# The files go into the page as text, once: as arguments they would take longer than all the asking.
FILES = f"globalThis.files = {json.dumps(guarded_platforms())};"
EXAMPLES = sorted(PLATFORMS.glob("*.examples/*.html"))
WAYS = ("press", "double", "enter", "ctrl_enter", "submit")

# Asks each platform's recogniser at every element of the page, the way an event would, and tells what it found and what
# was marked; and whether the page's own platform finds itself blind there.
ASK_EVERYWHERE = """
({ own, ways }) => {
  const platforms = Object.values(files);
  const blind = jaga.findBlind({ recogniser: jaga.makeRecogniser(files[own]), url: location.href, opener: null });
  const answers = Object.fromEntries(platforms.map((platform) => [platform.platform, askOne(platform)]));
  return { blind, answers, following: askFollowing(files[own]) };

// Whether the owner of the open profile is followed: as the page is, and without the button that is marked.
function askFollowing(platform) {
  const view = { recogniser: jaga.makeRecogniser(platform), url: location.href, opener: null };
  const account = jaga.readUrl(view, location.href, "profile");
  const isFollowing = () => account !== null && jaga.isFollowing(view, account);
  const marked = [...document.querySelectorAll("[data-expect-following]")];
  const found = isFollowing();
  marked.forEach((button) => button.remove());
  return { isAsMarked: found === (marked.length > 0), withoutIt: isFollowing() };
}

function askOne(platform) {
  const recogniser = jaga.makeRecogniser(platform);
  const root = document.documentElement;
  const parse = (key) => ({
    handle: key.includes(":@") ? key.split(":@")[1] : null, id: key.includes(":#") ? key.split(":#")[1] : null,
  });
  const openedBy = root.dataset.expectOpener ?? "";
  const opener = openedBy.startsWith(`${platform.platform}:`) ? [parse(openedBy)] : null; // only its own
  const view = { recogniser, url: location.href, opener, hovered: opener };
  const key = (mark, value) => value === null ? [] : [`${platform.platform}:${mark}${value}`];
  const names = (accounts) => accounts.flatMap(({ handle, id }) => [...key("@", handle), ...key("#", id)]);
  const pathOf = (element) => element ? [element, ...pathOf(element.parentElement)] : [];
  const describe = (element) => element.outerHTML.slice(0, 200);
  const found = [];
  const marked = [];
  document.querySelectorAll("*").forEach((element, number) => {
    element.number = number;
    const { expectAction, expectAccount, expectOn = "press", expectKeys, expectKeysAccount } = element.dataset ?? {};
    if (expectAction) marked.push([number, expectOn, expectAction, expectAccount.split(" ").sort()]);
    for (const pair of (expectKeys ?? "").split(" ").filter(Boolean)) {
      const [letter, action] = pair.split(":");
      marked.push([number, `key ${letter}`, action, [expectKeysAccount]]);
    }
    const { expectSend, expectNames } = element.dataset ?? {};
    for (const way of (expectSend ?? "").split(" ").filter(Boolean)) {
      marked.push([number, `send by ${way}`, "share", expectNames.split(" ").sort()]);
    }
  });
  const see = (number, way, sighting) => {
    const keys = [...new Set(names(sighting?.accounts ?? []))].sort();
    if (sighting?.action && keys.length) found.push([number, way, sighting.action, keys]);
  };
  const seen = new Set();
  for (const element of document.querySelectorAll("*")) {
    for (const way of ways) {
      const sighting = jaga.recognise(view, way, pathOf(element));
      const text = jaga.recogniseSending(view, platforms, way, pathOf(element));
      if (text?.sending.control === element) found.push([element.number, `send by ${way}`, "share", text.keys.sort()]);
      const name = `${sighting?.control.number} ${way}`;
      if (sighting && element.closest("[data-expect-none]")) see(element.number, `${way} from inside`, sighting);
      if (sighting && !seen.has(name)) {
        seen.add(name);
        see(sighting.control.number, way, sighting);
      }
    }
    for (const { key: letter, at } of platform.page.keys ?? []) {
      if (!element.matches("article") || at) continue; // what stands in the middle: test_keys.py
      see(element.number, `key ${letter}`, jaga.recogniseKey(view, letter, pathOf(element)));
    }
  }
  const text = {};
  for (const [number] of [...found, ...marked]) text[number] = describe(document.querySelectorAll("*")[number]);
  return { found, marked, text, own: names(jaga.readOwnAccounts(view)),
    markedOwn: [...document.querySelectorAll("[data-expect-own]")].map((element) => element.dataset.expectOwn) };
}
}
"""

OPEN_IN_FRAME = """
(url) => new Promise((done) => {
  const frame = document.querySelector("iframe");
  frame.addEventListener("load", done);
  frame.src = url;
})
"""


def page_url(html: str) -> str:
    """Return the address that an example page says it stands at."""
    found = re.search(r'data-expect-url="([^"]+)"', html)
    assert found, "an example says where it stands: <html data-expect-url=...>"
    return unescape(found.group(1))


def open_example(page: Page, example: Path) -> Frame:
    """Open an example where it says it stands, and return what holds it: the page, or a frame of the one around it."""
    html = example.read_text(encoding="utf-8")
    around = re.search(r'data-expect-around="([^"]+)"', html)
    if around is None:
        open_page(page, page_url(html), html, scripts=RECOGNITION + FILES)
        return page.main_frame
    open_example(page, example.with_name(f"{around.group(1)}.html"))
    page.route(page_url(html), lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.evaluate(OPEN_IN_FRAME, page_url(html))
    return page.main_frame.child_frames[0]


def ask_everywhere(frame: Frame, own: str) -> dict[str, Any]:
    """Ask every platform's recogniser at every element of the open page.

    Args:
        frame: the page.
        own: the platform whose page it is.

    Returns:
        ``answers`` by platform (found, marked, text, own, markedOwn); ``blind``: what *own* cannot read there;
        ``following``: whether *own* sees a followed profile where the page is marked so, and without the marked button.
    """
    answer: dict[str, Any] = frame.evaluate(ASK_EVERYWHERE, {"own": own, "ways": WAYS})
    return answer


def platform_of(example: Path) -> str:
    """Return the platform whose page an example is."""
    return example.parent.name.removesuffix(".examples")


def readable(rows: list[list[Any]], text: dict[str, str]) -> set[str]:
    """Return rows as lines that a person can compare."""
    return {f"{way} {action} {' '.join(keys)} at {number}: {text[str(number)]}" for number, way, action, keys in rows}


def name_of(example: Path) -> str:
    """Return the platform's and the example's name."""
    return f"{platform_of(example)}-{example.stem}"

"""Recognition: on every example page exactly the marked elements resolve, to the marked account, and nothing else.

An example marks a control with ``data-expect-action``, ``data-expect-account`` (keys; several authors, or handle and id
of one) and, when it is no press, ``data-expect-on``; a post with ``data-expect-keys`` ("l:like ...") and its account.
The page's own address stands in ``data-expect-url``, the post where an open menu was opened in ``data-expect-opener``,
the person's own account in ``data-expect-own``. From inside ``data-expect-none`` nothing resolves, not even what is
around it. A text that names accounts is marked where it is sent: ``data-expect-send`` (ways) and ``data-expect-names``.
A page that stands in a frame names the example around it, in whose first frame it is opened: ``data-expect-around``.
The button which says that the person follows the open profile is marked ``data-expect-following``.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.extension.page.scripts import PLATFORMS, guarded_platforms, open_page, script_source

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Page

RECOGNITION = script_source(but=("main.js", "hold.js", "dialog.js", "notice.js", "banner.js", "overlay.js"))
EXAMPLES = sorted(PLATFORMS.glob("*.examples/*.html"))
WAYS = ("press", "double", "enter", "ctrl_enter", "submit")

# Asks the recogniser at every element of the page, the way an event would, and tells what it found and what was marked.
ASK_EVERYWHERE = """
({ platform, ways, platforms }) => {
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
"""

# Whether the owner of the open profile is followed: as the page is, and without the button that is marked.
ASK_FOLLOWING = """
(platform) => {
  const view = { recogniser: jaga.makeRecogniser(platform), url: location.href, opener: null };
  const account = jaga.readUrl(view, location.href, "profile");
  const isFollowing = () => account !== null && jaga.isFollowing(view, account);
  const marked = [...document.querySelectorAll("[data-expect-following]")];
  const found = isFollowing();
  marked.forEach((button) => button.remove());
  return [found === (marked.length > 0), isFollowing()];
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
        open_page(page, page_url(html), html, scripts=RECOGNITION)
        return page.main_frame
    open_example(page, example.with_name(f"{around.group(1)}.html"))
    page.route(page_url(html), lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.evaluate(OPEN_IN_FRAME, page_url(html))
    return page.main_frame.child_frames[0]


def ask(page: Frame, platform: str) -> dict[str, Any]:
    """Ask a platform's recogniser at every element of the open page."""
    files = guarded_platforms()
    arguments = {"platform": files[platform], "ways": WAYS, "platforms": list(files.values())}
    answer: dict[str, Any] = page.evaluate(ASK_EVERYWHERE, arguments)
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


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_exactly_the_marked_elements_resolve(page: Page, example: Path) -> None:
    """Every mark is found with its account, nothing else resolves; so are who one is and whom one follows."""
    frame = open_example(page, example)
    answer = ask(frame, platform_of(example))

    found, marked = (readable(answer[part], answer["text"]) for part in ("found", "marked"))
    assert found == marked
    assert set(answer["own"]) == set(answer["markedOwn"])
    assert frame.evaluate(ASK_FOLLOWING, guarded_platforms()[platform_of(example)]) == [True, False]


def test_every_guarded_platform_has_examples_for_every_action() -> None:
    """No recogniser stands without proof: each action is marked at least once; where texts are sent, that is, too."""
    for platform, file in guarded_platforms().items():
        pages = [path.read_text(encoding="utf-8") for path in PLATFORMS.glob(f"{platform}.examples/*.html")]
        assert "controls" in file["page"] or any("data-expect-send=" in html for html in pages), platform
        for action in ("like", "comment", "share", "follow") if "controls" in file["page"] else ():
            assert any(f'data-expect-action="{action}"' in html for html in pages), f"{platform}: {action}"
        assert ("following" in file["page"]) == ("controls" in file["page"]), platform
        assert ("following" in file["page"]) == any("data-expect-following" in html for html in pages), platform

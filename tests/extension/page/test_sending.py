"""A text that is about to be sent: held when it names a listed account, on any platform, and forgotten at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import (
    ARUM,
    BIMA,
    NEIGHBOUR,
    PARTY,
    guard_entry,
    make_guard,
    open_guarded,
    store,
    warnings_file,
)
from tests.extension.page.scripts import guarded_platforms
from tests.extension.page.test_policy import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Page

# platform -> address, the editor with its surroundings, the button that sends
PLACES: dict[str, tuple[str, str]] = {
    "x": (
        "https://x.com/home",
        """<div data-testid="primaryColumn">
        <div id="box" data-testid="tweetTextarea_0" role="textbox" contenteditable="true"></div>
        <button id="send" data-testid="tweetButtonInline">Posting</button></div>""",
    ),
    "facebook": (
        "https://www.facebook.com/",
        """<form onsubmit="return false">
        <div id="box" role="textbox" contenteditable="true" aria-label="Komentari sebagai Laras"></div>
        <div id="send" role="button" tabindex="0" aria-label="Posting komentar"></div></form>""",
    ),
    "threads": (
        "https://www.threads.com/",
        """<div role="dialog">
        <div id="box" role="textbox" contenteditable="true" aria-placeholder="Apa yang baru?"></div>
        <div id="send" role="button" tabindex="0">Posting</div></div>""",
    ),
    "instagram": (
        "https://www.instagram.com/",
        """<form onsubmit="return false"><textarea id="box"></textarea>
        <div id="send" role="button" tabindex="0">Kirim</div></form>""",
    ),
    "tiktok": (
        "https://www.tiktok.com/@warung_bu_sri/video/7000000000000000001",
        """<div data-e2e="comment-text"><div id="box" contenteditable="true"></div></div>
        <button id="send" data-e2e="comment-post">Kirim</button>""",
    ),
    "whatsapp": (
        "https://web.whatsapp.com/",
        """<div id="main"><footer><div id="box" role="textbox" contenteditable="true" data-tab="10"></div>
        <button id="send" aria-label="Kirim"><span data-icon="wds-ic-send-filled"></span></button></footer></div>""",
    ),
    "telegram": (
        "https://web.telegram.org/a/",
        """<div id="editable-message-text" class="form-control" role="textbox" contenteditable="true"></div>
        <button id="send" class="Button send" title="Send Message">K</button>""",
    ),
}
BOX = "#box, #editable-message-text"
SITE = """<style>
  [contenteditable], textarea { display: block; min-height: 2em; width: 30em; white-space: pre-wrap }
  [role=button] { min-height: 1em }
</style>
<script>
  sent = []; seen = [];
  const box = () => document.querySelector("#box, #editable-message-text");
  const text = () => box().value ?? box().innerText;
  addEventListener("click", ({ target }) => { if (target.closest("#send")) sent.push(text()); });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && window.entersSend) { seen.push("Enter"); sent.push(text()); event.preventDefault(); }
  });
</script>"""
LINKS = {
    "another platform's profile": f"Lihat https://www.instagram.com/{ARUM.handle}/ ya",
    "a post": f"(x.com/{ARUM.handle}/status/1234567890)",
    "a leaving page": f"https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2F{ARUM.handle}",
}


def stored_for(platform: str, **settings: Any) -> dict[str, Any]:
    """Return the store of a page of *platform*: the candidates are on X and on Instagram."""
    stored = store(platform, **settings)
    sites = {site["domain"]: name for name, file in guarded_platforms().items() for site in file["sites"]}
    groups = [warnings_file("x"), warnings_file("instagram")]
    stored["warnings.grup-contoh"] = groups[0] | {"accounts": [row for group in groups for row in group["accounts"]]}
    for name in ("x", "instagram"):
        people = " ".join(f"@{person.handle}" for person in (ARUM, BIMA))
        guard = make_guard(guard_entry("candidate", people), guard_entry("party", f"@{PARTY.handle}"))
        stored |= {f"platform.{name}": guarded_platforms()[name], f"guard.{name}": guard}
    if platform not in ("x", "instagram"):
        del stored[f"guard.{platform}"]
    return stored | {f"platform.{name}": file for name, file in guarded_platforms().items()} | {"sites": sites}


def visit(page: Page, platform: str, text: str, *, enters_send: bool = False, **settings: Any) -> None:
    """Open a composer of *platform* and write *text* into it."""
    url, html = PLACES[platform]
    script = f"<script>entersSend = {json.dumps(enters_send)}</script>"
    open_guarded(page, url, f"<!doctype html><body>{html}{SITE}{script}", stored_for(platform, **settings))
    page.locator(BOX).click()
    page.wait_for_function("() => jaga.desk.state.status !== 'awake' || jaga.desk.state.lists.guards.has('instagram')")
    page.keyboard.insert_text(text)


def press_send(page: Page) -> None:
    """Press the button that sends."""
    page.locator("#send").click(force=True)


def sent(page: Page) -> list[str]:
    """Return what the site has sent."""
    page.wait_for_timeout(120)
    texts: list[str] = page.evaluate("() => sent")
    return texts


@pytest.mark.parametrize("platform", PLACES)
def test_a_link_to_a_listed_account_is_held_at_send(page: Page, platform: str) -> None:
    """Whatever the site: the words are about sharing, the name is the account's; going on sends once."""
    text = f"Lihat https://www.instagram.com/{ARUM.handle}/ ya"
    visit(page, platform, text)
    press_send(page)
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"instagram:@{ARUM.handle}", "share")
    assert ARUM.name in dialog.text
    assert sent(page) == []
    dialog.go_on()
    assert sent(page) == [text]


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
@pytest.mark.parametrize("text", LINKS.values(), ids=LINKS)
def test_every_kind_of_link_counts(page: Page, text: str, person: Any) -> None:
    """Written with or without a scheme, in brackets, behind a leaving page; both candidates alike."""
    visit(page, "whatsapp", text.replace(ARUM.handle, person.handle))
    press_send(page)
    assert (wait_for_dialog(page).key or "").endswith(f":@{person.handle}")
    assert sent(page) == []


def test_a_link_behind_other_words_counts(page: Page) -> None:
    """Editors make links of what was pasted: where they lead is read, too."""
    visit(page, "whatsapp", "")
    link = f'<a href="https://x.com/{ARUM.handle}">di sini</a>'
    page.evaluate("([box, link]) => { document.querySelector(box).innerHTML = link; }", [BOX, link])
    press_send(page)
    assert wait_for_dialog(page).key == f"x:@{ARUM.handle}"


@pytest.mark.parametrize(("platform", "held"), [("x", True), ("whatsapp", False)])
def test_a_mention_belongs_to_its_own_platform(page: Page, platform: str, held: bool) -> None:
    """An @name means somebody on the site where it is written, and nobody in a chat."""
    visit(page, platform, f"Terima kasih, @{ARUM.handle}!")
    press_send(page)
    if held:
        assert wait_for_dialog(page).key == f"x:@{ARUM.handle}"
    else:
        assert len(sent(page)) == 1
        assert find_dialog(page) is None


@pytest.mark.parametrize(
    "text",
    [
        f"https://x.com/{NEIGHBOUR.handle}",
        f"surat ke {ARUM.handle}@contoh.id",
        "x.com dan/atau instagram.com",
        f"https://x.com.contoh.id/{ARUM.handle}",
        f"{ARUM.name} menang",
        "",
    ],
)
def test_other_texts_pass(page: Page, text: str) -> None:
    """Nobody's, a mail address, no account, another site, a mere name."""
    visit(page, "x", text)
    press_send(page)
    assert sent(page) == [text]
    assert find_dialog(page) is None


def test_the_own_account_is_never_held(page: Page) -> None:
    """Who is signed in may name themselves."""
    visit(page, "x", f"@{ARUM.handle}")
    own = f'<a data-testid="AppTabBar_Profile_Link" href="/{ARUM.handle}">Profil</a>'
    page.evaluate("own => document.body.insertAdjacentHTML('beforeend', own)", own)
    press_send(page)
    assert len(sent(page)) == 1


@pytest.mark.parametrize("platform", ["whatsapp", "telegram", "facebook", "instagram", "tiktok"])
def test_enter_sends(page: Page, platform: str) -> None:
    """Held before the site sees the key; going on presses the button; Shift+Enter is a new line."""
    visit(page, platform, f"x.com/{ARUM.handle}", enters_send=True)
    page.keyboard.press("Enter")
    dialog = wait_for_dialog(page)
    assert page.evaluate("() => seen") == []
    dialog.go_on()
    assert len(sent(page)) == 1


def test_where_only_enter_sends_it_is_done_once_more(page: Page) -> None:
    """There is no button to press: the person is asked to send again, and exactly that one passes."""
    visit(page, "whatsapp", f"x.com/{ARUM.handle}", enters_send=True)
    page.evaluate("() => document.querySelector('#send').remove()")
    page.keyboard.press("Enter")
    wait_for_dialog(page).go_on()
    assert sent(page) == []
    page.locator(BOX).focus()
    page.keyboard.press("Enter")
    assert len(sent(page)) == 1
    page.keyboard.press("Enter")
    assert wait_for_dialog(page)
    assert len(sent(page)) == 1


def test_who_cancels_keeps_the_text(page: Page) -> None:
    """Nothing is sent, nothing is lost."""
    visit(page, "whatsapp", f"x.com/{ARUM.handle}")
    press_send(page)
    wait_for_dialog(page).cancel()
    assert sent(page) == []
    assert page.locator(BOX).inner_text() == f"x.com/{ARUM.handle}"


def test_a_text_that_was_changed_while_it_was_asked_about_is_not_sent(page: Page) -> None:
    """What was confirmed was another text."""
    visit(page, "whatsapp", f"x.com/{ARUM.handle}")
    press_send(page)
    dialog = wait_for_dialog(page)
    page.evaluate("([box, text]) => { document.querySelector(box).innerText = text; }", [BOX, f"x.com/{BIMA.handle}"])
    dialog.go_on()
    assert sent(page) == []


def test_a_party_is_told_of(page: Page) -> None:
    """Level inform: sent at once."""
    visit(page, "whatsapp", f"x.com/{PARTY.handle}")
    press_send(page)
    assert len(sent(page)) == 1
    assert find_dialog(page) is None


def test_asleep_nothing_is_read(page: Page) -> None:
    """Without employment no list is loaded and everything is sent."""
    visit(page, "whatsapp", f"x.com/{ARUM.handle}", employment=None)
    press_send(page)
    assert len(sent(page)) == 1


def test_nothing_of_the_text_is_kept_or_told(page: Page) -> None:
    """Not in a message, not in the store, not on the console."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    writes = "chrome.storage.local.set = (items) => { browser.messages.push(items); };"
    visit(page, "whatsapp", f"rahasia x.com/{ARUM.handle}")
    page.evaluate(f"() => {{ {writes} }}")
    press_send(page)
    wait_for_dialog(page).go_on()
    assert len(sent(page)) == 1
    assert page.evaluate("() => browser.messages") == []
    kept = page.evaluate("() => JSON.stringify([jaga.desk.guard.trail, jaga.desk.state.lists.platforms.length])")
    assert "rahasia" not in kept + " ".join(lines)


def row(text: str, *, ticked: bool) -> str:
    """Return a message of a chat in WhatsApp while messages are chosen."""
    tick = f'<div role="checkbox" tabindex="0" aria-checked="{str(ticked).lower()}">v</div>'
    return f'<div role="row">{tick}<span class="selectable-text copyable-text">{text}</span></div>'


def visit_forwarding(page: Page, *rows: str) -> None:
    """Open WhatsApp's dialog for forwarding, with the chosen messages behind it."""
    chat = f'<div data-scrolltracepolicy="wa.web.conversation.messages">{"".join(rows)}</div>'
    dialog = """<div role="dialog"><div id="box" data-tab="3" role="textbox" contenteditable="true"></div>
      <button id="send" aria-label="Kirim"><span data-icon="wds-ic-send-filled"></span></button></div>"""
    html = f"<!doctype html><body>{chat}{dialog}{SITE}"
    open_guarded(page, PLACES["whatsapp"][0], html, stored_for("whatsapp"))
    page.locator("[role='checkbox']").first.click()
    page.wait_for_function("() => jaga.desk.state.lists.guards.has('instagram')")


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_forwarding_a_message_that_names_a_listed_account_is_held(page: Page, person: Any) -> None:
    """Nothing was written here; what is ticked is sent, and sending it is sharing. Going on sends once."""
    visit_forwarding(page, row("Selamat pagi", ticked=True), row(f"Lihat x.com/{person.handle} ya", ticked=True))
    press_send(page)
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"x:@{person.handle}", "share")
    assert sent(page) == []
    dialog.go_on()
    assert len(sent(page)) == 1
    messages = page.evaluate("() => browser.messages")
    assert messages == []


@pytest.mark.parametrize(
    "rows",
    [
        (row(f"x.com/{ARUM.handle}", ticked=False), row("Selamat pagi", ticked=True)),
        (row(f"https://x.com/{NEIGHBOUR.handle}", ticked=True),),
        (row(f"Baca x.com/{ARUM.handle}…", ticked=True),),
    ],
    ids=["not ticked", "somebody else's", "shown in part"],
)
def test_forwarding_other_messages_passes(page: Page, rows: tuple[str, ...]) -> None:
    """What stays in the chat is not sent; an address that is cut off may be anybody's."""
    visit_forwarding(page, *rows)
    press_send(page)
    assert len(sent(page)) == 1
    assert find_dialog(page) is None


def test_the_other_lists_come_only_with_a_composer(page: Page) -> None:
    """Who only reads loads one list; the first focus in a text box brings the others, once."""
    url, html = PLACES["x"]
    open_guarded(page, url, f"<!doctype html><input id=search>{html}{SITE}", stored_for("x"))
    page.locator("#search").click()
    page.wait_for_timeout(100)
    assert page.evaluate("() => [...jaga.desk.state.lists.guards.keys()]") == ["x"]
    page.locator(BOX).focus()
    page.wait_for_function("() => jaga.desk.state.lists.guards.has('instagram')")


JUDGE_REPLY = """key => {
  const { state, guard } = jaga.desk;
  const held = { level: "hold", waived: null, isBlocked: false, step: { action: "comment", key } };
  const verdict = jaga.judgeText(state, guard.trail, "press", jaga.makePath(document.querySelector("#send")), held);
  return verdict && [verdict.level, verdict.isBlocked === true];
}"""


@pytest.mark.parametrize(
    ("key", "share", "verdict"),
    [
        (f"x:@{BIMA.handle}", "block", ["hold", True]),
        (f"x:@{BIMA.handle}", "hold", None),
        (f"instagram:@{ARUM.handle}", "block", None),
    ],
    ids=["names another, blocked", "names another, held", "names whom it answers"],
)
def test_a_held_reply_carries_no_blocked_link_along(page: Page, key: str, share: str, verdict: Any) -> None:
    """What may be gone on with is the reply; a link to somebody else in it is sharing, which the agency blocks."""
    visit(page, "x", LINKS["another platform's profile"])
    page.evaluate("policy => browser.change({ policy })", POLICY | {"levels": {"share": share}})
    page.wait_for_function(
        "() => jaga.desk.state.agency === 'BKD Contoh' && jaga.desk.state.lists.guards.has('instagram')"
    )

    assert page.evaluate(JUDGE_REPLY, key) == verdict

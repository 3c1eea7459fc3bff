"""Welcome, popup, options and report: what the person answers is kept, what is shown is true."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.api import CAMPAIGN_DAY
from tests.browser.axe import find_barriers
from tests.browser.chromium import wait_until
from tests.browser.content_world import POLICY, SHOW_POLICY
from tests.browser.dialog import wait_for_dialog
from tests.browser.sites import FRIEND, PAIRS, Person
from tests.browser.visits import open_feed, open_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

BADGE = """async () => {
  const [tab] = await chrome.tabs.query({ url: "https://x.com/*" });
  return chrome.action.getBadgeText({ tabId: tab.id });
}"""
TWITTER_TAKEN_BACK = """
  globalThis.asked = [];
  chrome.permissions.contains = async ({ origins }) => asked.length > 0 || !origins.join().includes("twitter");
  chrome.permissions.request = async ({ origins }) => {
    asked.push(...origins);
    chrome.storage.local.set({ health: {} }); // the page hears of a grant by permissions.onAdded, which nobody can send
    return true;
  };
"""
ALL = [pytest.param(site, person, id=f"{site}-{person.handle}") for site, people in PAIRS.items() for person in people]


@pytest.fixture
def newcomer(sleeping: Chromium, api: Api) -> Chromium:
    """Give the browser of somebody who has not answered yet; the server is that of the tests."""
    settings = {"employment": None, "language": "id", "server": api.origin, "today": CAMPAIGN_DAY, "prefetch": False}
    sleeping.save_settings(**settings)
    sleeping.forget("release", "guard.x", "guard.instagram", "guard.latihan", "levels")
    return sleeping


@pytest.fixture
def civil_servant(sleeping: Chromium, api: Api) -> Chromium:
    """Give the browser of a civil servant in the campaign."""
    sleeping.wake(api.origin)
    return sleeping


def open_extension_page(chromium: Chromium, name: str, *, width: int = 1280) -> Page:
    """Open a page of the extension in a tab and wait until its texts are there."""
    page = chromium.context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(chromium.extension_url(f"extension/pages/{name}.html"))
    page.locator("[data-text='name']").get_by_text("Jaga Jempol").wait_for()
    return page


def test_welcome_opens_after_installing(sleeping: Chromium) -> None:
    """The first thing that a person sees is the question who they are."""
    assert sleeping.extension_url("extension/pages/welcome.html") in sleeping.opened_at_start


@pytest.mark.parametrize("employment", ["pns", "spouse", "non_asn"])
def test_an_answer_on_the_welcome_page_wakes_the_extension(newcomer: Chromium, api: Api, employment: str) -> None:
    """After the answer the list is fetched, and the practice page is offered."""
    page = open_extension_page(newcomer, "welcome")

    page.locator(f"label:has(input[value='{employment}'])").click()
    page.get_by_role("button", name="Simpan jawaban").click()

    page.get_by_text("Jaga Jempol berjaga.").wait_for()
    assert newcomer.stored("settings")["employment"] == employment
    wait_until(lambda: newcomer.is_loaded(api.origin), "the list after the answer")
    assert page.locator("a[data-practice]").get_attribute("href") == f"{api.origin}/latihan"


def test_whoever_is_no_civil_servant_is_left_alone(newcomer: Chromium, api: Api) -> None:
    """Saying "none of these" is an answer too: the extension sleeps and asks for nothing."""
    before = len(api.recorder.requests)
    page = open_extension_page(newcomer, "welcome")

    page.locator("label:has(input[value=''])").click()
    page.get_by_role("button", name="Simpan jawaban").click()

    page.get_by_text("Jaga Jempol tidur.").wait_for()
    page.wait_for_timeout(300)
    assert newcomer.stored("settings")["employment"] is None
    assert api.recorder.paths(before) == []


def test_the_welcome_page_speaks_english_when_asked(newcomer: Chromium) -> None:
    """Indonesian comes first; one press changes it, and the choice is kept."""
    page = open_extension_page(newcomer, "welcome")
    assert page.evaluate("() => document.documentElement.lang") == "id"

    page.get_by_role("button", name="English").click()

    page.get_by_role("heading", name="What is your employment?").or_(
        page.get_by_text("What is your employment?")
    ).wait_for()
    assert newcomer.stored("settings")["language"] == "en"


def test_the_popup_says_that_the_extension_sleeps(newcomer: Chromium) -> None:
    """Asleep, it says so and leads to the question."""
    page = open_extension_page(newcomer, "popup")

    page.get_by_text("Tidur", exact=True).wait_for()
    assert page.get_by_role("link", name="Jawab dan mulai berjaga").is_visible()


def test_the_popup_says_how_fresh_the_list_is(civil_servant: Chromium) -> None:
    """On guard: the day of the list and the test date are shown."""
    page = open_extension_page(civil_servant, "popup")

    page.get_by_text("Berjaga", exact=True).wait_for()
    page.get_by_text("Tanggal uji: 15 Januari 2024").wait_for()
    page.get_by_text("Daftar per").wait_for()


@pytest.fixture
def popup(civil_servant: Chromium) -> Iterator[Any]:
    """Give a way to open the real popup over the tab in front and read what it says; it is closed at the end."""
    read = """() => chrome.extension.getViews({ type: "popup" }).map((view) => view.document.body.innerText)[0] ?? ""
    """

    def say() -> str:
        said: str = civil_servant.control.evaluate(read)
        return said

    def open_over(page: Page, *expected: str) -> str:
        page.bring_to_front()
        civil_servant.control.evaluate("() => chrome.action.openPopup()")
        wait_until(lambda: all(text in say() for text in expected), f"the popup to say {expected!r}")
        return say()

    yield open_over
    civil_servant.control.evaluate("() => chrome.extension.getViews({ type: 'popup' }).forEach((view) => view.close())")


@pytest.mark.parametrize(("site", "person"), ALL)
def test_the_popup_says_that_a_listed_page_is_listed(
    civil_servant: Chromium, popup: Any, site: str, person: Person
) -> None:
    """Whose profile it is, in which contest, in which phase."""
    visit = open_profile(civil_servant, site, person)

    said = popup(visit.page, "Ada dalam daftar", person.owner, "Presiden")

    assert "kampanye" in said.lower()


@pytest.mark.parametrize("site", PAIRS)
def test_the_popup_says_that_another_page_is_not(civil_servant: Chromium, popup: Any, site: str) -> None:
    """Somebody who is not on the list."""
    visit = open_profile(civil_servant, site, FRIEND)

    assert "Presiden" not in popup(visit.page, "tidak ada dalam daftar")


def test_a_page_that_is_not_recognised_is_said_marked_and_counted(civil_servant: Chromium, popup: Any) -> None:
    """Mark, popup and count; the settings show the count and erase it, and nothing else with it."""
    links = "".join(f"<a href='/{FRIEND.handle}/status/{number}'>{number}</a>" for number in range(1, 4))
    page = civil_servant.open(f"https://x.com/{FRIEND.handle}", f"<!doctype html><title>X</title><main>{links}</main>")
    page.bring_to_front()
    counted = {"x.page.profile": 1}
    wait_until(lambda: civil_servant.stored("health") == counted, "the count to grow", seconds=40)
    wait_until(lambda: civil_servant.control.evaluate(BADGE) == "?", "the mark")
    assert "mungkin tidak ditahan" in popup(page, "belum dikenali")

    options = open_extension_page(civil_servant, "options")
    options.get_by_text("x, profile: seluruh halaman tidak dikenali, 1 kali").wait_for()
    options.get_by_role("button", name="Hapus hitungan").click()
    options.locator("#no_counts:focus").get_by_text("Belum ada.").wait_for()
    assert civil_servant.stored("health") is None
    assert civil_servant.stored("settings")["employment"] == "pns"


def open_managed_page(chromium: Chromium, name: str, policy: dict[str, Any] = POLICY) -> Page:
    """Open a page of the extension that finds *policy* in the store."""
    page = chromium.context.new_page()
    page.add_init_script(f"({SHOW_POLICY})({json.dumps(policy)})")
    page.goto(chromium.extension_url(f"extension/pages/{name}.html"))
    page.get_by_text(policy["agency"]).first.wait_for()
    return page


def test_what_an_agency_has_set_is_locked_under_its_name_and_told(civil_servant: Chromium) -> None:
    """Disabled and described; the rest stays free, and a change writes nothing of the agency's into the own choices."""
    page = open_managed_page(civil_servant, "options", POLICY | {"settings": {"employment": "pns", "prefetch": True}})
    for control in ("#employment input[value=pns]", "#prefetch"):
        assert page.locator(control).is_disabled()
    assert page.locator("#ask_again").is_enabled()
    described = page.get_by_role("checkbox", name="Ambil semua teks peringatan")
    expect(described).to_have_accessible_description(re.compile("Diatur oleh BKD Contoh .+"))
    told = page.get_by_role("region", name="Instansi Anda")
    for words in ("Pekerjaan: PNS", "tidak diizinkan di perangkat ini", "tidak diberi tahu apa pun"):
        assert words in told.inner_text()
    assert told.get_by_role("link").get_attribute("href") == POLICY["contact"]

    page.get_by_label("Kapan ditanya lagi").select_option("Sesudah 1 jam")
    wait_until(lambda: civil_servant.stored("settings")["ask_again_minutes"] == 60, "the own choice to be kept")
    assert civil_servant.stored("settings")["prefetch"] is False

    page.evaluate("() => { chrome.storage.local.remove = async (names) => { globalThis.removed = names; }; }")
    page.get_by_role("button", name="Hapus semua").click()
    page.get_by_text("Yang diatur BKD Contoh di perangkat ini tetap berlaku").wait_for()
    page.get_by_role("button", name="Hapus", exact=True).click()
    removed = page.wait_for_function("() => globalThis.removed").json_value()
    assert "settings" in removed
    assert "policy" not in removed


def test_whose_employment_is_set_is_told_so_and_not_asked(civil_servant: Chromium) -> None:
    """On the welcome page; the popup names the agency."""
    page = open_managed_page(civil_servant, "welcome")
    page.get_by_text("Pekerjaan Anda sudah diatur oleh BKD Contoh: PNS.").wait_for()
    assert page.get_by_text("kecuali yang tidak diizinkan BKD Contoh").is_visible()
    assert page.get_by_role("button", name="Simpan jawaban").count() == 0
    assert open_managed_page(civil_servant, "popup").get_by_text("Diatur oleh BKD Contoh").is_visible()


def test_a_site_that_was_taken_back_is_asked_for_with_its_platform_alone(civil_servant: Chromium) -> None:
    """Only a person can take a site back, so the browser's answer is made up here; what it is asked for is not."""
    page = civil_servant.context.new_page()
    page.add_init_script(TWITTER_TAKEN_BACK)
    page.goto(civil_servant.extension_url("extension/pages/options.html"))
    page.get_by_role("checkbox", name="X Belum dijaga sepenuhnya").wait_for()
    assert page.get_by_role("button", name="Beri izin untuk").all_inner_texts() == ["Beri izin untuk X"]

    page.get_by_role("button", name="Beri izin untuk X").click()

    page.get_by_role("checkbox", name="X Dijaga, 6 situs").wait_for()
    assert {urlsplit(origin).netloc for origin in page.evaluate("() => asked")} == {
        *("x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com")
    }
    assert page.get_by_role("button", name="Beri izin").all_inner_texts() == []


def test_everything_stored_can_be_seen_and_taken_along(civil_servant: Chromium, api: Api) -> None:
    """The region that was just named, raw, and in a file that holds both stores whole; nothing of it is sent."""
    before = len(api.recorder.requests)
    page = open_extension_page(civil_servant, "options")
    page.get_by_label("Provinsi").select_option("Aceh")
    page.get_by_label("Kabupaten atau kota").select_option("Aceh Selatan (Kabupaten)")
    page.get_by_text("Tersimpan.").wait_for()

    wait_until(lambda: civil_servant.stored("settings").get("region") == "wil:11.01", "the region to be kept")
    page.get_by_text("Jawaban dan pengaturan Anda").click()
    page.locator("pre", has_text='"region": "wil:11.01"').wait_for()
    with page.expect_download() as made:
        page.get_by_role("button", name="Unduh semuanya").click()
    page.get_by_text("Berkas sudah dibuat.").wait_for()

    taken = json.loads(made.value.path().read_text(encoding="utf-8"))
    for area in ("local", "session"):
        assert taken[area] == civil_servant.control.evaluate(f"() => chrome.storage.{area}.get(null)")
    assert taken["settings"]["region"] == "wil:11.01"
    assert taken["local"]["guard.x"]["marks"]
    assert find_barriers(page) == []
    assert api.recorder.paths(before) == []


def test_an_objection_is_written_beside_the_held_action(civil_servant: Chromium, api: Api) -> None:
    """A real press: the right listing, a text to change and to pass on, nothing sent, the action still held."""
    visit = open_feed(civil_servant, "x", PAIRS["x"][0])
    visit.click("like")
    dialog = wait_for_dialog(visit.page)
    marked = {"keys": [dialog.key], "owner": "<b>Palsu</b>", "subject": "party", "contest": "palsu"}
    civil_servant.store(**{"warnings.palsu": {"group": "palsu", "contests": {}, "accounts": [marked]}})
    release = civil_servant.stored("release")
    civil_servant.store(release=release | {"contacts": ["mailto:a@daftar.example", "https://daftar.example/formulir"]})
    before = len(api.recorder.requests)

    with civil_servant.context.expect_page() as opened:
        dialog.press("Daftar ini salah?")
    page = opened.value
    page.get_by_text("Tindakan Anda (menyukai) masih ditahan").wait_for()

    listing = page.locator("#listing").inner_text()
    assert dialog.key in listing
    assert PAIRS["x"][0].owner in listing
    assert "Hari ini: masa kampanye" in listing
    assert "<b>Palsu</b> · partai politik" in listing
    text = page.get_by_label("Teks keberatan")
    text.press_sequentially("Halo. ")
    page.get_by_label("Ada akun yang belum dicatat").check()
    assert dialog.key not in text.input_value()
    page.get_by_label("Akun ini tidak seharusnya dicatat").check()
    assert "Halo. " in text.input_value()
    assert dialog.key in text.input_value()
    mail = page.get_by_role("link", name="Kirim lewat surel").get_attribute("href")
    assert mail is not None
    assert parse_qs(urlsplit(mail).query)["body"] == [text.input_value().replace("\n", "\r\n")]
    assert page.get_by_role("link", name="Buka formulir").get_attribute("href") == "https://daftar.example/formulir"
    page.get_by_role("button", name="Salin teks").click()
    page.get_by_text("Teks sudah disalin.").wait_for()
    assert find_barriers(page) == []

    assert api.recorder.paths(before) == []
    assert visit.ran() == {}
    visit.page.bring_to_front()
    wait_for_dialog(visit.page).cancel()
    civil_servant.forget("warnings.palsu")
    civil_servant.store(release=release)

"""What the server learns, read from its own record of every request that it received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.api import start_api
from tests.browser.chromium import wait_until
from tests.browser.dialog import wait_for_dialog
from tests.browser.record import GROUP, RELEASE_PATHS, find_own_headers, find_words
from tests.browser.sites import PAIRS, Person
from tests.browser.visits import ACTIONS, Visit, open_for, open_profile, profile, profile_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

NEWER_ROOTS = {"/v1/release/metadata/2.root.json"}
EVERYONE = (*sites.X_PAIRS, *sites.INSTAGRAM_PAIRS, sites.NEIGHBOUR, sites.FRIEND)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Give an API that nobody but the extension of this module talks to, so that its whole record counts."""
    running = start_api(tmp_path_factory.mktemp("api"))
    yield running
    running.stop()


def tell_tales() -> set[str]:
    """Return every text that would tell which page somebody was on: handles, names, ids, addresses, titles."""
    words = {"x.com", "twitter", "instagram", "/status/", sites.VIEWER, "beranda"}
    return words | {word for person in EVERYONE for word in (person.handle, person.name, person.id)}


@pytest.mark.parametrize(
    ("site", "person"), [pytest.param(s, p, id=f"{s}-{p.handle}") for s in PAIRS for p in PAIRS[s]]
)
def test_a_missing_group_is_asked_for_at_the_visit(awake: Chromium, api: Api, site: str, person: Person) -> None:
    """Opening a listed profile fetches its group's warnings before any click; the click then asks for nothing."""
    awake.forget_groups()
    before = len(api.recorder.requests)

    # Not `open_profile`: it asks the page how it is, and the answer would need the words too.
    visit = Visit(awake.open(profile_url(site, person), profile(site, person)), site, person)
    wait_until(awake.fetched_groups, "the warnings of the group to be stored")
    asked = api.recorder.paths(before)
    visit.click("follow")
    dialog = wait_for_dialog(visit.page)

    assert [GROUP.fullmatch(path) is not None for path in asked] == [True], asked
    assert awake.fetched_groups() == {path.rsplit("/", 1)[1] for path in asked}
    assert api.recorder.paths(before) == asked
    assert person.handle not in " ".join(asked)
    assert "Presiden" in dialog.text


def test_all_pairs_ask_for_the_same_group(awake: Chromium, api: Api) -> None:
    """Which of the rivals was visited cannot be told from the group that is asked for."""
    groups = set()
    for site, people in PAIRS.items():
        for person in people:
            awake.forget_groups()
            before = len(api.recorder.requests)
            open_profile(awake, site, person)
            wait_until(awake.fetched_groups, "the warnings of the group to be stored")
            groups.add(tuple(api.recorder.paths(before)))

    assert len(groups) == 1, groups


def test_no_request_tells_what_was_visited(awake: Chromium, api: Api) -> None:
    """Every action, on each of the pairs and somebody else: no handle, name, address or title stands in a request."""
    awake.forget_groups()
    for site, people in PAIRS.items():
        for action, person in zip(ACTIONS, (*people, people[0]), strict=True):
            for somebody in (person, sites.FRIEND):
                visit = open_for(awake, site, somebody, action)
                visit.click(action)
                visit.page.close()
    awake.forget_groups()
    open_profile(awake, "x", sites.X_PAIRS[0])
    wait_until(awake.fetched_groups, "the warnings of the group to be stored")

    requests = api.recorder.requests
    assert any(GROUP.fullmatch(request.path) for request in requests)
    assert find_words(tell_tales(), requests) == set()


def test_requests_carry_nothing_of_the_person(awake: Chromium, api: Api) -> None:
    """Only GET of allowed paths, no query, no body, no cookie, no referrer, no header but the browser's own."""
    awake.forget_groups()
    open_profile(awake, "instagram", sites.INSTAGRAM_PAIRS[0])
    wait_until(awake.fetched_groups, "the warnings of the group to be stored")

    for request in api.recorder.requests:
        assert RELEASE_PATHS.fullmatch(request.path), request.path
        assert (request.method, request.query, request.body) == ("GET", "", b"")
        assert find_own_headers(request) == set()


def test_the_page_shows_exactly_what_the_server_saw(awake: Chromium, api: Api) -> None:
    """Every request since the record was erased, in words and as it was; and it can be erased there."""
    awake.control.evaluate("() => chrome.runtime.sendMessage({ type: 'forget_sent' })")
    since = len(api.recorder.requests)
    awake.forget_groups()
    open_profile(awake, "x", sites.X_PAIRS[1])
    wait_until(awake.fetched_groups, "the warnings of the group to be stored")
    awake.control.evaluate("() => chrome.runtime.sendMessage({ type: 'update_now' })")
    saw = [f"GET {api.origin}{path} → {404 if path in NEWER_ROOTS else 200}" for path in api.recorder.paths(since)][
        -100:
    ]

    page = awake.open(awake.extension_url("extension/pages/sent.html"))
    read = "items => items.map(item => item.textContent.split(' ').slice(1).join(' '))"
    wait_until(
        lambda: page.locator("#days code").evaluate_all(read)[::-1] == saw, "the page to show what the server saw"
    )
    visit = page.locator("li", has_text="Karena akun dalam daftar tampil di halaman").first.inner_text()
    assert "Mengambil teks peringatan satu kelompok pemilihan" in visit
    assert "Jaga Jempol tidak menyertakan kuki" in visit

    before = len(api.recorder.requests)
    page.get_by_role("button", name="Hapus catatan").click()
    page.get_by_text("Catatan sudah dihapus.").wait_for()
    assert (awake.stored("sent"), page.locator("#days li").count()) == (None, 0)
    assert api.recorder.paths(before) == []


def test_with_prefetch_no_request_follows_a_visit(awake: Chromium, api: Api) -> None:
    """Once the groups are here, neither a visit nor a click asks for anything."""
    open_profile(awake, "x", sites.X_PAIRS[0])
    wait_until(awake.fetched_groups, "the warnings of the group to be stored")
    before = len(api.recorder.requests)

    for site, people in PAIRS.items():
        for person in people:
            visit = open_for(awake, site, person, "like")
            visit.click("like")
            wait_for_dialog(visit.page)

    assert api.recorder.paths(before) == []

"""A page with the page scripts running in it and a memory store behind them: who is listed, on which day, for whom."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.domain.elections import Phase
from server.domain.warnings import Action, Employment, Subject, choose_rule
from server.domain.wording_format import to_release_json
from server.warnings.rule_files import load_wording
from tests.browser.sites import Person
from tests.extension.page.scripts import guarded_platforms, open_page, script_source

if TYPE_CHECKING:
    from playwright.sync_api import Page

# An invented contest: two rivals, a party, a team; always alike.
ARUM = Person("arum_lestari_7", "Arum Lestari", "70000007")
BIMA = Person("bima_pratama_9", "Bima Pratama", "90000009")
PARTY = Person("partai_contoh", "Partai Contoh", "50000005")
NEIGHBOUR = Person("warung_bu_sri", "Warung Bu Sri", "42000042")
CONTEST = "pemilihan-contoh"
DAY = "2026-11-20"
FAKE_BROWSER = (Path(__file__).parent / "fake_browser.js").read_text(encoding="utf-8")


@cache
def wording() -> dict[str, Any]:
    """Return the project's own wording as a release holds it."""
    return to_release_json(load_wording())


@cache
def levels(employment: str = "pns") -> dict[str, Any]:
    """Return the table of levels that the background derives for one person."""
    rules, status = load_wording().rules, Employment(employment)
    return {
        subject: {
            phase: {action: choose_rule(rules, subject, phase, action, status).level for action in Action}
            for phase in Phase
        }
        for subject in Subject
    }


def guard_entry(subject: str, keys: str, **others: Any) -> dict[str, Any]:
    """Return an entry of the list with its contest's phases, for ``make_guard``: in the campaign on ``DAY``."""
    entry = {
        "contest": CONTEST, "group": "grup-contoh", "subject": subject, "from": None, "to": None,
        "utc_offset_minutes": 420, "phases": [["kampanye", "2026-11-01", "2026-11-30"]], "keys": keys,
    }  # fmt: skip
    return entry | others


def make_guard(*entries: dict[str, Any]) -> dict[str, Any]:
    """Return ``guard.<platform>`` as the background stores it (extension/background/derive.js)."""
    calendars: list[Any] = []
    lines: list[str] = []
    stored = []
    for number, entry in enumerate(entries):
        kept = {name: value for name, value in entry.items() if name not in ("keys", "phases")}
        if entry["phases"] not in calendars:
            calendars.append(entry["phases"])
        stored.append(kept | {"calendar": calendars.index(entry["phases"])})
        lines += _mark_lines(entry["keys"], number)
    return {"calendars": calendars, "entries": stored, "marks": "".join(sorted(lines))}


def _mark_lines(keys: str, number: int) -> list[str]:
    pairs = [token.partition("#") for token in keys.split()]
    by_handle = [f"{handle} {number} {key_id}".rstrip() + "\n" for handle, _, key_id in pairs if handle]
    return by_handle + [f"#{key_id} {number}\n" for _, _, key_id in pairs if key_id]


def account(platform: str, person: Person, subject: str, role: str) -> dict[str, Any]:
    """Return one account of the group's file."""
    keys = [f"{platform}:@{person.handle}"] + ([f"x:#{person.id}"] if platform == "x" else [])
    return {"keys": keys, "owner": person.name, "subject": subject, "role": role, "contest": CONTEST}


def warnings_file(platform: str) -> dict[str, Any]:
    """Return the group's file: the same three owners on one platform."""
    people = ((ARUM, "candidate", "calon_bupati"), (BIMA, "candidate", "calon_bupati"), (PARTY, "party", "partai"))
    contest = {"name": {"id": "Pemilihan Contoh", "en": "Sample Election"}, "utc_offset_minutes": 420, "phases": []}
    accounts = [account(platform, *person) for person in people]
    return {"format": 1, "group": "grup-contoh", "contests": {CONTEST: contest}, "accounts": accounts}


def store(platform: str, **changed: Any) -> dict[str, Any]:
    """Return what the background has stored for a PNS; *changed* replaces settings."""
    # Always ask, so that a test may act twice; test_manner.py has the default.
    settings = {"employment": "pns", "language": "id", "server": "http://127.0.0.1:8000", "ask_again_minutes": 0}
    mark = "@{0.handle}#{0.id}" if platform == "x" else "@{0.handle}"
    candidates = guard_entry("candidate", " ".join(mark.format(person) for person in (ARUM, BIMA)))
    return {
        "settings": settings | {"today": DAY} | changed,
        "sites": {"x.com": "x", "instagram.com": "instagram", "127.0.0.1": "latihan"},
        "levels": levels(),
        "wording": wording(),
        f"platform.{platform}": guarded_platforms()[platform],
        f"guard.{platform}": make_guard(candidates, guard_entry("party", mark.format(PARTY))),
        "warnings.grup-contoh": warnings_file(platform),
    }


def open_guarded(page: Page, url: str, html: str, stored: dict[str, Any], *, delay_ms: int = 0) -> None:
    """Open *html* at *url* with the page scripts running, and wait until they have read the store."""
    set_up = f"Object.assign(browser.stored, {json.dumps(stored)}); browser.delayMs = {delay_ms};"
    open_page(page, url, html, scripts=f"{FAKE_BROWSER}\n{set_up}\n{script_source()}")
    if delay_ms == 0:
        page.wait_for_function("() => jaga.desk.state.status !== 'loading'")

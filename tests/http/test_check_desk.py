"""The desk that answers checks: the same as the list says, remembered for a while, never beyond its bounds."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING

import pytest

from server.accounts.list_reader import load_account_list
from server.accounts.served_release import MemoryRelease
from server.domain.account_key import AccountKey
from server.domain.elections import Phase
from server.domain.listings import ListingIndex
from server.domain.warnings import Action, Employment, Language
from server.http import check_desk
from server.http.check_desk import CheckDesk
from server.ops.clock import StoppedClock
from server.warnings.check import check_account
from server.warnings.check_request import CheckRequest
from server.warnings.rule_files import load_wording
from tests.accounts.list_samples import SAMPLE, platforms
from tests.http.samples import NOW, sample_state

if TYPE_CHECKING:
    from server.ops.clock import Clock

SATU = AccountKey("x", "@calon_satu")


class MovableClock:
    """A clock that stands until a test moves it."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant

    def choose_today(self, utc_offset_minutes: int) -> date:
        """Return the day in that time zone."""
        return StoppedClock(self.instant).choose_today(utc_offset_minutes)


def make_desk(release: MemoryRelease | None = None, *, entries: int = 8, clock: Clock | None = None) -> CheckDesk:
    """Return a desk with the sample release."""
    return CheckDesk(release or MemoryRelease(sample_state()), clock or StoppedClock(NOW), entries=entries, seconds=300)


def test_it_answers_as_the_list_does() -> None:
    """Every key, on days of every phase, every action, employment and language: the release loses nothing."""
    index = ListingIndex.from_list(load_account_list(SAMPLE, platforms()))
    wording, desk, clock = load_wording(), make_desk(), StoppedClock(NOW)
    days = {period.starts for listing in index.listings for period in listing.contest.phases} | {NOW.date()}

    for key, on, action, (employment, lang) in product(
        index.by_key, sorted(days), Action, zip(Employment, [*Language] * 2, strict=True)
    ):
        request = CheckRequest(key=key, on=on, action=action, employment=employment, lang=lang)
        expected = check_account(index, platforms(), wording, request, clock.choose_today).to_json()
        assert json.loads(desk.answer(request)) == expected


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[CheckRequest]:
    """Return the requests that are really worked out, in their order."""
    asked: list[CheckRequest] = []

    def count(index: object, known: object, wording: object, request: CheckRequest, today: object) -> object:
        asked.append(request)
        return check_account(index, known, wording, request, today)  # type: ignore[arg-type]

    monkeypatch.setattr(check_desk, "check_account", count)
    return asked


def test_the_same_question_is_worked_out_once(counted: list[CheckRequest]) -> None:
    """However it was spelled: the desk sees parsed requests."""
    desk = make_desk()

    answers = {desk.answer(CheckRequest(key=SATU)) for _ in range(3)}

    assert len(answers) == len(counted) == 1


def test_another_day_or_release_is_another_question(counted: list[CheckRequest]) -> None:
    """At midnight, and when a release arrives, nothing old is told."""
    release, request = MemoryRelease(sample_state()), CheckRequest(key=SATU)
    clock = MovableClock(NOW)
    desk = make_desk(release, clock=clock)
    desk.answer(request)

    clock.instant = datetime(2031, 1, 15, 16, 0, tzinfo=UTC)  # midnight in Makassar, still the 15th in Jakarta
    assert json.loads(desk.answer(request))["on"] == "2031-01-16"
    release.state = replace(sample_state())
    desk.answer(request)

    assert len(counted) == 3


def test_the_memory_has_its_bound() -> None:
    """Whoever asks for many different things only makes the desk forget."""
    desk = make_desk(entries=4)

    for number in range(50):
        desk.answer(CheckRequest(url=f"https://x.com/akun_{number}"))

    assert desk._book is not None
    assert len(desk._book.answers) == 4


def test_many_threads_leave_it_whole() -> None:
    """Eight threads on a small memory: every answer is right, and the memory still works afterwards."""
    desk = make_desk(entries=4)
    requests = [CheckRequest(url=f"https://x.com/akun_{number % 9}") for number in range(900)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(desk.answer, requests))

    assert [json.loads(answer)["key"] for answer in answers] == [f"x:@akun_{number % 9}" for number in range(900)]
    assert desk._book is not None
    assert len(desk._book.answers) == 4
    assert json.loads(desk.answer(CheckRequest(key=SATU)))["phase"] == Phase.KAMPANYE

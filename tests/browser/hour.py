"""An hour with the extension, minute by minute: what a signed-in civil servant does on a device of their agency.

Each step says what it may make the browser ask for; nothing else may stand in the record of its time (hour_record.py).
In the short form the alarms are rung by hand. In the long one every step waits for its minute, and they ring
by themselves.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tests.browser import sites
from tests.browser.api import ROOT
from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog, find_words, wait_for_dialog
from tests.browser.test_practice import RIVALS, control
from tests.browser.test_whole_flow import open_own_page
from tests.browser.visits import open_feed, open_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from tests.browser.hour_world import World

EXAMPLES = {
    "bluesky": "feed",
    "facebook": "feed",
    "instagram": "feed",
    "telegram": "k_chat",
    "threads": "feed",
    "tiktok": "foryou",
    "whatsapp": "chat",
    "x": "timeline",
    "youtube": "watch",
}
"""One page of each guarded site, all of invented people."""
PRESSED = "[data-expect-action], [data-expect-send='press']"
"""What example pages mark as doing something, or as sending something to somebody."""

RING = "name => chrome.alarms.create(name, { when: Date.now() })"
RELOAD = "() => chrome.send('reloadPolicies')"
NOTHING: frozenset[str] = frozenset()
RELEASE, GROUP, POLICY = frozenset({"release"}), frozenset({"group"}), frozenset({"policy"})


@dataclass(frozen=True)
class Step:
    """What happens in one minute of the hour, and the kinds of requests that may follow from it."""

    minute: int
    name: str
    act: Callable[[World], None]
    may_ask: frozenset[str] = NOTHING
    is_alarm: bool = False


@dataclass(frozen=True)
class Moment:
    """A step and the requests, counted from the first of the record, that came from its beginning to its end."""

    step: Step
    requests: range


def live(world: World, minutes: float, steps: tuple[Step, ...]) -> Iterator[Moment]:
    """Go through the steps; gives each as soon as it is over.

    Args:
        world: where it happens.
        minutes: how long the hour lasts; 0: no step waits for its minute, and the alarms are rung.
        steps: by minute.
    """
    began, first = time.monotonic(), 0
    for step in steps:
        due = began + step.minute * minutes
        while (left := due - time.monotonic()) > 0:
            world.chromium.control.wait_for_timeout(min(left, 60) * 1000)
        if not (minutes and step.is_alarm):
            step.act(world)
        yield Moment(step, range(first, first := len(world.api.recorder.requests)))


def start(world: World) -> None:
    """Wait for the list: the device says which rule counts, nobody has to answer."""
    wait_until(lambda: world.chromium.is_loaded(world.api.origin), "the list")


def sign_in(world: World) -> None:
    """Sign in through the agency's provider."""
    page = world.chromium.control
    page.click("#sign_in_list")
    page.click("#sign_in_agencies button")
    wait_until(lambda: world.chromium.stored("enrolment"), "the enrolment")
    wait_for_policy(world, None)


def wait_for_policy(world: World, before: str | None) -> None:
    """Wait until the policy has been asked for, and answered, since *before*."""

    def is_asked() -> bool:
        asked = (world.chromium.stored("policy_state") or {}).get("asked")
        return asked is not None and asked["checked_at"] != before

    wait_until(is_asked, "the policy to be asked for")
    asked = world.chromium.stored("policy_state")["asked"]
    assert asked["problem"] is None, asked


def ring_policy(world: World) -> None:
    """Let the alarm of the policy ring."""
    before = world.chromium.stored("policy_state")["asked"]["checked_at"]
    world.chromium.control.evaluate(RING, "update_policy")
    wait_for_policy(world, before)


def ring_release(world: World) -> None:
    """Let the alarm of the release ring."""
    before = world.chromium.stored("release")["checked_at"]
    world.chromium.control.evaluate(RING, "update_release")
    wait_until(lambda: world.chromium.stored("release")["checked_at"] != before, "the release to be asked for")
    assert world.chromium.stored("release")["problem"] is None


def ring_prefetch(world: World) -> None:
    """Let the alarm ring that fetches every group ahead of time."""
    wanted = sum(name.startswith("warnings/") for name in world.chromium.stored("release")["targets"])
    world.chromium.control.evaluate(RING, "prefetch_warnings")
    wait_until(lambda: len(world.chromium.fetched_groups()) == wanted, f"{wanted} groups")


def act_on(site: str, number: int, world: World) -> None:
    """On a post of one of the three pairs: a like taken back, a comment gone on with, a share that is not allowed."""
    visit = open_feed(world.chromium, site, sites.PAIRS[site][number])
    visit.click("like")
    wait_for_dialog(visit.page).cancel()
    visit.click("comment")
    wait_for_dialog(visit.page).go_on()
    visit.click("share")
    assert wait_for_dialog(visit.page).action == "share"
    visit.page.keyboard.press("Escape")
    assert visit.ran() == {"comment": 1}
    visit.page.close()


def follow(site: str, number: int, world: World) -> None:
    """Follow one of the three pairs; the agency has it only said."""
    visit = open_profile(world.chromium, site, sites.PAIRS[site][number])
    visit.click("follow")
    assert visit.wait_until_ran() == {"follow": 1}
    wait_until(lambda: find_words(visit.page, "status"), "the notice")
    visit.page.close()


def like_party(number: int, world: World) -> None:
    """Open the profile of one party of each coalition, and like what it says."""
    visit = open_profile(world.chromium, "x", sites.X_PARTIES[number])
    visit.click("like")
    assert visit.wait_until_ran() == {"like": 1}
    visit.page.close()


def like_neighbours(world: World) -> None:
    """Like and follow people who are on no list."""
    for site in sites.PAIRS:
        for opener, action in ((open_feed, "like"), (open_profile, "follow")):
            visit = opener(world.chromium, site, sites.FRIEND)
            visit.click(action)
            visit.assert_passed(action)
            visit.page.close()


def look_around(site: str, world: World) -> None:
    """Open a page of another site and press the first button on it that the extension knows."""
    html = (ROOT / f"extension/platforms/{site}.examples/{EXAMPLES[site]}.html").read_text(encoding="utf-8")
    (url,) = re.findall(r'data-expect-url="([^"]+)"', html)
    world.opened |= words_of(url, html)
    page = world.chromium.open(url, html)
    world.chromium.wait_until_awake(page)
    page.locator(PRESSED).locator("visible=true").first.click(force=True)
    assert find_dialog(page) is None
    page.close()


def words_of(url: str, html: str) -> set[str]:
    """Return what would tell of an example page: where it is, and the accounts on it."""
    accounts = " ".join(re.findall(r'data-expect-(?:account|names)="([^"]+)"', html)).split()
    return {url.split("/")[2], *(account.split(":", 1)[1].lstrip("@#") for account in accounts)}


def practise(world: World) -> None:
    """Open the practice page of the server, and go through it as on a site."""
    for rival in RIVALS:
        page = world.chromium.open(f"{world.api.origin}/latihan")
        world.chromium.wait_until_awake(page)
        control(page, rival, "like").click()
        wait_for_dialog(page).cancel()
        page.close()


def look_at_own_pages(world: World) -> None:
    """Open popup, settings, rules and "Apa yang dikirim"."""
    for name in ("popup", "options", "sent"):
        open_own_page(world.chromium, name).close()
    world.chromium.open(world.chromium.extension_url("extension/bundled/rules.id.html")).close()


def change_settings(world: World) -> None:
    """Change what the agency leaves to the person; afterwards every group is fetched ahead of time."""
    options = open_own_page(world.chromium, "options")
    options.select_option("#ask_again", index=1)
    options.select_option("#province", index=2)
    options.check("#prefetch")
    wait_until(lambda: world.chromium.stored("settings")["prefetch"], "the settings")
    options.close()


def pause(world: World) -> None:
    """Pause, like what is listed, and guard again; what the agency does not allow is held all the same."""
    popup = open_own_page(world.chromium, "popup")
    popup.click("#pause_short")
    wait_until(lambda: world.chromium.stored("settings")["paused_until"], "the pause")
    for site, people in sites.PAIRS.items():
        visit = open_feed(world.chromium, site, people[0])
        visit.click("like")
        assert visit.wait_until_ran() == {"like": 1}
        visit.click("share")
        assert wait_for_dialog(visit.page).action == "share"
        visit.page.close()
    popup.click("#resume")
    wait_until(lambda: world.chromium.stored("settings")["paused_until"] is None, "the end of the pause")
    popup.close()


def object_to(number: int, world: World) -> None:
    """Say that the listing of one of the three is wrong: the page for it opens, and is filled in."""
    visit = open_feed(world.chromium, "x", sites.X_PAIRS[number])
    visit.click("like")
    with world.chromium.context.expect_page() as opened:
        wait_for_dialog(visit.page).press("Daftar ini salah?")
    report = opened.value
    report.locator("input[value='recogniser']").check()
    report.click("#copy")
    report.close()
    visit.page.close()


def roll_out_key(world: World) -> None:
    """The administrator replaces the files that hold the policy by those that say whom to ask, with a device key."""
    before = world.chromium.stored("policy_state")["asked"]["checked_at"]
    world.roll_out("key")
    page = world.chromium.open("chrome://policy")
    page.evaluate(RELOAD)
    wait_for_policy(world, before)
    wait_until(lambda: world.chromium.stored("policy_state")["asked"]["via"] == "device", "the key to be used")
    page.close()


def publish(world: World) -> None:
    """A maintainer publishes a new release."""
    world.publish()


def fetch_new_release(world: World) -> None:
    """Let the alarm of the release ring; there is a newer one."""
    before = world.chromium.stored("release")["targets"]
    ring_release(world)
    assert world.chromium.stored("release")["targets"] != before


def each_pair(minute: int, name: str, act: Callable[[str, int, World], None], **options: Any) -> tuple[Step, ...]:
    """Return the same step for each of the three pairs on both sites, in turn."""
    return tuple(
        Step(minute + number, f"{name} ({site}, {number + 1})", partial(act, site, number), **options)
        for number in range(3)
        for site in sites.PAIRS
    )


HOUR: tuple[Step, ...] = (
    Step(0, "the browser starts", start, RELEASE),
    Step(1, "sign-in", sign_in, POLICY | {"sign_in"}),
    *each_pair(2, "like, comment, share", act_on, may_ask=GROUP),
    Step(6, "unlisted people", like_neighbours),
    *(Step(7 + number, f"another site ({site})", partial(look_around, site)) for number, site in enumerate(EXAMPLES)),
    Step(17, "release alarm", ring_release, RELEASE, is_alarm=True),
    Step(18, "policy alarm", ring_policy, POLICY, is_alarm=True),
    Step(19, "popup, settings, sent, rules", look_at_own_pages),
    *each_pair(20, "follow", follow, may_ask=GROUP),
    *(Step(24, f"a party ({number + 1})", partial(like_party, number), GROUP) for number in range(3)),
    Step(26, "settings changed", change_settings),
    Step(27, "prefetch alarm", ring_prefetch, GROUP, is_alarm=True),
    *(Step(28 + number, f"objection ({number + 1})", partial(object_to, number)) for number in range(3)),
    Step(32, "device key rolled out", roll_out_key, POLICY),
    Step(34, "pause", pause),
    Step(36, "a new release", publish),
    Step(38, "release alarm, a new one", fetch_new_release, RELEASE, is_alarm=True),
    Step(40, "policy alarm", ring_policy, POLICY, is_alarm=True),
    *each_pair(42, "follow again", follow, may_ask=GROUP),
    Step(47, "practice page", practise, GROUP | {"practice"}),
    Step(52, "popup, settings, sent, rules again", look_at_own_pages),
    Step(55, "release alarm", ring_release, RELEASE, is_alarm=True),
    Step(58, "policy alarm", ring_policy, POLICY, is_alarm=True),
)

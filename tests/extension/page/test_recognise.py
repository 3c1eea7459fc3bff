"""Recognition: on every example page exactly the marked elements resolve, to the marked account, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.extension.page.examples import EXAMPLES, ask_everywhere, name_of, open_example, platform_of, readable
from tests.extension.page.scripts import PLATFORMS, guarded_platforms, open_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Pages on which nobody can be read where somebody should be: said so, because nothing is held there. Most of them
# gather traps of one kind, more of them than a site ever shows together.
BLIND = {
    "bluesky-words": ["control.post"],
    "facebook-profile_actions": ["author.comment"],
    "instagram-post_page_below": ["author.post"],
    "instagram-post_page_nobody": ["author.open_post"],
    "instagram-words": ["author.open_post"],
    "youtube-collaboration": ["author.watch"],
    "youtube-live_chat_elsewhere": ["author.chat"],
    "youtube-live_chat_popped_out": ["author.chat"],
}


class Asked(NamedTuple):
    """One example page, and what every recogniser said on it."""

    name: str
    platform: str
    answers: dict[str, Any]
    blind: list[str]
    following: dict[str, bool]


@pytest.fixture(scope="module", params=EXAMPLES, ids=name_of)
def asked(request: pytest.FixtureRequest, bare_chromium: Browser) -> Asked:
    """Open an example once, for all that is asked of it."""
    with open_tab(bare_chromium) as page:
        platform = platform_of(request.param)
        answer = ask_everywhere(open_example(page, request.param), platform)
    return Asked(name_of(request.param), platform, answer["answers"], sorted(answer["blind"]), answer["following"])


def test_exactly_the_marked_elements_resolve(asked: Asked) -> None:
    """Every mark is found with its account, nothing else resolves; the own account is read where it is shown."""
    answer = asked.answers[asked.platform]

    found, marked = (readable(answer[part], answer["text"]) for part in ("found", "marked"))
    assert found == marked
    assert set(answer["own"]) == set(answer["markedOwn"])


def test_a_followed_profile_is_seen_by_the_marked_button_alone(asked: Asked) -> None:
    """Nothing else on the page says so, and where nothing is marked nobody is followed."""
    assert asked.following == {"isAsMarked": True, "withoutIt": False}


def test_no_platform_finds_anything_on_anothers_page(asked: Asked) -> None:
    """A recogniser is a "no" for every page that is not its own."""
    others = {platform: answer for platform, answer in asked.answers.items() if platform != asked.platform}
    assert len(others) == len(guarded_platforms()) - 1
    assert {name: (answer["found"], answer["own"]) for name, answer in others.items()} == dict.fromkeys(
        others, ([], [])
    )


def test_every_example_is_well(asked: Asked) -> None:
    """Empty, private, followed, logged out, in doubt: none of them alarms."""
    assert asked.blind == BLIND.get(asked.name, [])


def test_every_guarded_platform_has_examples_for_every_action() -> None:
    """No recogniser stands without proof: each action is marked at least once; where texts are sent, that is, too."""
    for platform, file in guarded_platforms().items():
        pages = [path.read_text(encoding="utf-8") for path in PLATFORMS.glob(f"{platform}.examples/*.html")]
        assert "controls" in file["page"] or any("data-expect-send=" in html for html in pages), platform
        for action in ("like", "comment", "share", "follow") if "controls" in file["page"] else ():
            assert any(f'data-expect-action="{action}"' in html for html in pages), f"{platform}: {action}"
        assert ("following" in file["page"]) == ("controls" in file["page"]), platform
        assert ("following" in file["page"]) == any("data-expect-following" in html for html in pages), platform

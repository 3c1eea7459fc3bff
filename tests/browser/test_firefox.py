"""The same checkout in Firefox ESR: one visit, over WebDriver BiDi (puppeteer-core, run by Node)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.api import CAMPAIGN_DAY, ROOT
from tests.browser.chromium import browser_path
from tests.browser.visits import CONTROLS, feed, home_url

if TYPE_CHECKING:
    from tests.browser.api import Api

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).with_name("firefox_smoke.mjs")
TIME_LIMIT_SECONDS = 90


def test_a_listed_like_is_held_in_firefox(api: Api) -> None:
    """Held; Escape drops it; Tetap lanjut lets it through exactly once."""
    person = sites.X_PAIRS[0]
    job = {
        "root": str(ROOT),
        "firefox": browser_path("firefox-esr"),
        "server": api.origin,
        "today": CAMPAIGN_DAY,
        "url": home_url("x"),
        "page": feed("x", person, *sites.X_PAIRS[1:]),
        "control": CONTROLS["x"]["like"],
    }

    told = subprocess.run(
        ["node", SCRIPT],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        timeout=TIME_LIMIT_SECONDS,
        check=False,
        cwd=ROOT,
    )

    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert answer["held"] == {"key": f"x:@{person.handle}", "action": "like", "ran": {}}
    assert answer["dropped"]["ran"] == {}
    assert answer["confirmed"]["ran"] == {"like": 1}

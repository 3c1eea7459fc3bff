"""An hour of a signed-in person on a managed device, all of it recorded: nobody learns who, nobody learns of a page.

``HOUR_MINUTES=60`` lets it last as long as that, the alarms ringing by themselves; without it they are rung
(docs/testing.md).
"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.browser.api import start_api
from tests.browser.hour import HOUR, live
from tests.browser.hour_record import (
    find_additions,
    find_credentials,
    find_out_of_place,
    find_strayed,
    find_told,
    kind_of,
    read_enrolled,
)
from tests.browser.hour_world import NUMBER, PERSON, dump_database, make_world, read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from playwright.sync_api import Playwright

    from tests.browser.hour_world import World

MINUTES = float(os.environ.get("HOUR_MINUTES", "0"))
STORED = "area => chrome.storage[area].get(null)"


@pytest.fixture(scope="module")
def world(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give the world of the hour; its API is its own, so that its whole record counts."""
    api = start_api(tmp_path_factory.mktemp("api"))
    yield from make_world(playwright, api, tmp_path_factory.mktemp("device"))
    api.stop()


@pytest.mark.timeout(300 + MINUTES * 90)
def test_an_hour_of_use_tells_nothing(world: World) -> None:
    """Credentials go to the policy alone, pages to nobody, and the database is as it was."""
    before = dump_database(world.api.folder)
    moments = []
    for moment in live(world, MINUTES, HOUR):
        moments.append(moment)
        kinds = [kind_of(world.api.recorder.requests[number]) for number in moment.requests]
        sys.stdout.write(f"{datetime.now(UTC):%H:%M:%S} {moment.step.name}: {', '.join(kinds)}\n")
        sys.stdout.flush()

    requests = world.api.recorder.requests
    assert find_out_of_place(moments, requests, rings=bool(MINUTES)) == []
    assert find_additions(requests) == []
    assert find_told(world) == set()
    assert_credentials_stay_where_they_belong(world)
    assert_nobody_is_known(world)
    assert dump_database(world.api.folder) == before
    assert [request.path for request in world.provider.requests if request.path.startswith("/v1/")] == []


def assert_credentials_stay_where_they_belong(world: World) -> None:
    """Both were used, for the policy alone; the browser keeps one where it belongs, and the other nowhere."""
    requests, chromium = world.api.recorder.requests, world.chromium
    stored = {area: chromium.control.evaluate(STORED, area) for area in ("local", "session")}
    member = stored["local"].pop("enrolment")["credential"]
    credentials = (world.device_key, member)

    assert find_credentials(requests) == {("GET", "/v1/policy", f"Bearer {text}") for text in credentials}
    assert find_strayed(credentials, [*requests, *world.provider.requests]) == []
    assert [text for text in credentials if text in json.dumps(stored)] == []


def assert_nobody_is_known(world: World) -> None:
    """Neither the person nor the token that named them stands in the database, in the log or in the browser."""
    body, claims = read_enrolled(world.api.recorder.requests)
    assert body.keys() == {"agency", "id_token", "nonce"}
    assert claims["sub"] == NUMBER, "the token does name the person"
    secrets: list[Any] = [NUMBER, PERSON["email"], PERSON["name"], body["nonce"], *body["id_token"].split(".")]
    kept = read_whole(world.api.folder, "agencies.sqlite*", "serve.log")
    kept += "".join(json.dumps(world.chromium.control.evaluate(STORED, area)) for area in ("local", "session"))
    assert [secret for secret in secrets if secret in kept] == []

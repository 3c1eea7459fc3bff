"""The world of our content scripts inside a page: tests look into it by the DevTools protocol, and show it a policy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXTENSION = "Jaga Jempol"
# In the words of storage.local "policy" (extension/types-background.d.ts).
POLICY: dict[str, Any] = {
    "agency": "BKD Contoh",
    "from": "device",
    "settings": {
        "employment": "pns", "platforms_off": ["youtube"], "region": "wil:11", "ask_again_minutes": 45,
        "prefetch": False, "server": "https://jaga.example",
    },
    "levels": {"like": "block", "comment": "hold", "follow": "inform"},
    "block_reason": {
        "id": "Perangkat ini dipakai untuk pelayanan kepada semua warga.",
        "en": "This device is used to serve all citizens.",
    },
    "sentence": {
        "id": "Ragu? Tanyakan dahulu kepada bagian kepegawaian.",
        "en": "In doubt? Ask the personnel office first.",
    },
    "contact": "mailto:netralitas@bkd.contoh.example",
    "onboarding_skipped": True,
    "counts_allowed": False,
}  # fmt: skip
# Whoever reads the store finds the policy in it, whatever the background makes of it.
SHOW_POLICY = """(policy) => {
  const { local } = chrome.storage;
  const get = local.get.bind(local);
  const isAsked = (keys) => keys === null || [keys].flat().includes("policy");
  local.get = async (keys) => ({ ...(await get(keys)), ...(isAsked(keys) ? { policy } : {}) });
}"""


def evaluate_inside(page: Page, function: str, *values: Any) -> Any:
    """Call a JavaScript function in the world of our content scripts on *page*, and return what it gives."""
    session = page.context.new_cdp_session(page)
    worlds: list[dict[str, Any]] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    session.send("Runtime.enable")
    ours = next(world for world in worlds if world["name"] == EXTENSION)
    call = f"({function})({', '.join(map(json.dumps, values))})"
    told = session.send(
        "Runtime.evaluate",
        {"expression": call, "contextId": ours["id"], "awaitPromise": True, "returnByValue": True},
    )
    session.detach()
    assert "exceptionDetails" not in told, told["exceptionDetails"]
    return told["result"].get("value")


def show_policy(page: Page, policy: dict[str, Any] = POLICY) -> None:
    """Let the content scripts on *page* find this policy in the store, and follow it."""
    evaluate_inside(page, SHOW_POLICY, policy)
    evaluate_inside(page, "() => jaga.desk.reload()")

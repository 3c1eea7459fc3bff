"""The manifest says what the tree holds: the same sites as the platform files, files that exist, and nothing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANIFEST: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
# Chrome Web Store, "Manifest: description" (read 2026-11-21).
DESCRIPTION_MAX_CHARACTERS = 132


def platform_matches(member: str) -> list[str]:
    """Return the match patterns of every platform file under *member*, in the files' order."""
    files = sorted((ROOT / "extension/platforms").glob("*.json"))
    return [match for file in files for match in json.loads(file.read_text(encoding="utf-8")).get(member, [])]


def named_files() -> list[str]:
    """Return every path that the manifest names."""
    action, background = MANIFEST["action"], MANIFEST["background"]
    scripts = [name for entry in MANIFEST["content_scripts"] for name in entry["js"]]
    pages = [action["default_popup"], MANIFEST["options_ui"]["page"]]
    icons = [*MANIFEST["icons"].values(), *action["default_icon"].values()]
    return [*scripts, *pages, *icons, background["service_worker"], *background["scripts"]]


def test_sites_are_those_of_the_platform_files() -> None:
    """Content scripts run, and permission is asked, exactly where a platform file says that pages are recognised."""
    matches, frames = platform_matches("matches"), platform_matches("frames")
    pages, inside = MANIFEST["content_scripts"]
    assert matches
    assert frames
    assert (pages["matches"], pages["exclude_matches"]) == (matches, frames)
    assert inside["matches"] == frames
    assert MANIFEST["host_permissions"] == matches


def test_frames_are_entered_only_where_a_platform_file_says_so() -> None:
    """Pages are guarded on top alone, so that what is embedded runs nothing of ours; no page runs it twice."""
    pages, inside = MANIFEST["content_scripts"]
    assert set(pages) == {"matches", "exclude_matches", "js", "run_at"}
    assert set(inside) == {"matches", "all_frames", "js", "run_at"}
    assert inside["all_frames"] is True


@pytest.mark.parametrize("entry", MANIFEST["content_scripts"], ids=["pages", "frames"])
def test_content_scripts_start_before_the_page(entry: dict[str, Any]) -> None:
    """Every page script is there once, the resolver first and the start last; before the page runs."""
    in_folder = sorted(f"extension/page/{path.name}" for path in (ROOT / "extension/page").glob("*.js"))
    assert sorted(entry["js"]) == in_folder
    assert entry["js"][0] == "extension/page/resolve_url.js"
    assert entry["js"][-1] == "extension/page/main.js"
    assert entry["run_at"] == "document_start"


@pytest.mark.parametrize("name", named_files())
def test_named_file_exists(name: str) -> None:
    """What the manifest names is in the tree."""
    assert (ROOT / name).is_file()


def test_permissions_are_the_least() -> None:
    """Nothing is asked for that is not used, and no page can find out that the extension is there."""
    assert MANIFEST["permissions"] == ["alarms", "identity", "scripting", "storage"]
    for key in ("web_accessible_resources", "externally_connectable", "content_security_policy", "update_url"):
        assert key not in MANIFEST


def test_both_browsers_start_the_same_background() -> None:
    """Chromium reads service_worker, Firefox reads scripts; both are the same module."""
    background = MANIFEST["background"]
    assert background == {
        "service_worker": "extension/background/main.js",
        "scripts": ["extension/background/main.js"],
        "type": "module",
    }


def test_firefox_is_told_that_nothing_is_collected() -> None:
    """AMO asks for the declaration since November 2025; Firefox 140 is the first that shows it.

    Signing in shows an ID token to the server once: asked for at the button (pages/consent.js), never before.
    """
    gecko = MANIFEST["browser_specific_settings"]["gecko"]
    told = {"required": ["none"], "optional": ["authenticationInfo", "personallyIdentifyingInfo"]}
    assert gecko["data_collection_permissions"] == told
    assert gecko["strict_min_version"] == "140.0"


@pytest.mark.parametrize("language", ["id", "en"])
def test_messages_are_there_in_both_languages(language: str) -> None:
    """Each __MSG_...__ of the manifest has a text, no text is idle, and the store takes the description."""
    messages = json.loads((ROOT / f"_locales/{language}/messages.json").read_text(encoding="utf-8"))
    texts = json.dumps(MANIFEST)
    assert MANIFEST["default_locale"] == "id"
    assert all(f"__MSG_{name}__" in texts for name in messages)
    assert texts.count("__MSG_") == len(messages)
    assert len(messages["description"]["message"]) <= DESCRIPTION_MAX_CHARACTERS

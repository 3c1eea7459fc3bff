"""Platform files: the real ones load, and a wrong one is one clear error with file and member."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from server.accounts.platform_files import PlatformFileError, load_platforms
from server.domain.errors import ListError

ROOT = Path(__file__).resolve().parents[2]

WARUNG: dict[str, Any] = {
    "format": 1,
    "platform": "warung",
    "name": "Warung",
    "sites": [{"domain": "warung.id", "subdomains": ["", "www"]}],
    "matches": ["https://warung.id/*"],
    "frames": ["https://warung.id/obrolan*"],
    "handle": {"characters": "a-z 0-9 _", "min": 1, "max": 20, "fold": "lower"},
    "id": {"characters": "0-9"},
    "parts": {"code": {"characters": "a-z"}},
    "reserved": ["masuk"],
    "redirects": [{"template": "/keluar?u={url}"}],
    "urls": [{"template": "/{handle}", "kind": "profile"}, {"template": "/k/{code}", "kind": "post"}],
}
REMOVED = object()
"""Stands for a member that is taken out."""


def write(directory: Path, data: object, name: str = "warung") -> Path:
    """Write a platform file."""
    path = directory / f"{name}.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def change(place: list[str | int], value: object) -> dict[str, Any]:
    """Return the example file with another value at one place."""
    data = deepcopy(WARUNG)
    holder: Any = data
    for step in place[:-1]:
        holder = holder[step]
    if value is REMOVED:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    return data


def test_the_real_files_load() -> None:
    """Every platform that we speak of is there, under its own name, with the practice page."""
    platforms = load_platforms(ROOT / "extension" / "platforms")

    assert {"x", "instagram", "facebook", "threads", "tiktok", "youtube", "latihan"} <= set(platforms)
    assert all(platforms[name].name == name for name in platforms)


def test_the_example_loads(tmp_path: Path) -> None:
    """The file that the other tests break is right as it stands."""
    write(tmp_path, WARUNG)

    platform = load_platforms(tmp_path)["warung"]

    assert platform.title == "Warung"
    assert platform.matches == ("https://warung.id/*",)
    assert platform.frames == ("https://warung.id/obrolan*",)


@pytest.mark.parametrize(
    ("place", "value", "member"),
    [
        pytest.param(["format"], 2, "format", id="another format"),
        pytest.param(["format"], REMOVED, "format", id="format missing"),
        pytest.param(["platform"], "War ung", "platform", id="name with a blank"),
        pytest.param(["platform"], "toko", "platform", id="name is not the file's"),
        pytest.param(["name"], REMOVED, "name", id="member missing"),
        pytest.param(["name"], 5, "name", id="wrong type"),
        pytest.param(["nama"], "Warung", "nama", id="unknown member"),
        pytest.param(["page"], [], "page", id="page is no object"),
        pytest.param(["frames"], ["https://toko.id/obrolan*"], "frames", id="a frame of another site"),
        pytest.param(["matches"], REMOVED, "frames", id="frames without matches"),
        pytest.param(["sites"], {}, "sites", id="no list"),
        pytest.param(["sites", 0], "warung.id", "sites[0]", id="no object"),
        pytest.param(["sites", 0, "domain"], "www.warung.id", "sites[0].domain", id="a host for a domain"),
        pytest.param(["sites", 0, "domain"], "Warung.id", "sites[0].domain", id="upper case"),
        pytest.param(["sites", 0, "domain"], "warung.notld.", "sites[0].domain", id="trailing dot"),
        pytest.param(["sites", 0, "subdomains"], [], "sites[0].subdomains", id="no subdomain"),
        pytest.param(["sites", 0, "subdomains"], ["www", "www"], "sites[0].subdomains", id="twice"),
        pytest.param(["sites", 0, "subdomain"], ["www"], "sites[0].subdomain", id="unknown member of a site"),
        pytest.param(["sites", 0, "shared"], "yes", "sites[0].shared", id="no yes or no"),
        pytest.param(["handle"], "a-z", "handle", id="rule is no object"),
        pytest.param(["handle"], [], "handle", id="no rule"),
        pytest.param(["handle", "characters"], "a-z  0-9", "handle.characters", id="two blanks"),
        pytest.param(["handle", "characters"], "z-a", "handle.characters", id="range backwards"),
        pytest.param(["handle", "characters"], "U+12", "handle.characters", id="short code point"),
        pytest.param(["handle", "max"], 0, "handle.max", id="max below min"),
        pytest.param(["handle", "max"], True, "handle.max", id="yes is no number"),
        pytest.param(["handle", "fold"], "upper", "handle.fold", id="unknown fold"),
        pytest.param(["handle", "pattern"], "^a+$", "handle.pattern", id="no regular expressions"),
        pytest.param(["handle", "refuse"], {"begins": ["."]}, "handle.refuse.begins", id="unknown refusal"),
        pytest.param(["parts", "code", "words"], ["A"], "parts.code.words", id="upper case word"),
        pytest.param(["parts", "url"], {}, "parts.url", id="a name with its own meaning"),
        pytest.param(["reserved"], ["Masuk"], "reserved", id="upper case reserved"),
        pytest.param(["redirects", 0, "template"], "/keluar", "redirects[0].template", id="redirect to nowhere"),
        pytest.param(["urls", 0, "template"], "{handle}", "urls[0].template", id="no leading slash"),
        pytest.param(["urls", 0, "template"], "/{handle}{code}", "urls[0].template", id="parts that touch"),
        pytest.param(["urls", 0, "template"], "/{handle", "urls[0].template", id="brace not closed"),
        pytest.param(["urls", 0, "template"], "/handle}", "urls[0].template", id="brace not opened"),
        pytest.param(["urls", 0, "template"], "/{a}-{b}-{c}", "urls[0].template", id="three parts in a segment"),
        pytest.param(["urls", 0, "template"], "/{handle}/{handle}", "urls[0].template", id="a part twice"),
        pytest.param(["urls", 0, "template"], "/{nama}", "urls[0].template", id="a part without rule"),
        pytest.param(["urls", 0, "template"], "/Akun/{handle}", "urls[0].template", id="upper case"),
        pytest.param(["urls", 0, "template"], "/a*/{handle}", "urls[0].template", id="star inside"),
        pytest.param(["urls", 0, "template"], "/**/{handle}", "urls[0].template", id="tail in the middle"),
        pytest.param(["urls", 0, "template"], "/a?id", "urls[0].template", id="parameter without value"),
        pytest.param(["urls", 0, "kind"], "page", "urls[0].kind", id="unknown kind"),
        pytest.param(["urls", 0, "on"], ["short"], "urls[0].on", id="unknown site"),
        pytest.param(["urls", 0, "account"], "handle", "urls[0].account", id="account without mark"),
        pytest.param(["urls", 1, "account"], "@{handle}", "urls[1].account", id="account of another part"),
        pytest.param(["urls", 1, "opaque"], 1, "urls[1].opaque", id="number for yes"),
        pytest.param(["urls", 1, "note"], 1, "urls[1].note", id="note is no text"),
        pytest.param(["hashbang"], "home.php", "hashbang", id="text for a list"),
    ],
)
def test_a_wrong_member_is_named(tmp_path: Path, place: list[str | int], value: object, member: str) -> None:
    """File, member, what was found and what was expected, whatever is wrong."""
    path = write(tmp_path, change(place, value))

    with pytest.raises(PlatformFileError) as refused:
        load_platforms(tmp_path)

    assert (refused.value.path, refused.value.member) == (str(path), member)
    assert refused.value.expected
    assert str(path) in str(refused.value)
    assert member in str(refused.value)
    assert isinstance(refused.value, ListError)


@pytest.mark.parametrize(
    ("text", "path_end", "member"),
    [
        pytest.param('{"format": 1,\n "platform" "warung"}', "warung.json:2:13", "", id="no JSON"),
        pytest.param('{"format": 1, "format": 1}', "warung.json", "format", id="member twice"),
        pytest.param("[]", "warung.json", "", id="no object"),
        pytest.param("", "warung.json:1:1", "", id="empty"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, path_end: str, member: str) -> None:
    """What is no platform at all is named with its place."""
    write(tmp_path, text)

    with pytest.raises(PlatformFileError) as refused:
        load_platforms(tmp_path)

    assert refused.value.path.endswith(path_end)
    assert refused.value.member == member


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file in another encoding is named."""
    (tmp_path / "warung.json").write_bytes(b'{"name": "\xff"}')

    with pytest.raises(PlatformFileError, match="UTF-8"):
        load_platforms(tmp_path)


def test_no_file_at_all(tmp_path: Path) -> None:
    """An empty folder is a mistake, not a world without platforms."""
    with pytest.raises(PlatformFileError, match="no platform file"):
        load_platforms(tmp_path)


def test_two_platforms_on_one_host(tmp_path: Path) -> None:
    """A host has one owner; who has it already is said."""
    write(tmp_path, WARUNG)
    write(tmp_path, {**WARUNG, "platform": "toko"}, "toko")

    with pytest.raises(PlatformFileError) as refused:
        load_platforms(tmp_path)

    assert refused.value.member == "sites[0].subdomains"
    assert "toko sites[0]" in refused.value.expected

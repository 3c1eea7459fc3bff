"""What an agency may set, and that what it may not set cannot even be written down."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from tuf.api.metadata import Metadata, Root

from server.accounts.dev_keys import load_dev_keys
from server.agencies.agency_errors import PolicyError
from server.agencies.policy_check import SCHEMA_PATH, check_policy, load_policy_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
TEXTS = {"id": "Perangkat ini milik dinas.", "en": "This device belongs to the agency."}
FULL: dict[str, Any] = {
    "server": "https://jaga.bkd.example:8443",
    "language": "id",
    "employment": "pns",
    "region": "wil:73.71",
    "platforms_off": ["youtube"],
    "levels": {"like": "block", "comment": "hold", "share": "inform", "follow": "badge"},
    "device_owned": True,
    "block_reason": TEXTS,
    "ask_again_minutes": 0,
    "prefetch": True,
    "sentence": TEXTS,
    "contact": "mailto:meja@bkd.example",
    "counts_allowed": False,
    "onboarding_skipped": True,
    "sso": {
        "issuer": "https://sso.bkd.example/realms/asn",
        "client_id": "jaga-jempol",
        "allowed_claim": {"name": "email_domain", "values": ["bkd.example"]},
    },
}
CHROMIUM_WORDS = {
    "title", "description", "type", "properties", "items", "enum", "pattern", "required",
    "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems",
}  # fmt: skip
"""The words of our schema that were tried with Chromium 2026-11-21; test_chromium_takes_the_schema tries them anew."""


def walk(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema inside a schema with its place."""
    yield place, schema
    for name, part in schema.get("properties", {}).items():
        yield from walk(part, f"{place}.{name}".lstrip("."))
    if "items" in schema:
        yield from walk(schema["items"], f"{place}[]")


def mistakes_of(settings: Any) -> dict[str, tuple[str, str, str]]:
    """Return what is wrong with a policy, by field."""
    with pytest.raises(PolicyError) as raised:
        check_policy(settings)
    return {one.field: (one.found, one.expected, one.fix) for one in raised.value.mistakes}


def test_everything_that_may_be_set_may_be_set_together() -> None:
    """And nothing at all, too."""
    assert check_policy(FULL) == FULL
    assert check_policy({}) == {}


def test_every_field_is_tried_here() -> None:
    """A new one needs its place in the table above, but for the root and what only a device holds."""
    assert set(SCHEMA["properties"]) - FULL.keys() == {"agency_name", "device_key", "policy_key", "tuf_root"}


def test_the_schema_is_one_and_explains_itself() -> None:
    """JSON Schema for us; words that Chromium knows; one type and a sentence for every setting."""
    Draft202012Validator.check_schema(SCHEMA)
    for place, part in walk(SCHEMA):
        assert set(part) <= CHROMIUM_WORDS, place
        assert isinstance(part["type"], str), place
        if place in SCHEMA["properties"]:
            assert part["description"].endswith("."), place


def test_chromium_takes_the_schema(tmp_path: Path) -> None:
    """The browser itself reads it when it packs an extension that carries it; it refuses a broken one."""
    assert pack(tmp_path, SCHEMA)
    assert not pack(tmp_path, load_policy_schema())  # Chromium cannot close objects; the server does it


def pack(folder: Path, schema: dict[str, Any]) -> bool:
    """Tell whether Chromium packs an extension with this schema for its managed storage."""
    shutil.rmtree(folder / "made", ignore_errors=True)
    made = folder / "made" / "extension"
    made.mkdir(parents=True)
    manifest = {"manifest_version": 3, "name": "t", "version": "1", "storage": {"managed_schema": "schema.json"}}
    (made / "manifest.json").write_text(json.dumps(manifest | {"permissions": ["storage"]}))
    (made / "schema.json").write_text(json.dumps(schema))
    command = ["chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}/user", f"--pack-extension={made}"]
    subprocess.run(command, capture_output=True, timeout=60, check=False)
    return made.with_suffix(".crx").is_file()


def test_every_object_is_closed_on_the_server() -> None:
    """So what the schema does not name cannot be set, at any depth."""
    objects = [(place, part) for place, part in walk(load_policy_schema()) if part["type"] == "object"]

    assert len(objects) >= 6
    assert [place for place, part in objects if part["additionalProperties"] is not False] == []


WISHES: dict[str, Any] = {
    "hide the extension": {"hidden": True, "hide": True, "hide_icon": True, "invisible": True, "toolbar_pinned": False},
    "switch off what was sent": {"sent_page": False, "sent_off": True, "hide_sent": True, "what_was_sent": False},
    "collect visits": {"report_visits": True, "visits": True, "report_url": "https://x.example", "telemetry": True,
                       "log_level": "debug", "report_to": "https://x.example", "webhook": "https://x.example",
                       "counts_required": True, "events": True},
    "know who it is": {"nip": "1", "nik": "1", "person": "a", "user": "a", "name": "a", "email": "a@b.example"},
    "single out somebody": {"accounts": ["x:@a"], "key": "x:@a", "keys": ["x:@a"], "handle": "@a", "candidate": "a",
                            "candidates": ["a"], "side": "a", "sides": ["a"], "party": "a", "parties": ["a"],
                            "contest": "a", "contests": ["a"], "election": "a", "subject": "party", "group": "a",
                            "exempt": ["x:@a"], "allow": ["x:@a"], "extra_accounts": ["x:@a"], "owner": "a"},
    "switch it all off": {"enabled": False, "paused_until": 1, "today": "2020-01-01", "off": True},
}  # fmt: skip


@pytest.mark.parametrize("wish", WISHES)
def test_what_may_not_be_set_cannot_be_written(wish: str) -> None:
    """Each such field is refused in every object of the schema, beside anything that is allowed."""
    for place, part in walk(SCHEMA):
        if part["type"] != "object":
            continue
        for name, value in WISHES[wish].items():
            if name in part["properties"]:
                assert (place, name) == ("sso.allowed_claim", "name")
                continue
            found = mistakes_of(put(place, name, value))
            assert f"{place}.{name}".lstrip(".") in found, (place, name)


def put(place: str, name: str, value: Any) -> dict[str, Any]:
    """Return the full policy with one more member in the object at *place*."""
    settings: dict[str, Any] = json.loads(json.dumps(FULL))
    target = settings
    for part in filter(None, place.split(".")):
        target = target[part]
    target[name] = value
    return settings


def test_no_word_of_the_schema_speaks_of_a_side_or_a_person() -> None:
    """No field is named for a candidate, a party, an account, a visit or a person; none takes a key."""
    forbidden = ("candid", "part", "side", "account", "handle", "visit", "url", "nip", "nik", "person", "hid", "sent_")
    names = [place.rpartition(".")[2] for place, _ in walk(SCHEMA)]

    assert [name for name in names if any(word in name for word in forbidden)] == []
    for place, part in walk(load_policy_schema()):
        if part["type"] == "string" and "pattern" in part and place not in {"contact", "sso.allowed_claim.values[]"}:
            assert not Draft202012Validator(part).is_valid("x:@seseorang"), place


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        pytest.param({"language": "jv"}, "language", "one of id, en", id="a word"),
        pytest.param({"languge": "id"}, "languge", "language", id="a slip"),
        pytest.param({"prefetch": "yes"}, "prefetch", "boolean", id="a type"),
        pytest.param({"prefetch": False}, "prefetch", "beside server", id="visits shown to a server of one's own"),
        pytest.param({"server": "http://jaga.example"}, "server", "https://", id="not encrypted"),
        pytest.param({"server": "https://jaga.example/"}, "server", "https://", id="a slash"),
        pytest.param({"server": "https://jaga.example\n"}, "server", "one line", id="a line break"),
        pytest.param({"ask_again_minutes": 1441}, "ask_again_minutes", "at most 1440", id="more than a day"),
        pytest.param({"ask_again_minutes": True}, "ask_again_minutes", "integer", id="yes is no number"),
        pytest.param({"region": "Sulawesi"}, "region", "wil:", id="a region by name"),
        pytest.param({"platforms_off": ["You Tube"]}, "platforms_off[0]", "a text of the form", id="a platform"),
        pytest.param({"levels": {"like": "none"}}, "levels.like", "badge, inform, hold, block", id="no level at all"),
        pytest.param({"levels": {"post": "hold"}}, "levels.post", "like, comment, share, follow", id="an action"),
        pytest.param({"sentence": {"id": "Satu"}}, "sentence", "id, en", id="one language"),
        pytest.param({"sentence": {"id": "a\u202eb", "en": "b"}}, "sentence.id", "visible", id="an invisible sign"),
        pytest.param({"contact": "javascript:alert(1)"}, "contact", "mailto", id="a script"),
        pytest.param({"contact": "https://bkd.example@lain.example/"}, "contact", "a user", id="behind another name"),
        pytest.param({"contact": "https://bkd.example:99999"}, "contact", "an address", id="no address"),
        pytest.param({"contact": "mailto:a@bkd.example?bcc=b%40c.example"}, "contact", "a question", id="recipients"),
        pytest.param({"device_owned": False}, "device_owned", "true", id="block on one's own device"),
        pytest.param({"device_owned": None}, "device_owned", "boolean", id="null"),
        pytest.param({"onboarding_skipped": True, "employment": ...}, "employment", "pns", id="nobody asked"),
        pytest.param({"block_reason": ...}, "block_reason", "the reason", id="block without a reason"),
        pytest.param({"contact": ...}, "contact", "object", id="block without a way to object"),
        pytest.param({"device_key": f"jaga_01234567_{'a' * 43}"}, "device_key", "nothing", id="a secret"),
        pytest.param({"tuf_root": "{}"}, "tuf_root", "root metadata", id="no root"),
        pytest.param({"sso": {"issuer": "x"}}, "sso", "allowed_claim", id="half a sign-in"),
    ],
)
def test_a_mistake_is_named(change: dict[str, Any], field: str, expected: str) -> None:
    """With field, found, expected and fix; an ellipsis takes a member away."""
    settings = {name: value for name, value in (FULL | change).items() if value is not ...}

    found = mistakes_of(settings)

    assert expected in " ".join(found[field])
    assert all(found[field])


@pytest.mark.parametrize(
    ("name", "value"),
    [("sub", "x"), ("email", "bkd.example"), ("NIP", "x"), ("groups", "197001011990011001"), ("groups", "a@b.example")],
)
def test_sign_in_is_for_members_not_for_somebody(name: str, value: str) -> None:
    """No claim that names a person, no value that is one."""
    claim = {"name": name, "values": [value]}

    assert any(
        field.startswith("sso.") for field in mistakes_of(FULL | {"sso": FULL["sso"] | {"allowed_claim": claim}})
    )


@pytest.mark.parametrize("settings", [None, [], "id", 1, [FULL]])
def test_a_policy_is_an_object(settings: Any) -> None:
    """Anything else is said to be something else."""
    assert mistakes_of(settings)[""][1] == "object"


def test_every_mistake_is_named_at_once() -> None:
    """An administrator mends all of them in one go."""
    assert len(mistakes_of(FULL | {"language": "jv", "prefetch": 1, "region": "x"})) == 3


def test_a_real_root_is_taken_and_a_changed_one_is_not(tmp_path: Path) -> None:
    """The root of a mirror's release, as text."""
    keys = load_dev_keys(tmp_path, is_production=False)
    root = Root(version=1, consistent_snapshot=True)
    for role, signer in keys.by_role.items():
        root.add_key(signer.public_key, role)
    metadata = Metadata(root)
    metadata.sign(keys.by_role["root"])
    text = metadata.to_bytes().decode()
    changed = json.loads(text)
    changed["signed"]["version"] = 2

    assert check_policy({"tuf_root": text})
    assert "tuf_root" in mistakes_of({"tuf_root": json.dumps(changed)})

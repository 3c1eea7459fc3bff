"""The wire form: written and read without loss, and every mistake named by its place."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from server.domain.wording_format import parse_wording, to_release_json
from server.domain.wording_reader import WordingError
from server.warnings.rule_files import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable

WIRE: dict[str, Any] = to_release_json(load_wording())


def change(where: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return what puts *value* at a place such as ``rules.0.level``."""

    def put(data: Any) -> None:
        *path, last = where.split(".")
        for step in path:
            data = data[int(step) if isinstance(data, list) else step]
        data[int(last) if isinstance(data, list) else last] = value

    return put


def remove(where: str) -> Callable[[dict[str, Any]], None]:
    """Return what takes away the member or item at a place."""

    def take(data: Any) -> None:
        *path, last = where.split(".")
        for step in path:
            data = data[int(step) if isinstance(data, list) else step]
        del data[int(last) if isinstance(data, list) else last]

    return take


def test_nothing_is_lost_on_the_wire() -> None:
    """What is written as JSON reads back as the same rules and texts."""
    assert parse_wording(json.loads(json.dumps(WIRE))) == load_wording()


def test_the_wire_is_plain_json() -> None:
    """Lists and texts only, in the members that docs/architecture.md names."""
    assert [*WIRE] == ["format", "rules", "texts"]
    assert [*WIRE["texts"]] == ["id", "en"]
    assert WIRE["rules"][0] == {
        "subjects": ["candidate", "team"],
        "phases": ["bakal_calon"],
        "actions": ["like"],
        "employments": ["pns"],
        "level": "hold",
        "message": "like_prospective",
        "basis": ["skb-a4", "pp-42-2004"],
        "consequence": "moral_sanction",
        "allowed": ["vote", "read_programme", "not_reported"],
    }
    assert {type(word) for word in (*WIRE["texts"], WIRE["rules"][0]["level"], *WIRE["rules"][0]["phases"])} == {str}


@pytest.mark.parametrize(
    ("mistake", "place"),
    [
        pytest.param(change("format", 2), "format", id="another format"),
        pytest.param(change("extra", 1), "wording.extra", id="an unknown member"),
        pytest.param(remove("rules"), "wording.rules", id="a missing member"),
        pytest.param(change("rules", {}), "rules", id="no list"),
        pytest.param(change("rules.0", []), "rules[0]", id="no object"),
        pytest.param(change("rules.0.note", "x"), "rules[0].note", id="an unknown member of a rule"),
        pytest.param(change("rules.0.level", "stop"), "rules[0].level", id="an unknown level"),
        pytest.param(change("rules.0.level", ["hold"]), "rules[0].level", id="a list for a word"),
        pytest.param(change("rules.0.subjects", []), "rules[0].subjects", id="no subject"),
        pytest.param(change("rules.0.actions", ["like", "like"]), "rules[0].actions", id="a word twice"),
        pytest.param(change("rules.0.phases", ["campaign"]), "rules[0].phases", id="an unknown phase"),
        pytest.param(change("rules.0.basis", []), "rules[0]", id="a warning without basis"),
        pytest.param(change("rules.0.consequence", None), "rules[0]", id="a warning without consequence"),
        pytest.param(change("rules.0.allowed", []), "rules[0]", id="a warning without what stays allowed"),
        pytest.param(change("rules.0.message", None), "rules[0]", id="a level without message"),
        pytest.param(change("rules.0.level", "none"), "rules[0]", id="no level with texts"),
        pytest.param(change("rules.0.message", "unheard"), "rules[0]", id="an unknown message"),
        pytest.param(change("rules.0.basis", ["unheard"]), "rules[0]", id="an unknown basis"),
        pytest.param(change("rules.0.consequence", "unheard"), "rules[0]", id="an unknown consequence"),
        pytest.param(change("rules.0.allowed", ["unheard"]), "rules[0]", id="an unknown allowance"),
        pytest.param(remove("rules.0"), "rules", id="a gap"),
        pytest.param(change("rules.0.employments", ["pns", "pppk"]), "rules", id="a conflict"),
        pytest.param(remove("texts.en"), "texts.en", id="a missing language"),
        pytest.param(remove("texts.en.bases.skb-b6"), "texts.en.bases.skb-b6", id="a text that English lacks"),
        pytest.param(remove("texts.id.notices.inform"), "texts.id.notices.inform", id="a text that Indonesian lacks"),
        pytest.param(remove("texts.id.phases.none"), "texts.id.phases", id="a phase without words"),
        pytest.param(remove("texts.en.undo.post"), "texts.en.undo", id="an action without a hint"),
        pytest.param(remove("texts.en.roles.team"), "texts.en.roles", id="a subject without a name"),
        pytest.param(change("texts.id.bases.skb-b6", " "), "texts.id.bases.skb-b6", id="an empty text"),
        pytest.param(change("texts.id.bases.skb-b6", "x "), "texts.id.bases.skb-b6", id="blanks around a text"),
        pytest.param(change("texts.id.bases.skb-b6", 6), "texts.id.bases.skb-b6", id="a number for a text"),
        pytest.param(change("texts.id.bases.skb-b6", "{owner}"), "texts.id.bases.skb-b6", id="a brace in a plain text"),
        pytest.param(change("texts.id.bases", {}), "texts.id.bases", id="an empty table"),
        pytest.param(change("texts.id.general.body", ""), "texts.id.general.body", id="no general body"),
        pytest.param(change("texts.id.messages.party.bodies", []), "texts.id.messages.party.bodies", id="no body"),
        pytest.param(
            change("texts.en.messages.party.title", "{side}"), "texts.en.messages.party.title", id="an unknown brace"
        ),
        pytest.param(
            change("texts.en.messages.party.bodies.1", "{owner"),
            "texts.en.messages.party.bodies[1]",
            id="an open brace",
        ),
        pytest.param(
            remove("texts.en.messages.party.bodies.1"), "texts.en.messages.party.bodies", id="fewer bodies in English"
        ),
        pytest.param(
            change("texts.en.messages.party.bodies.0", "All {contest}."), "texts.en.messages.party", id="other braces"
        ),
        pytest.param(
            change("texts.id.roles.party.usual", None), "texts.id.roles.party.usual", id="a role without name"
        ),
    ],
)
def test_a_mistake_is_named_by_its_place(mistake: Callable[[dict[str, Any]], None], place: str) -> None:
    """Whoever ships a release learns what is wrong where, before anybody reads it."""
    data = copy.deepcopy(WIRE)
    mistake(data)

    with pytest.raises(WordingError) as caught:
        parse_wording(data)

    assert caught.value.place == place
    assert place in str(caught.value)


def test_a_message_for_no_phase_needs_no_contest() -> None:
    """Outside the phases there is no contest to name, so a text that needs one is refused."""
    data = copy.deepcopy(WIRE)
    for language in ("id", "en"):
        change(f"texts.{language}.messages.party_outside.title", "{owner} {contest}")(data)

    with pytest.raises(WordingError, match="party_outside"):
        parse_wording(data)


@pytest.mark.parametrize("data", [None, [], "x", 1, {}])
def test_anything_else_is_refused(data: Any) -> None:
    """No shape of JSON makes the reader stumble."""
    with pytest.raises(WordingError):
        parse_wording(data)

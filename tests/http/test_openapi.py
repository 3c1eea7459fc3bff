"""The description of the API: valid and complete; test_openapi_answers.py compares it with live answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from server.domain.elections import Phase
from server.domain.warnings import Action, Employment, Language, Level, Subject
from server.http.openapi import _FILE, load_openapi
from server.http.problems import PROBLEM_TYPES
from server.warnings.check_batch import BATCH_MAX_CHECKS, BATCH_MEMBER
from server.warnings.check_request import KEY_MAX_CHARACTERS, MEMBERS, URL_MAX_CHARACTERS
from tests.http.samples import build_files, make_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

DESCRIPTION: dict[str, Any] = json.loads(load_openapi())
SCHEMAS = DESCRIPTION["components"]["schemas"]
OPERATIONS = [
    (method.upper(), path, operation)
    for path, item in DESCRIPTION["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
]
RELEASE_PATHS = {path for path in DESCRIPTION["paths"] if path.startswith("/v1/release/")}


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference inside the description."""
    while "$ref" in node:
        target: Any = DESCRIPTION
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def test_it_is_sent_as_json(client: FlaskClient) -> None:
    """OpenAPI 3.1, the same as the hand-written file."""
    response = client.get("/openapi.json")

    assert response.content_type == "application/json"
    assert response.json == yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    assert DESCRIPTION["openapi"].startswith("3.1.")


def test_every_route_is_described_and_nothing_else() -> None:
    """Flask's own routes and the tree of the middleware, each with its methods."""
    routes = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in make_app().url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert {(method, path) for method, path, _ in OPERATIONS} == routes | {("GET", path) for path in RELEASE_PATHS}


def test_every_reference_leads_somewhere_and_every_part_is_used() -> None:
    """No dangling reference, no forgotten component."""
    text = json.dumps(DESCRIPTION)
    references = set(re.findall(r'"\$ref": "#/components/([^"]+)"', text))
    # A way to be let in is named without the sign of a reference.
    asked = [way for _, _, operation in OPERATIONS for way in operation.get("security", [])]
    references |= {f"securitySchemes/{name}" for way in asked for name in way}
    parts = {f"{kind}/{name}" for kind, table in DESCRIPTION["components"].items() for name in table}

    assert references == parts


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str) -> None:
    """JSON Schema 2020-12, as OpenAPI 3.1 says."""
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Action", Action),
        ("Language", Language),
        ("Employment", Employment),
        ("Level", Level),
        ("Phase", Phase),
        ("Subject", Subject),
    ],
)
def test_words_are_those_of_the_domain(name: str, words: Any) -> None:
    """In the same order."""
    assert SCHEMAS[name]["enum"] == [word.value for word in words]


def test_a_check_has_the_members_that_are_read() -> None:
    """With the same bounds."""
    members = SCHEMAS["CheckRequest"]["properties"]

    assert tuple(members) == MEMBERS
    assert members["url"]["maxLength"] == URL_MAX_CHARACTERS
    assert members["key"]["maxLength"] == KEY_MAX_CHARACTERS


def test_a_batch_has_the_bounds_that_are_read() -> None:
    """Member and number."""
    assert list(SCHEMAS["CheckBatch"]["properties"]) == [BATCH_MEMBER]
    assert SCHEMAS["CheckBatch"]["properties"][BATCH_MEMBER]["maxItems"] == BATCH_MAX_CHECKS


def test_problems_are_named_as_they_are() -> None:
    """Each answer that is a problem names kinds that exist, with that status, and each kind is named somewhere."""
    kinds = {kind.name: kind.status for kind in PROBLEM_TYPES.values()}
    named: set[str] = set()
    for method, path, operation in OPERATIONS:
        for status, answer in operation["responses"].items():
            answer = resolve(answer)  # noqa: PLW2901 - the same answer, spelled out
            if "application/problem+json" in answer.get("content", {}):
                names = re.findall(r"`([a-z-]+)`", answer["description"])
                found = [name for name in names if name in kinds]
                assert found, (method, path, status)
                assert {kinds[name] for name in found} == {int(status)}
                named |= set(found)

    # A 405 and a mistake of ours can come from any operation and are described as a whole.
    assert set(kinds) - named == {"method-not-allowed", "internal-error"}


def test_the_warnings_of_a_release_are_as_described() -> None:
    """Each group of the sample release."""
    registry = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": DESCRIPTION["components"]}
    validator = Draft202012Validator({**registry, "$ref": "#/components/schemas/Warnings"})

    files = [body for name, body in build_files().items() if name.startswith("warnings/")]
    assert files
    for body in files:
        validator.validate(json.loads(body))

"""What an agency may set: the schema that the extension carries, closed, and the rules that a schema cannot say.

``extension/policy_schema.json`` is written in the part of JSON Schema that Chromium reads for managed storage, where an
object cannot be closed; here every object is, so that what has no field cannot be asked for.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from server.agencies.agency_errors import PolicyError, PolicyMistake
from server.agencies.policy_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError

SCHEMA_PATH = Path(__file__).resolve().parents[2] / "extension" / "policy_schema.json"

SHOWN_MAX_CHARACTERS = 80

_PLACE = "docs/policy.md lists what an agency may set"


def check_policy(settings: object) -> dict[str, Any]:
    """Return the settings of a policy when they are what an agency may set.

    Raises:
        PolicyError: they are not; every mistake is named.
    """
    mistakes = _find_mistakes(settings)
    if not mistakes and isinstance(settings, dict):
        mistakes = [mistake for rule in RULES for mistake in rule(settings)]
    if mistakes or not isinstance(settings, dict):
        raise PolicyError(sorted(mistakes))
    return settings


def check_device_values(values: Mapping[str, Any]) -> None:
    """Make sure that a browser takes what a device is given: by the schema, which is all that a browser knows.

    Raises:
        PolicyError: it would drop some; every mistake is named.
    """
    if mistakes := _find_mistakes(values):
        raise PolicyError(sorted(mistakes))


@cache
def load_policy_schema() -> dict[str, Any]:
    """Return the schema with every object closed."""
    schema: dict[str, Any] = _close(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
    return schema


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(load_policy_schema())


def _find_mistakes(settings: object) -> list[PolicyMistake]:
    return [_describe(error) for error in _validator().iter_errors(settings)]


def _close(node: Any) -> Any:
    """Let no object of a schema have a member that it does not name."""
    if isinstance(node, dict):
        closed = {name: _close(value) for name, value in node.items()}
        return closed | {"additionalProperties": False} if node.get("type") == "object" else closed
    return node


def _describe(error: ValidationError) -> PolicyMistake:
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")
    if error.validator == "additionalProperties":
        return _describe_stranger(field, error)
    fix = error.schema.get("description", _PLACE) if isinstance(error.schema, dict) else _PLACE
    return PolicyMistake(field, _show(error.instance), _EXPECTED.get(str(error.validator), _expect_other)(error), fix)


def _describe_stranger(field: str, error: ValidationError) -> PolicyMistake:
    """Describe the first member that has no field; the next one is named when this is mended."""
    known = list(_properties(error))
    instance: Any = error.instance
    strangers = [str(name) for name in instance if name not in known]
    close = get_close_matches(strangers[0], known, n=1)
    fix = f"did you mean {close[0]}?" if close else f"take it out; {_PLACE}"
    place = f"{field}." if field else ""
    return PolicyMistake(f"{place}{strangers[0]}", "a setting that there is not", f"one of {', '.join(known)}", fix)


def _properties(error: ValidationError) -> Iterator[str]:
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    yield from schema.get("properties", {})


def _show(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_MAX_CHARACTERS else text[:SHOWN_MAX_CHARACTERS] + "…"


def _expect_other(error: ValidationError) -> str:
    return f"{error.validator} {json.dumps(error.validator_value)}"


_EXPECTED = {
    "type": lambda error: f"{error.validator_value}",
    "enum": lambda error: f"one of {', '.join(map(str, error.validator_value))}",
    "required": lambda error: f"{', '.join(error.validator_value)}",
    "pattern": lambda error: f"a text of the form {error.validator_value}",
    "minimum": lambda error: f"at least {error.validator_value}",
    "maximum": lambda error: f"at most {error.validator_value}",
    "minLength": lambda error: f"at least {error.validator_value} characters",
    "maxLength": lambda error: f"at most {error.validator_value} characters",
    "minItems": lambda error: f"at least {error.validator_value} entries",
    "maxItems": lambda error: f"at most {error.validator_value} entries",
}
"""What would be right, by the word of the schema that was broken."""

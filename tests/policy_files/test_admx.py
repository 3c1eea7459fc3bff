"""The Group Policy templates: references resolve, texts are complete in both languages, keys are right."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from server.domain.errors import RequestError
from server.policy_files.formats import make_policy_files
from tests.policy_files.samples import EXTENSION_ID, POLICY, SCHEMA, TEXTS, sample_deployment

SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
FILES = make_policy_files("admx", sample_deployment(), SCHEMA, TEXTS)
ADMX = ET.fromstring(FILES["jaga-jempol.admx"])  # noqa: S314 - our own
ADMLS = {name[:5]: ET.fromstring(FILES[f"{name[:5]}/jaga-jempol.adml"]) for name in ("id-ID", "en-US")}  # noqa: S314
PRESENTED = {"text": "textBox", "decimal": "decimalTextBox", "enum": "dropdownList", "list": "listBox"}
# The order that the schema of PolicyDefinitions demands of what a file and a policy hold.
FILE_ORDER = ["policyNamespaces", "resources", "supportedOn", "categories", "policies"]
POLICY_ORDER = [
    "parentCategory",
    "supportedOn",
    "enabledValue",
    "disabledValue",
    "enabledList",
    "disabledList",
    "elements",
]


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    assert element.tag.startswith(SPACE), element.tag
    return element.tag.removeprefix(SPACE)


def policies() -> list[ET.Element]:
    """Return every policy of the template."""
    return list(ADMX.iter(f"{SPACE}policy"))


def references(kind: str) -> set[str]:
    """Return what the template refers to as ``$(string.x)`` or ``$(presentation.x)``."""
    return set(re.findall(rf"\$\({kind}\.(\w+)\)", FILES["jaga-jempol.admx"].decode()))


def test_parts_stand_in_the_order_of_the_schema() -> None:
    """Windows refuses a template with parts out of order."""
    assert [local(part) for part in ADMX] == FILE_ORDER
    for policy in policies():
        places = [POLICY_ORDER.index(local(part)) for part in policy]
        assert places == sorted(places)
        assert {"parentCategory", "supportedOn"} <= {local(part) for part in policy}


def test_names_are_of_the_schema_and_come_once() -> None:
    """A name of a policy or category may have letters, digits and _, and stands once."""
    for kind in ("policy", "category"):
        names = [each.attrib["name"] for each in ADMX.iter(f"{SPACE}{kind}")]
        assert len(set(names)) == len(names) > 1
        assert all(re.fullmatch(r"[A-Za-z]\w*", name) for name in names)


def test_categories_lead_somewhere() -> None:
    """From each policy to the root."""
    categories = {each.attrib["name"] for each in ADMX.iter(f"{SPACE}category")}
    parents = {each.attrib["ref"] for each in ADMX.iter(f"{SPACE}parentCategory")}

    assert parents <= categories


@pytest.mark.parametrize("language", ADMLS)
def test_every_text_is_there_and_none_is_idle(language: str) -> None:
    """In both languages."""
    strings = {each.attrib["id"]: each.text for each in ADMLS[language].iter(f"{SPACE}string")}
    presentations = {each.attrib["id"] for each in ADMLS[language].iter(f"{SPACE}presentation")}

    assert strings.keys() == references("string")
    assert presentations == references("presentation")
    assert all(strings.values())
    assert strings["server"] == {"id-ID": "Judul server", "en-US": "Title server"}[language]


@pytest.mark.parametrize("language", ADMLS)
def test_every_field_is_presented_by_its_own_kind(language: str) -> None:
    """A text by a text box, a number by a box for numbers, and so on."""
    controls = {
        control.attrib["refId"]: local(control)
        for presentation in ADMLS[language].iter(f"{SPACE}presentation")
        for control in presentation
    }
    fields = {field.attrib["id"]: local(field) for elements in ADMX.iter(f"{SPACE}elements") for field in elements}

    assert fields
    assert controls == {name: PRESENTED[kind] for name, kind in fields.items()}


@pytest.mark.parametrize(("browser", "registry"), [("chrome", r"Google\Chrome"), ("edge", r"Microsoft\Edge")])
def test_a_policy_writes_where_the_browser_reads(browser: str, registry: str) -> None:
    """One policy per member of the schema, and one that installs."""
    base = rf"SOFTWARE\Policies\{registry}"
    keys = {each.attrib["name"]: each.attrib["key"] for each in policies() if each.attrib["name"].startswith(browser)}

    assert keys.pop(f"{browser}_install") == rf"{base}\ExtensionSettings\{EXTENSION_ID}"
    assert keys == dict.fromkeys(
        (f"{browser}_{name}" for name in SCHEMA["properties"]), rf"{base}\3rdparty\extensions\{EXTENSION_ID}\policy"
    )


def test_intune_sets_what_the_template_has() -> None:
    """Each OMA-URI names a category and a policy of the template that it brings along; each value is XML that fits."""
    profile: dict[str, Any] = json.loads(make_policy_files("intune", sample_deployment(), SCHEMA, TEXTS)["intune.json"])

    template, *settings = profile["omaSettings"]
    assert template["value"].encode() == FILES["jaga-jempol.admx"]
    assert {each["omaUri"].rsplit("/", 1)[1] for each in settings} == {each.attrib["name"] for each in policies()}
    for setting in settings:
        browser, _, member = setting["omaUri"].rsplit("/", 1)[1].partition("_")
        assert f"~Policy~JagaJempol~{browser}/" in setting["omaUri"]
        switch, *data = ET.fromstring(f"<value>{setting['value']}</value>")  # noqa: S314 - our own
        assert switch.tag == ("disabled" if POLICY.get(member) is False else "enabled")
        assert [each.attrib["value"] for each in data] == expected_data(member)


def expected_data(member: str) -> list[str]:
    """Return what the field of a member is given: text, number, numbered list, or JSON; none for yes and no."""
    value = POLICY.get(member)
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, list):
        return ["1\uf000x\uf0002\uf000instagram"]
    if isinstance(value, dict):
        return [json.dumps(value, ensure_ascii=False)]
    return [str(value)]


def test_intune_refuses_what_the_template_does_not_have() -> None:
    """By name."""
    with pytest.raises(RequestError, match="unknown_member"):
        make_policy_files("intune", sample_deployment(policy={"unknown_member": 1}), SCHEMA, TEXTS)

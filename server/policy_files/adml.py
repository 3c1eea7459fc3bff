"""The texts of the Group Policy templates (``.adml``), one file per language.

Source: learn.microsoft.com "ADML syntax", schema PolicyDefinitions 1.0 (read 2026-11-21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from server.policy_files.browsers import ROLLED_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
INSTALL = "install"
"""The policy that installs the extension, beside those of the schema."""

_OWN_TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "id": {INSTALL: ("Pasang Jaga Jempol", "Memasang ekstensi dan memperbaruinya dari server instansi.")},
    "en": {INSTALL: ("Install Jaga Jempol", "Installs the extension and updates it from the agency's server.")},
}
_SUPPORTED = {"id": "Peramban berbasis Chromium 120 atau lebih baru", "en": "Chromium-based browsers, 120 or newer"}


def make_resources(
    language: str, members: Mapping[str, Mapping[str, Any]], words: Mapping[str, tuple[str, str]]
) -> Element:
    """Return the texts of one language; a member without a text is shown by its name."""
    words = {**words, **_OWN_TEXTS[language]}
    root = Element("policyDefinitionResources", {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})
    SubElement(root, "displayName").text = "Jaga Jempol"
    SubElement(root, "description").text = words[INSTALL][1]
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    for name, text in _list_strings(language, members, words).items():
        SubElement(strings, "string", {"id": name}).text = text
    presentations = SubElement(resources, "presentationTable")
    for member, form in members.items():
        if form["type"] != "boolean":
            presentation = SubElement(presentations, "presentation", {"id": member})
            _add_presentation(presentation, member, form, words.get(member, (member, ""))[0])
    return root


def _list_strings(
    language: str, members: Mapping[str, Mapping[str, Any]], words: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    strings = {"product": "Jaga Jempol", "supported": _SUPPORTED[language]}
    strings |= {browser.word: browser.name for browser in ROLLED_OUT}
    for member in (INSTALL, *members):
        title, explanation = words.get(member, (member, member))
        strings |= {member: title, f"{member}_explain": explanation}
    for member, form in members.items():
        strings |= {name_choice(member, choice): str(choice) for choice in form.get("enum", ())}
    return strings


def _add_presentation(presentation: Element, member: str, form: Mapping[str, Any], title: str) -> None:
    if "enum" in form:
        SubElement(presentation, "dropdownList", {"refId": member, "noSort": "true"}).text = title
    elif form["type"] == "integer":
        SubElement(presentation, "decimalTextBox", {"refId": member}).text = title
    elif is_list_of_texts(form):
        SubElement(presentation, "listBox", {"refId": member}).text = title
    else:
        SubElement(SubElement(presentation, "textBox", {"refId": member}), "label").text = title


def name_choice(member: str, choice: object) -> str:
    """Return the name under which the text of a choice stands."""
    return f"{member}_choice_{choice}".replace("-", "_")


def is_list_of_texts(form: Mapping[str, Any]) -> bool:
    """Tell whether a member is a list of texts, which the editor shows line by line."""
    return bool(form["type"] == "array" and form.get("items", {}).get("type") == "string")

"""The rule page as the extension carries it, for offline: the same template, with links between files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server.domain.warnings import Language
from server.http.page_language import LANGUAGES, load_page_texts
from server.warnings.rule_page import load_rule_pages

if TYPE_CHECKING:
    from server.warnings.rule_page import RulePage

_HTTP = Path(__file__).parent
_STYLES = ("base.css", "rules.css")
_ELSEWHERE = {"/": "../pages/welcome.html", "mark.svg": "../icons/mark.svg"}
"""What the extension has of its own, seen from extension/bundled."""

_OWN_PATH = "/aturan"


def build_bundled_pages(wording_dir: Path) -> dict[str, bytes]:
    """Return the files of the rule page, by name.

    Args:
        wording_dir: holds rules and wording.

    Raises:
        WordingError: as ``load_rule_pages``.
        OSError: a style sheet cannot be read.
    """
    pages = load_rule_pages(wording_dir)
    html = {name_page(language): _render(language, pages[Language(language)]).encode() for language in LANGUAGES}
    return {**html, **{name: (_HTTP / "static" / name).read_bytes() for name in _STYLES}}


def name_page(language: str) -> str:
    """Return the name of the page's file in a language."""
    return f"rules.{language}.html"


def _render(language: str, page: RulePage) -> str:
    environment = Environment(loader=FileSystemLoader(_HTTP / "templates"), autoescape=True, undefined=StrictUndefined)
    texts = load_page_texts()
    return environment.get_template("rules.html").render(
        page=page,
        lang=language,
        languages=LANGUAGES,
        all_texts=texts,
        t=texts[language],
        request=SimpleNamespace(path=_OWN_PATH),
        link=lambda path, lang=language: name_page(lang) if path == _OWN_PATH else _ELSEWHERE[path],
        url_for=lambda _, filename: _ELSEWHERE.get(filename, filename),
    )

"""The language of our web pages: Indonesian unless ``?lang=en`` asks for English; no cookie remembers it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from flask import request

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("id", "en")
"""The first one is used unless another is asked for."""

_TEXTS_FILE = Path(__file__).with_name("page_texts.yaml")


def choose_language() -> str:
    """Return the language that the present request asks for."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]


@cache
def load_page_texts() -> Mapping[str, Mapping[str, str]]:
    """Return language -> name -> text."""
    texts: dict[str, dict[str, str]] = yaml.safe_load(_TEXTS_FILE.read_text(encoding="utf-8"))
    return texts


def make_page_values() -> dict[str, object]:
    """Return what every template may use: the language, its texts, and a way to link that keeps it."""
    language = choose_language()
    return {
        "lang": language,
        "languages": LANGUAGES,
        "all_texts": load_page_texts(),
        "t": load_page_texts()[language],
        "link": link_to,
    }


def link_to(path: str, lang: str | None = None) -> str:
    """Return the address of one of our pages in a language, the present one unless told."""
    chosen = lang or choose_language()
    return path if chosen == LANGUAGES[0] else f"{path}?lang={chosen}"

"""The start page, the rule page, and the pages that explain each kind of problem."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template

from server.accounts.release_contacts import find_contacts
from server.domain.warnings import Language
from server.http.page_language import choose_language, make_page_values
from server.http.problems import PROBLEM_TYPES
from server.http.services import get_services
from server.warnings.rule_page import load_rule_pages

WORDING_DIR = "WORDING_DIR"
"""The name, among the settings of the Flask app, of the folder with rules and wording."""

blueprint = Blueprint("pages", __name__)
blueprint.context_processor(make_page_values)


@blueprint.get("/")
def show_start() -> str:
    """Say what this is, and where to go on."""
    return render_template("start.html", contacts=find_contacts(get_services().release))


@blueprint.get("/aturan")
def show_rules() -> str:
    """Explain the rules in plain words, by account, stage and action."""
    pages = load_rule_pages(current_app.config[WORDING_DIR])
    return render_template("rules.html", page=pages[Language(choose_language())])


@blueprint.get("/problems")
def show_problems() -> str:
    """List every kind of problem."""
    return render_template("problems.html", problems=_problems_by_name().values())


@blueprint.get("/problems/<name>")
def show_problem(name: str) -> str:
    """Explain one kind of problem: what its ``type`` leads to."""
    return render_template("problem.html", problem=_problems_by_name().get(name) or abort(404))


def _problems_by_name() -> dict[str, object]:
    kinds = sorted(PROBLEM_TYPES.values(), key=lambda kind: (kind.status, kind.name))
    return {kind.name: kind for kind in kinds}

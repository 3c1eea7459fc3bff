"""What Flask costs at the least, on the same server: the measure for ``make bench-server``."""

from __future__ import annotations

import json
from functools import cache

from flask import Flask, Response, request

BODY = b'{"listed":false}'


def make_app() -> Flask:
    """Return an app with a route that returns a constant, one that looks an id up, one that parses JSON first."""
    app = Flask(__name__)
    app.add_url_rule("/bare", view_func=lambda: Response(BODY, content_type="application/json"))
    app.add_url_rule("/account/<number>", view_func=look_up)
    app.add_url_rule("/parse", view_func=parse, methods=["POST"])
    return app


@cache
def make_accounts() -> dict[str, dict[str, str]]:
    """Return 10,000 accounts by their id."""
    return {f"{n:05}": {"id": f"{n:05}", "handle": f"akun_{n}", "owner": f"Nama Rekaan {n}"} for n in range(10_000)}


def look_up(number: str) -> Response:
    """Answer with one account of ten thousand."""
    return Response(json.dumps(make_accounts()[number]), content_type="application/json")


def parse() -> Response:
    """Parse the body and answer always the same."""
    request.get_json()
    return Response(BODY, content_type="application/json")

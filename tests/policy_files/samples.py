"""A policy with every kind of value, its schema and its texts: invented, so that the agency's own may change."""

from __future__ import annotations

from typing import Any

from server.policy_files.deployment import Deployment, make_deployment

EXTENSION_ID = "khedgpkhhmmjlcbccfpbpmgbhleeemji"
GECKO_ID = "jaga-jempol@jaga-jempol"
SERVER = "https://jaga.example"

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "server": {"type": "string"},
        "tuf_root": {"type": "object", "properties": {"version": {"type": "integer"}, "name": {"type": "string"}}},
        "language": {"type": "string", "enum": ["id", "en"]},
        "platforms": {"type": "array", "items": {"type": "string"}},
        "levels": {"type": "object", "properties": {"like": {"type": "string"}, "follow": {"type": "string"}}},
        "ask_again_minutes": {"type": "integer", "minimum": 0, "maximum": 1440},
        "prefetch": {"type": "boolean"},
        "counts": {"type": "boolean"},
        "sentence": {"type": "string"},
    },
}

POLICY: dict[str, Any] = {
    "server": SERVER,
    "tuf_root": {"version": 1, "name": 'akar "utama"'},
    "language": "id",
    "platforms": ["x", "instagram"],
    "levels": {"like": "hold", "follow": "inform"},
    "ask_again_minutes": 60,
    "prefetch": True,
    "counts": False,
    "sentence": 'Tanya "Biro SDM" <&> C:\\aturan,\nlantai 2 · ext. 9',
}

TEXTS = {
    "id": {name: (f"Judul {name}", f"Penjelasan {name}") for name in POLICY},
    "en": {name: (f"Title {name}", f"Explanation {name}") for name in POLICY},
}


def sample_deployment(server: str = SERVER, policy: dict[str, Any] | None = None) -> Deployment:
    """Return a deployment of the sample policy."""
    return make_deployment(EXTENSION_ID, GECKO_ID, server, POLICY if policy is None else policy)

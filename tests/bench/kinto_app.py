"""Kinto with 10,000 records in memory, as a WSGI application; runs in the bench's own venv (Kinto and granian).

``python kinto_app.py PORT`` serves it. Nothing of the project is imported here: the two have their own packages.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

RECORDS = 10_000
INI = """
[app:main]
use = egg:kinto
kinto.storage_backend = kinto.core.storage.memory
kinto.cache_backend = kinto.core.cache.memory
kinto.permission_backend = kinto.core.permission.memory
kinto.userid_hmac_secret = bench
kinto.bucket_read_principals = system.Everyone
kinto.record_read_principals = system.Everyone
multiauth.policies = basicauth
"""


def make_app() -> Any:
    """Return Kinto, filled."""
    from pyramid.paster import get_app  # type: ignore[import-not-found]  # of the bench's own venv

    with tempfile.NamedTemporaryFile("w", suffix=".ini") as file:
        file.write(INI)
        file.flush()
        app = get_app(file.name, "main")
    create = app.registry.storage.create
    create("bucket", "", {"id": "b"})
    create("collection", "/buckets/b", {"id": "c"})
    for number in range(RECORDS):
        record = {"id": f"{number:05}", "handle": f"akun_{number}", "owner": f"Nama Rekaan {number}"}
        create("record", "/buckets/b/collections/c", record)
    return app


def main() -> None:
    """Serve it in one process, with as many threads as ours has."""
    from granian import Granian
    from granian.constants import Interfaces

    sys.path.insert(0, str(Path(__file__).parent))
    Granian(
        "kinto_app:make_app", factory=True, interface=Interfaces.WSGI, port=int(sys.argv[1]), blocking_threads=2
    ).serve()


if __name__ == "__main__":
    main()

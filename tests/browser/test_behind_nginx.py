"""The extension with nginx before the API: the release comes from files, everything else from the API, unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.static_export import export_static
from server.app import make_nginx_config
from tests.browser.dialog import wait_for_dialog
from tests.browser.sites import X_PAIRS
from tests.browser.visits import open_for
from tests.nginx import free_port, serve_export

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium


def test_the_list_comes_from_nginx_and_guards(sleeping: Chromium, api: Api, tmp_path: Path) -> None:
    """The API never hears of the release; a listed account is held with the words of its group."""
    port, export = free_port(), tmp_path / "export"
    config = make_nginx_config(export, f"127.0.0.1:{port}", api.origin)
    export_static(api.folder / "release", export, config)
    before = len(api.recorder.requests)
    with serve_export(export, port, tmp_path / "nginx") as origin:
        sleeping.wake(origin)
        visit = open_for(sleeping, "x", X_PAIRS[0], "like")
        visit.click("like")
        dialog = wait_for_dialog(visit.page)

        assert X_PAIRS[0].owner in dialog.text
        visit.assert_untouched()
        dialog.cancel()

    assert [path for path in api.recorder.paths(before) if "/v1/release/" in path] == []

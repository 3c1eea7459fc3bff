"""A client that trusts the first root: python-tuf's own, reading a release from a folder as if it were a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface, Updater

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEME = "folder://"


class _FolderFetcher(FetcherInterface):
    def _fetch(self, url: str) -> Iterator[bytes]:
        path = Path(url.removeprefix(_SCHEME))
        if not path.is_file():
            raise DownloadHTTPError("not there", 404)
        yield path.read_bytes()


class ReleaseClient:
    """One browser's state, on disk."""

    def __init__(self, place: Path, bootstrap: bytes) -> None:
        self._place = place
        self._bootstrap = bootstrap
        (place / "metadata").mkdir(parents=True)
        (place / "targets").mkdir()

    def refresh(self, release: Path) -> Updater:
        """Follow the release in a folder, as a browser does at each update."""
        updater = Updater(
            metadata_dir=str(self._place / "metadata"),
            metadata_base_url=f"{_SCHEME}{release}/metadata/",
            target_dir=str(self._place / "targets"),
            target_base_url=f"{_SCHEME}{release}/targets/",
            fetcher=_FolderFetcher(),
            bootstrap=self._bootstrap,
        )
        updater.refresh()
        return updater

    def fetch(self, release: Path, name: str) -> bytes:
        """Follow the release and return a target of it, verified."""
        updater = self.refresh(release)
        info = updater.get_targetinfo(name)
        assert info is not None
        return Path(updater.download_target(info)).read_bytes()

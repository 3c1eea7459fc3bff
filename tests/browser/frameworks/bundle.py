"""Put an app and the packages it runs on into one script, as the sites do; made once per run, in memory only."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
APPS = Path(__file__).parent / "apps"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
# React 17 has its own way to start; createRoot came with 18.
MOUNTS = {"17": "mount_17.js", "18": "mount.js", "19": "mount.js"}
PACKAGES = {"17": ("react17", "react-dom17"), "18": ("react18", "react-dom18"), "19": ("react", "react-dom")}


class BundleError(RuntimeError):
    """An app could not be put together; carries what esbuild said."""


def _aliases(react: str) -> Iterator[str]:
    """Yield which packages stand behind the names that an app imports."""
    library, renderer = PACKAGES[react]
    for name, target in {"react": library, "react-dom": renderer, "react-native": "react-native-web"}.items():
        if name != target:
            yield f"--alias:{name}={target}"
    yield f"--alias:mount={APPS / MOUNTS[react]}"


@cache
def bundle(app: str, react: str = "19") -> str:
    """Return the script of *app* (a file of ``apps`` without its ending) with React *react* in it.

    Raises:
        BundleError: a package is missing or the app has a mistake; the message is esbuild's.
    """
    options = ["--bundle", "--format=iife", "--log-level=warning", '--define:process.env.NODE_ENV="production"']
    command = [str(ESBUILD), str(APPS / f"{app}.js"), *options, *_aliases(react)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    if made.returncode:
        raise BundleError(made.stderr)
    return made.stdout.replace("</script", "<\\/script")

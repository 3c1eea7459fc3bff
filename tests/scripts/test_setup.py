"""What the set-up says when something is missing: one line that names it and what to install."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What the scripts themselves use; everything else is missing unless a test puts it there.
SHELL_TOOLS = ("bash", "env", "cat", "cut", "dirname", "id", "pwd", "sha256sum", "tail", "mktemp", "rm", "true")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Give a folder with the files that the set-up reads, and nothing installed."""
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name)
    for name in ("pyproject.toml", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Give a folder to stand as the whole PATH of a machine that has a shell and little else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in SHELL_TOOLS:
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


def add_tool(tools: Path, name: str, script: str) -> None:
    """Put a program that is only a few lines of shell onto the PATH."""
    path = tools / name
    path.unlink(missing_ok=True)
    path.write_text(f"#!{shutil.which('bash')}\n{script}\n")
    path.chmod(0o755)


def run(clone: Path, tools: Path, script: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the clone with nothing on the PATH but *tools*."""
    command: list[str | Path] = [clone / "scripts" / script, *arguments]
    return subprocess.run(command, env={"PATH": str(tools)} | env, capture_output=True, text=True, check=False)


def assert_one_line(told: subprocess.CompletedProcess[str], *words: str) -> None:
    """The script failed, and said why in one line that holds *words*."""
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1, told.stderr
    assert [word for word in words if word not in told.stderr] == []


def test_python_is_missing(clone: Path, tools: Path) -> None:
    """Without an interpreter the line names the version and the packages."""
    assert_one_line(run(clone, tools, "venv.sh", "run"), "Python 3.11", "apt-get install python3")


def test_python_is_too_old(clone: Path, tools: Path) -> None:
    """An interpreter that is too old is as good as none."""
    add_tool(tools, "python3", "exit 1  # says that it is older than 3.11")

    assert_one_line(run(clone, tools, "venv.sh", "run"), "Python 3.11", "apt-get install python3")


def test_venv_is_missing(clone: Path, tools: Path) -> None:
    """Debian's python3 comes without venv; the line names the package that brings it."""
    add_tool(tools, "python3", '[[ "$2" != *ensurepip* ]]')

    assert_one_line(run(clone, tools, "venv.sh", "run"), "venv", "apt-get install python3-venv")


def test_node_is_missing(clone: Path, tools: Path) -> None:
    """The lint and test tools need Node."""
    assert_one_line(run(clone, tools, "node_tools.sh"), "Node.js 20.19")


def test_programs_are_missing_and_nobody_may_install_them(clone: Path, tools: Path) -> None:
    """Neither root nor sudo: the line says what to install."""
    add_tool(tools, "id", "echo 1000")
    add_tool(tools, "sudo", "exit 1")

    told = run(clone, tools, "system_tools.sh")

    wanted = "chromium firefox-esr postgresql redis-server softhsm2 systemd nginx libnginx-mod-http-brotli-static"
    assert_one_line(told, f"sudo apt-get install {wanted}")


def test_only_the_missing_program_is_asked_for(clone: Path, tools: Path) -> None:
    """What is there is not named; the bench needs one more."""
    for name in ("chromium", "initdb", "redis-server", "softhsm2-util", "systemd-analyze"):
        add_tool(tools, name, "")
    add_nginx(clone)
    add_tool(tools, "id", "echo 1000")
    add_tool(tools, "sudo", "exit 1")

    assert_one_line(told := run(clone, tools, "system_tools.sh"), "apt-get install firefox-esr")
    assert [word for word in ("chromium", "nginx", "wrk") if word in told.stderr] == []
    assert_one_line(run(clone, tools, "system_tools.sh", "--bench"), "apt-get install firefox-esr wrk")


def test_programs_come_with_sudo_and_nginx_is_only_unpacked(clone: Path, tools: Path, tmp_path: Path) -> None:
    """Nothing starts the system's own web server; once all is there nobody is asked again."""
    add_tool(tools, "id", "echo 1000")
    add_tool(tools, "sudo", 'shift; exec "$@"')
    add_tool(tools, "apt-get", f'echo "$*" >> {tmp_path}/asked; if [ $1 = download ]; then : > a.deb; fi')
    add_tool(tools, "dpkg-deb", f'echo "dpkg-deb $*" >> {tmp_path}/asked')
    for name in ("mkdir", "dirname"):
        (tools / name).unlink(missing_ok=True)
        (tools / name).symlink_to(shutil.which(name) or name)

    assert run(clone, tools, "system_tools.sh").returncode == 0
    assert (tmp_path / "asked").read_text().splitlines() == [
        "update",
        "install -y --no-install-recommends chromium firefox-esr postgresql redis-server softhsm2 systemd",
        "download nginx libnginx-mod-http-brotli-static",
        "dpkg-deb -x a.deb .",
    ]

    add_nginx(clone)
    for name in ("chromium", "firefox-esr", "initdb", "redis-server", "softhsm2-util", "systemd-analyze"):
        add_tool(tools, name, "")
    (tmp_path / "asked").unlink()
    assert run(clone, tools, "system_tools.sh").returncode == 0
    assert not (tmp_path / "asked").exists()


def add_nginx(clone: Path) -> None:
    """Put what looks like the unpacked nginx into the clone."""
    for name in ("sbin/nginx", "lib/nginx/modules/ngx_http_brotli_static_module.so"):
        path = clone / "build" / "tools" / "usr" / name
        path.parent.mkdir(parents=True)
        path.write_text("")
        path.chmod(0o755)


def test_a_finished_setup_is_left_alone(clone: Path, tools: Path) -> None:
    """Once the stamp fits the lock, the project and the place, nothing is run at all."""
    venv = clone / ".venv"
    (venv / "bin").mkdir(parents=True)
    add_tool(venv / "bin", "jaga", "")
    inputs = (clone / "requirements/run.txt").read_text() + (clone / "pyproject.toml").read_text() + f"{clone}\n"
    stamp = subprocess.run(["sha256sum"], input=inputs, capture_output=True, text=True, check=True).stdout.split()[0]
    (venv / ".made-for-run").write_text(stamp)

    assert (run(clone, tools, "venv.sh", "run").returncode, run(clone, tools, "venv.sh", "run").stderr) == (0, "")

    (clone / "requirements/run.txt").write_text("changed")
    assert_one_line(run(clone, tools, "venv.sh", "run"), "Python 3.11")

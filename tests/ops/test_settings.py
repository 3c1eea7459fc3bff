"""Settings: defaults of a fresh checkout, every bad variable in one message, and a documentation that cannot drift."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from server.ops.settings import Settings, SettingsError

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_an_empty_environment_suits_a_fresh_checkout() -> None:
    """Nothing needs to be set: the list, the platforms and the state are those of the checkout."""
    settings = Settings.from_env({})

    assert settings.list_dir == ROOT / "candidate_accounts"
    assert settings.release_dir == ROOT / "var" / "release"
    assert settings.keys_dir == ROOT / "var" / "keys"
    assert (settings.host, settings.port, settings.today, settings.is_production) == ("127.0.0.1", 8000, None, False)


def test_variables_are_read_once_into_values() -> None:
    """A day becomes a date, a number a number, a folder an absolute path; other programs' variables are ignored."""
    env = {
        "JAGA_TODAY": "2024-01-15",
        "JAGA_PORT": " 8080 ",
        "JAGA_STATE_DIR": "state",
        "JAGA_ENV": "Production",
        "HOME": "/",
    }

    settings = Settings.from_env(env)

    assert (settings.today, settings.port) == (date(2024, 1, 15), 8080)
    assert settings.release_dir == Path.cwd() / "state" / "release"
    assert settings.is_production


def test_localhost_is_the_loopback_address() -> None:
    """The server listens on addresses, not on names."""
    hosts = [Settings.from_env({"JAGA_HOST": text}).host for text in ("localhost", "::1", "0.0.0.0")]  # noqa: S104

    assert hosts == ["127.0.0.1", "::1", "0.0.0.0"]  # noqa: S104 - only read, never listened on


def test_an_empty_variable_leaves_the_default() -> None:
    """``JAGA_TODAY=`` in a shell means: not set."""
    assert Settings.from_env({"JAGA_TODAY": "", "JAGA_PORT": " "}) == Settings()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("JAGA_TODAY", "2024-02-30"),
        ("JAGA_TODAY", "15-01-2024"),
        ("JAGA_TODAY", "2024-W03-1"),
        ("JAGA_TODAY", "20240115"),
        ("JAGA_PORT", "0"),
        ("JAGA_PORT", "65536"),
        ("JAGA_PORT", "-1"),
        ("JAGA_PORT", "8_000"),
        ("JAGA_PORT", "\N{ARABIC-INDIC DIGIT EIGHT}"),
        ("JAGA_HOST", "jaga.example"),
        ("JAGA_ENV", "prod"),
        ("JAGA_STATE_DIR", "a\0b"),
        ("JAGA_POLL_SECONDS", "1"),
        ("JAGA_LOG_LEVEL", "loud"),
        ("JAGA_PROT", "8000"),
        ("JAGA_CHECKS_PER_MINUTE", "99"),
        ("JAGA_OPERATOR", "a\nb"),
    ],
)
def test_a_bad_variable_is_refused_by_name(name: str, text: str) -> None:
    """Each bad value, and each slip in a name, is named with what was found and what was expected."""
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({name: text})

    (finding,) = raised.value.findings
    assert finding.name == name
    assert finding.found == text
    assert finding.expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("JAGA_DATABASE_URL", "mysql://jaga:rahasia@127.0.0.1/jaga"),
        ("JAGA_DATABASE_ULR", "postgresql://jaga:rahasia@127.0.0.1/jaga"),
        ("JAGA_REDIS_URL", ":rahasia@127.0.0.1"),
    ],
)
def test_a_password_is_never_shown(name: str, text: str) -> None:
    """Neither of a bad setting, nor of one whose name is a slip, nor when settings are printed."""
    with pytest.raises(SettingsError, match=name) as raised:
        Settings.from_env({name: text})

    good = Settings.from_env(
        {"JAGA_DATABASE_URL": "postgresql://jaga:rahasia@/jaga", "JAGA_REDIS_URL": "redis://:rahasia@/0"}
    )
    assert "rahasia" not in f"{raised.value}{raised.value.findings}{good}"


def test_the_database_lies_in_the_state_folder_until_told() -> None:
    """SQLite for a fresh checkout."""
    assert Settings.from_env({"JAGA_STATE_DIR": "/x"}).database_address == "sqlite:////x/agencies.sqlite"
    assert Settings.from_env({"JAGA_DATABASE_URL": "postgresql:///jaga"}).database_address == "postgresql:///jaga"


def test_every_bad_variable_stands_in_one_message() -> None:
    """An operator mends all of them at once."""
    with pytest.raises(SettingsError, match=r"JAGA_PORT.*; JAGA_TODAY.*; JAGA_TODDAY") as raised:
        Settings.from_env({"JAGA_TODDAY": "x", "JAGA_TODAY": "today", "JAGA_PORT": "http"})

    assert len(raised.value.findings) == 3


def test_each_setting_is_documented_as_it_is() -> None:
    """docs/settings.md holds one row per field, with its variable, its default and its sentence, in the same order."""
    rows = [line for line in DOCS.splitlines() if line.startswith("| `JAGA_")]

    assert rows == [_row_of(setting.name) for setting in fields(Settings)]


def _row_of(name: str) -> str:
    setting = next(each for each in fields(Settings) if each.name == name)
    variable, sentence, reader = (setting.metadata[part] for part in ("name", "help", "reader"))
    return f"| `{variable}` | {_show(setting.default)} | {sentence} Expected: {reader.expected}. |"


def _show(default: object) -> str:
    if default is None:
        return "unset"
    return f"`{default.relative_to(ROOT)}/`" if isinstance(default, Path) else f"`{default}`"

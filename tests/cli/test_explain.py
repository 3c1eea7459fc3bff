"""``jaga explain``: a code in two languages, or all of them."""

from __future__ import annotations

from tests.cli.samples import assert_refused, run


def test_a_code_is_explained_in_two_languages() -> None:
    """Indonesian first, English second, with an example; small letters do, too."""
    shown = run("explain", "l217").stdout

    assert shown.startswith("L217\n  Arti: ")
    assert shown.index("Mengapa: ") < shown.index("Meaning: ")
    assert "Contoh / Example: " in shown


def test_one_language() -> None:
    """Whoever wants one language gets that one alone."""
    shown = run("explain", "L217", "--lang", "en").stdout

    assert "Meaning: " in shown
    assert "Arti: " not in shown


def test_without_a_code_all_are_listed() -> None:
    """One code after the other, each with its meaning in both languages."""
    lines = run("explain").stdout.splitlines()

    assert [line[:4] for line in lines[:3]] == ["L001", "    ", "L002"]


def test_an_unknown_code_is_refused() -> None:
    """A code that no check gives is wrong usage."""
    assert_refused(run("explain", "L217", "L999"), 2, "no code L999")

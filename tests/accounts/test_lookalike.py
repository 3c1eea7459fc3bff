"""What a hasty eye takes for the same handle, and what it does not."""

from __future__ import annotations

import random

import pytest

from server.accounts.lookalike import (
    AFFIX,
    ONE_APART,
    SAME,
    find_lookalikes,
    find_lookalikes_of,
    skeleton,
    strip_affixes,
)

ALIKE = {
    "zero for o": ("prabow0", "prabowo"),
    "one for i": ("an1es", "anies"),
    "l for i": ("gibran_lndonesia", "gibran_indonesia"),
    "five for s": ("ganjar5", "ganjars"),
    "rn for m": ("rnahfud", "mahfud"),
    "vv for w": ("prabovvo", "prabowo"),
    "dots and underscores": ("ganjar.pranowo", "ganjar_pranowo"),
    "capitals": ("Ganjar", "ganjar"),
    "accents": ("ganj\u00e1r", "ganjar"),
    "Cyrillic letters": ("\u0430ni\u0435s", "anies"),
    "a Cyrillic capital": ("\u0412udi", "budi"),
    "Greek letters": ("pr\u03b1b\u03bfwo", "prabowo"),
    "full width": ("\uff42udi", "budi"),
}
DIFFERENT = {"another letter": ("mahfud", "mahfun"), "a letter more": ("budi", "budii"), "another order": ("ab", "ba")}


@pytest.mark.parametrize(("first", "second"), ALIKE.values(), ids=ALIKE)
def test_equal_skeletons(first: str, second: str) -> None:
    """Confusable letters, accents and separators leave the same skeleton."""
    assert skeleton(first) == skeleton(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_skeletons(first: str, second: str) -> None:
    """Whatever can be told apart stays apart."""
    assert skeleton(first) != skeleton(second)


AFFIXES = {
    "digits": "ganjar.pranowo41",
    "official": "ganjarpranowo_official",
    "real": "real.ganjar.pranowo",
    "two of them": "official_ganjarpranowo_fans2024",
    "aid": "ganjar_pranowo_bansos",
}


@pytest.mark.parametrize("handle", AFFIXES.values(), ids=AFFIXES)
def test_what_impostors_put_to_a_name(handle: str) -> None:
    """Digits and known words at the ends go; what is left is the skeleton of the name."""
    assert strip_affixes(handle) == skeleton("ganjarpranowo")


def test_a_short_name_keeps_its_affix() -> None:
    """Stripping stops before a name becomes so short that many share it."""
    assert strip_affixes("pkb_official") == skeleton("pkbofficial")


def test_reasons() -> None:
    """Each pair is found once, for its strongest reason, in the order in which the handles were given."""
    handles = [(1, "budi_santoso"), (2, "budi.sant0so"), (3, "budi_santosa"), (4, "budisantoso99x"), (5, "santosobudi")]
    handles += [(6, "budi_santoso_fans"), (7, "budi_santoso")]

    found = {(each.first, each.second): each.reason for each in find_lookalikes(handles)}

    assert found == {
        (1, 2): SAME,
        (1, 3): ONE_APART,
        (1, 6): AFFIX,
        (2, 3): ONE_APART,
        (2, 6): AFFIX,
        (2, 7): SAME,
        (3, 7): ONE_APART,
        (6, 7): AFFIX,
    }


def test_one_handle_against_others() -> None:
    """Who asks about one handle gets only the pairs that it is part of."""
    others = [("a", "budi.santoso"), ("b", "budi_santos0"), ("c", "siti_aminah"), ("d", "siti.aminah")]

    assert [(each.second, each.reason) for each in find_lookalikes_of("budi_santoso", others)] == [
        ("a", SAME),
        ("b", SAME),
    ]


def _distance(first: str, second: str) -> int:
    """Return Levenshtein's distance, the slow way."""
    row = list(range(len(second) + 1))
    for above, letter in enumerate(first, start=1):
        row, previous = [above], row
        for left, other in enumerate(second, start=1):
            row.append(min(row[-1] + 1, previous[left] + 1, previous[left - 1] + (letter != other)))
    return row[-1]


def test_every_pair_one_apart_is_found() -> None:
    """The quick search finds exactly what comparing each with each finds."""
    chance = random.Random(4)  # noqa: S311 - the same handles every time
    handles = sorted({"".join(chance.choices("abc", k=chance.choice([7, 8]))) for _ in range(150)})
    expected = {(a, b) for a in handles for b in handles if a < b and _distance(a, b) == 1}

    found = {(str(each.first), str(each.second)) for each in find_lookalikes([(each, each) for each in handles])}

    assert expected
    assert found == expected

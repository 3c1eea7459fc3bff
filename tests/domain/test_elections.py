"""Phases: which one a day belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from server.domain.elections import Phase, PhasePeriod, choose_phase

PERIODS = (
    PhasePeriod(Phase.CALON, date(2023, 11, 13), date(2023, 11, 27)),
    PhasePeriod(Phase.KAMPANYE, date(2023, 11, 28), date(2024, 2, 10)),
    PhasePeriod(Phase.PEMUNGUTAN, date(2024, 2, 14), date(2024, 2, 14)),
)

DAYS = {
    "the day before all": (date(2023, 11, 12), Phase.NONE),
    "the first day": (date(2023, 11, 13), Phase.CALON),
    "the last day of a phase": (date(2023, 11, 27), Phase.CALON),
    "the first day of the next": (date(2023, 11, 28), Phase.KAMPANYE),
    "a day between two phases": (date(2024, 2, 12), Phase.NONE),
    "a phase of one day": (date(2024, 2, 14), Phase.PEMUNGUTAN),
    "the day after all": (date(2024, 2, 15), Phase.NONE),
}


@pytest.mark.parametrize(("on", "expected"), DAYS.values(), ids=DAYS)
def test_choose_phase(on: date, expected: Phase) -> None:
    """A phase holds from its first to its last day; outside there is none."""
    assert expected is choose_phase(PERIODS, on)


def test_no_periods_no_phase() -> None:
    """An election whose days are not known yet is never in season."""
    assert choose_phase((), date(2029, 2, 14)) is Phase.NONE


def test_phases_are_words_on_the_wire() -> None:
    """The names are those of rules, wording and release."""
    assert [phase.value for phase in Phase] == [
        "bakal_calon",
        "calon",
        "kampanye",
        "masa_tenang",
        "pemungutan",
        "pasca",
        "none",
    ]

"""Twelve months and sixty minutes, each written out by hand in every case that papers use.

A month of a date carries the possessive ending (23-ноябры), so it bends as башчысы does; where
no case is wanted but "менен" follows, it stays as it is. Russian writes the genitive everywhere.
"""

import csv
from datetime import date, time
from pathlib import Path

import pytest

from akimat_desk.text import dates, numbers
from akimat_desk.text.bent import Case

CASES: tuple[Case, ...] = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
)
OF_A_TIME: tuple[Case, ...] = ("locative", "dative", "ablative")


def table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MONTHS = table("golden_months.csv")
MINUTES = table("golden_minutes.csv")


def test_the_tables_hold_every_month_and_every_minute_once() -> None:
    assert len({row["nominative"] for row in MONTHS}) == len(MONTHS) == 12
    assert [row["minute"] for row in MINUTES] == [f"{minute:02}" for minute in range(60)]


@pytest.mark.parametrize("row", MONTHS, ids=lambda row: row["nominative"])
@pytest.mark.parametrize("day", [1, 23, 28])
def test_a_day_bends_as_the_table_of_months_says(row: dict[str, str], day: int) -> None:
    at = date(2026, MONTHS.index(row) + 1, day)
    for case in CASES:
        assert dates.date_in_case(at, case, "ky") == f"2026-жылдын {day}-{row[case]}"
        assert dates.date_in_case(at, case, "ru") == f"{day} {row['ru']} 2026 г."


@pytest.mark.parametrize("row", MINUTES, ids=lambda row: row["minute"])
def test_a_time_bends_as_the_table_of_minutes_says(row: dict[str, str]) -> None:
    minute = int(row["minute"])
    assert numbers.count_words(minute, "ky") == row["spoken"]
    for hour in (0, 9, 18, 23):
        figures = f"{hour:02}:{row['minute']}"
        for case in OF_A_TIME:
            at = time(hour, minute)
            assert dates.time_in_case(at, case, "ky") == figures + row[case]
            assert dates.time_in_case(at, case, "ru") == figures

"""Search while typing and pages of the list on 20,000 cases, against bare SQL for the same rows."""

import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from benchmarks.test_registration import bare
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.collation import folded
from akimat_desk.storage.workspace import DATABASE

CASES, PAGE = 20_000, 50
SURNAMES = ("Өмүрбеков", "Асанов", "Токтоналиев", "Бекова", "Жээнбеков", "Усубалиев", "Ниязова")
VILLAGES = ("Кара-Таш", "Жаңы-Ноокат", "Гүлстан", "Кызыл-Октябрь", "Теке")
TYPED = ("Өмүрбеков", "асанов 17", "Жаңы-Ноокат", "усубалиев кара", "К1-00042", "жайыт жол")
_WORDS = (
    "SELECT * FROM case_line WHERE id IN (SELECT rowid FROM case_words WHERE case_words MATCH ?)"
    " ORDER BY coalesce(next_on, '9999-12-31'), id LIMIT 51"
)
_PAGE = (
    "SELECT * FROM case_line WHERE (coalesce(next_on, '9999-12-31'), id) > (?, ?)"
    " ORDER BY coalesce(next_on, '9999-12-31'), id LIMIT 51"
)


def a_full_desk(folder: Path) -> Any:
    desk = new_desk(folder)
    for first in range(0, CASES, 500):
        desk.registration.register_group(_told(place) for place in range(first, first + 500))
    return desk


def _told(place: int) -> dict[str, Any]:
    told = a_complaint(place, subject=f"Жайыт жолу, {VILLAGES[place % 5]}, {place % 97}-тилке")
    told["applicant"]["person"]["surname"] = f"{SURNAMES[place % 7]}"
    told["applicant"]["person"]["address"]["village"] = VILLAGES[place % 5]
    return told


def p95(work: Callable[[Any], Any], over: list[Any]) -> float:
    for one in over[:3]:
        work(one)
    taken = []
    for one in over:
        start = perf_counter()
        work(one)
        taken.append((perf_counter() - start) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


@pytest.mark.benchmark
def test_search_and_pages_on_twenty_thousand_cases(tmp_path):
    desk = a_full_desk(tmp_path / "desk")
    raw = bare(tmp_path / "desk" / DATABASE, desk.core.database.key)

    def typing(query: str) -> Any:
        return desk.cases.page(desk.cases.filter_of(query=query))

    def bare_typing(query: str) -> Any:
        words = " ".join(f'"{token}"*' for token in folded(query).split() if len(token) > 1)
        return raw.execute(_WORDS, (words,)).fetchall()

    typed = [text[:end] for text in TYPED for end in range(2, len(text) + 1)] * 3
    assert len(typing("Өмүрбеков").rows) == PAGE
    print(
        f"search while typing on {CASES} cases, p95: {p95(typing, typed):.1f} ms,"
        f" bare SQL {p95(bare_typing, typed):.1f} ms"
    )
    keys: list[Any] = [None]
    while len(keys) < 60:
        keys.append(desk.cases.page(desk.cases.filter_of(), keys[-1], PAGE).after)

    def page(after: Any) -> Any:
        return desk.cases.page(desk.cases.filter_of(), after, PAGE)

    def bare_page(after: Any) -> Any:
        return raw.execute(_PAGE, after or ("", 0)).fetchall()

    def page_of_due(_: Any) -> Any:
        return desk.cases.page(desk.cases.filter_of("soon"), None, PAGE)

    print(
        f"a page of {PAGE}, p95: {p95(page, keys):.1f} ms, bare SQL {p95(bare_page, keys):.1f} ms;"
        f" filtered by due date {p95(page_of_due, keys):.1f} ms; counts of Today"
        f" {p95(lambda _: desk.cases.counts(), keys):.1f} ms"
    )
    desk.close()

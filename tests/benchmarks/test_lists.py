"""Search while typing, pages, cards and counts on 100,000 cases, against bare SQL for the same."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any

import msgspec
import pytest
from benchmarks.large_office import NOW, large_office
from benchmarks.test_registration import bare
from benchmarks.timing import taken
from services.working_desks import HandClock, again

from akimat_desk.domain.collation import folded
from akimat_desk.domain.moments import milliseconds
from akimat_desk.services.desk import Desk
from akimat_desk.storage import case_search
from akimat_desk.storage.projections import case_stream
from akimat_desk.storage.queries import SORTS, CaseFilter
from akimat_desk.storage.workspace import DATABASE
from akimat_desk.ui.offers import case_search as palette_search
from akimat_desk.ui.screens.today import urgent_page

TYPED = ("Өмүрбеков", "асанов 17", "Жаңы-Ноокат", "усубалиев кара", "К1-00042", "жайыт жол",
         "суу жок", "Президент", "токтогулов ай", "материальная", "29000000", "крыши ул ленин",
         "айгүл", "йцукен")  # fmt: skip
PEOPLE = ("Асанов", "токтогулов ай", "2000000", "0700 12", "барака", "Өмүрбеков")
_KEY = "coalesce(next_on, '9999-12-31')"
_LIST = f"ORDER BY {_KEY}, id LIMIT 51"
_FOUND = "SELECT rowid FROM case_words WHERE case_words MATCH ?"
_FEW = f"SELECT * FROM case_line WHERE id IN (SELECT value FROM json_each(?)) {_LIST}"
_MANY = f"SELECT * FROM case_line WHERE +id IN ({_FOUND}) {_LIST}"
_AFTER = f"SELECT * FROM case_line WHERE {_KEY} = ? AND id > ? ORDER BY id LIMIT 51"


def keystrokes(*texts: str) -> list[str]:
    return [text[:end] for text in texts for end in range(2, len(text) + 1)]


@contextmanager
def at_work() -> Iterator[tuple[Desk, Any]]:
    """The desk, and the driver alone on the same file."""
    folder = large_office()
    # As the window does once it stands; else the collector looks through the whole of pytest.
    gc.freeze()
    clock = HandClock(milliseconds(datetime.fromisoformat(NOW)))
    desk = again(folder, clock=clock, password="")
    try:
        yield desk, bare(folder / DATABASE, desk.core.database.key)
    finally:
        desk.close()


def filters(desk: Desk) -> dict[str, CaseFilter]:
    """What the list can be narrowed by; "nothing fits" walks through all of it."""
    named = desk.office.now.find_login("tokton")
    assert named is not None
    of = desk.cases.filter_of
    waiting = ("waiting_for_applicant", "waiting_for_body")
    march = {"registered_from": date(2025, 3, 1), "registered_until": date(2025, 3, 31)}
    return {
        "all": of(),
        "open": of(is_open=True),
        "overdue": of("overdue"),
        "soon": of("soon"),
        "undated": of("undated"),
        "waiting": of(is_open=True, stages=waiting),
        "without executor": of(is_open=True, stages=("registered",)),
        "two versions": of(is_open=True, is_disputed=True),
        "ended": of(is_open=False),
        "mine": of(is_open=True, responsible=named.id),
        "mine, ended": of(is_open=False, responsible=named.id),
        "complaints": of(kinds=("complaint",)),
        "about water": of(topics=("water",)),
        "from the portal": of(channels=("portal",)),
        "of one month": of(**march),
        "answered late": of(answered="late"),
        "came through a body": of(came_through="през"),
        "found by a word": of(query="асанов"),
        "nothing fits": of(topics=("renaming",)),
    }


def depths(desk: Desk, wanted: CaseFilter) -> list[Any]:
    """Keys of the first pages, of some in the middle and of the last ones."""
    keys: list[Any] = [None]
    while keys[-1] is not None or len(keys) == 1:
        keys.append(desk.cases.page(wanted, keys[-1], 50).after)
    keys.pop()
    middle = keys[3:-3]
    return [*keys[:3], *islice(middle, 0, None, max(1, len(middle) // 6)), *keys[3:][-3:]]


@pytest.mark.benchmark
def test_typing_in_the_search():
    with at_work() as (desk, raw):

        def typing(query: str) -> Any:
            return desk.lists.page(desk.cases.filter_of(query=query))

        def rows_alone(query: str) -> Any:
            return desk.cases.page(desk.cases.filter_of(query=query))

        def bare_typing(query: str) -> Any:
            tokens = [token for token in folded(query).split() if len(token) > 1]
            words = " ".join(f'"{token}"*' for token in tokens)
            most = case_search.FEW + 1
            found = raw.execute(f"{_FOUND} LIMIT {most}", (words,)).fetchall() if words else []
            if len(found) < most:
                return raw.execute(_FEW, (str([row for (row,) in found]),)).fetchall()
            return raw.execute(_MANY, (words,)).fetchall()

        typed = keystrokes(*TYPED)
        assert len(rows_alone("Өмүрбек").rows) == 50
        whole, rows, floor = (taken(one, typed) for one in (typing, rows_alone, bare_typing))
        print(
            f"typing, a letter: {whole}; limit 50 ms; again, with bars kept: {taken(typing, typed)}"
        )
        print(
            f"  its rows alone: {rows}; bare SQL {floor};"
            f" ratio {rows.p95 / floor.p95:.2f} (limit 2), with bars {whole.p95 / floor.p95:.2f}"
        )


@pytest.mark.benchmark
def test_a_page_at_any_depth():
    with at_work() as (desk, raw):
        found = []
        for name, wanted in filters(desk).items():
            for sort in SORTS:
                narrowed = msgspec.structs.replace(wanted, sort=sort)
                keys = depths(desk, narrowed)
                found.append(
                    (
                        taken(lambda key, w=narrowed: desk.lists.page(w, key), keys, warm=0),
                        taken(lambda key, w=narrowed: desk.cases.page(w, key), keys, warm=0),
                        f"{name}, by {sort}",
                    )
                )
        for name, place in (("with its bars", 0), ("its rows alone", 1)):
            worst = sorted(found, key=lambda one: -one[place].cpu_p95)[:6]
            print(f"a page at any depth, {name}; the worst of {len(found)} lists (limit 30 ms):")
            for one in worst:
                print(f"  {one[2]}: {one[place]}")
        deep = [("9999-12-31", row) for row in range(1000, 95_000, 1500)]
        ours = taken(lambda key: desk.cases.page(desk.cases.filter_of(), key), deep)
        floor = taken(lambda key: raw.execute(_AFTER, key).fetchall(), deep)
        print(f"  the plain list: {ours}; bare SQL {floor}; ratio {ours.middle / floor.middle:.2f}")


@pytest.mark.benchmark
def test_cards_counts_and_people():
    with at_work() as (desk, _):
        ids = []
        for wanted in filters(desk).values():
            rows = desk.cases.page(wanted, None, 20).rows
            ids += [desk.cases.find(row.number) for row in rows]
        look_up, _show = palette_search(desk, lambda _: None)
        assert case_stream(ids[0])
        print(f"a case card: {taken(desk.cards.card, ids)}; limit 100 ms")
        print(f"counts of Today: {taken(lambda _: desk.cases.counts(), range(60))}")
        print(f"its first page: {taken(lambda _: urgent_page(desk, None), range(60))}")
        print(f"applicants, a letter: {taken(desk.lists.persons, keystrokes(*PEOPLE))}")
        print(f"the palette, a letter: {taken(look_up, keystrokes(*PEOPLE, *TYPED))}")

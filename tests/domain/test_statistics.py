"""Periods, the same days last year, and figures that add up whatever was counted."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.statistics import (
    BREAKDOWNS,
    TIMELINESS,
    Line,
    Span,
    Tally,
    parse_period,
    report_of,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-10-05..2026-10-15", date(2026, 10, 5), date(2026, 10, 15)),
    ],
)
def test_a_period_is_told_as_offices_tell_it(told: str, first: date, last: date) -> None:
    assert parse_period(told) == Span(first, last)


@pytest.mark.parametrize(
    "told",
    ["", "2026-13", "2026-Q5", "26", "2026-10-15..2026-10-05", "2025-01-01..2026-01-02",
     "0001", "x..y", "2026-10-05.."],
)  # fmt: skip
def test_what_is_no_period_of_a_year_at_most_is_refused(told: str) -> None:
    with pytest.raises(FieldWrong):
        parse_period(told)


def test_the_same_days_last_year_end_with_february_where_it_ends() -> None:
    assert parse_period("2024-02").a_year_before() == parse_period("2023-02")
    assert parse_period("2025-02").a_year_before() == parse_period("2024-02")
    assert Span(date(2024, 2, 28), date(2024, 2, 28)).a_year_before().from_on == date(2023, 2, 28)


def test_days_to_come_have_no_figures_yet() -> None:
    assert parse_period("2026-Q4").up_to(TODAY) == Span(date(2026, 10, 1), TODAY)
    assert parse_period("2026-10").up_to(TODAY) == parse_period("2026-10")
    assert parse_period("2027-01").up_to(TODAY) == Span(date(2027, 1, 1), date(2027, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 363))
def test_the_year_before_never_meets_the_period(first: date, length: int) -> None:
    span = Span(first, first + timedelta(days=length))
    assert span.is_comparable
    assert span.a_year_before().from_on <= span.a_year_before().until_on < span.from_on


@pytest.mark.parametrize(
    ("count", "before", "change", "percent"),
    [
        (5, 4, 1, 25),
        (4, 5, -1, -20),
        (2, 3, -1, -33),
        (5, 3, 2, 67),
        (0, 3, -3, -100),
        (3, 0, 3, None),
        (0, 0, 0, None),
        (3, None, None, None),
        (201, 200, 1, 1),
        (199, 200, -1, -1),
    ],
)
def test_a_change_of_nothing_has_no_per_cent(count, before, change, percent) -> None:
    line = Line(key="x", count=count, before=before)
    assert (line.change, line.percent) == (change, percent)


words = st.sampled_from(["", "a", "b"])
tallies = st.builds(
    Tally,
    span=st.integers(0, 1),
    count=st.integers(1, 5),
    channel=words,
    through=words,
    kind=words,
    topic=words,
    outcome=words,
    executor=words,
    timeliness=st.sampled_from([*TIMELINESS, "annulled"]),
    traits=st.sets(st.sampled_from(["repeated", "collective"])).map(tuple),
)


@given(st.lists(tallies, max_size=12))
def test_every_breakdown_adds_up_to_all_cases_but_the_annulled(found: list[Tally]) -> None:
    report = report_of(found, parse_period("2026-10"), TODAY, None)
    naive = Counter(
        {
            (span, is_annulled): sum(
                one.count
                for one in found
                if one.span == span and (one.timeliness == "annulled") is is_annulled
            )
            for span in (0, 1)
            for is_annulled in (False, True)
        }
    )
    has_before = any(one.span == 1 for one in found)
    assert report.total.count == naive[0, False]
    assert report.annulled.count == naive[0, True]
    assert report.total.before == (naive[1, False] if has_before else None)
    for name in BREAKDOWNS:
        lines = report.breakdowns[name]
        assert sum(line.count for line in lines) == naive[0, False]
        assert sum(line.before or 0 for line in lines) == naive[1, False]
    for one in report.executors:
        assert sum(getattr(one, name) for name in TIMELINESS) == one.count
    assert report.repeated.count <= report.total.count


def test_what_nothing_is_known_of_comes_last_and_the_most_first() -> None:
    plain = {"span": 0, "channel": "", "through": "", "kind": "", "outcome": "", "executor": "",
             "timeliness": "late"}  # fmt: skip
    found = [
        Tally(topic=topic, count=count, **plain)
        for topic, count in (("", 9), ("land", 1), ("water", 3))
    ]
    report = report_of(found, parse_period("2026-10"), TODAY, None)
    assert [line.key for line in report.breakdowns["topic"]] == ["water", "land", ""]
    assert [line.key for line in report.breakdowns["timeliness"]] == list(TIMELINESS)


def test_last_years_figures_that_are_not_whole_are_told_as_such() -> None:
    span = parse_period("2026-10")
    assert report_of([], span, TODAY, date(2025, 10, 1)).begins_on is None
    assert report_of([], span, TODAY, date(2025, 10, 2)).begins_on == date(2025, 10, 2)

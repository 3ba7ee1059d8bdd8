"""How far a clock is believed, and what bounds the instant of an entry."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.errors import ClockBehind
from akimat_desk.domain.moments import local_time, milliseconds
from akimat_desk.domain.trusted_time import (
    MOST_AHEAD,
    MOST_BEHIND,
    Bound,
    ClockAhead,
    ClockBehindServer,
    ClockDateDiffers,
    demand_clock,
    demand_date,
    written_within,
)

NINE = milliseconds(datetime(2026, 6, 1, 9, 0))
MINUTE = 60_000
instants = st.none() | st.integers(NINE - 100 * MINUTE, NINE + 100 * MINUTE)


def test_numbering_stops_while_the_clock_stands_before_the_newest_entry() -> None:
    demand_clock(NINE, NINE)
    with pytest.raises(ClockBehind) as refused:
        demand_clock(NINE - 1000, NINE)
    assert refused.value.facts() == {
        "now": "2026-06-01T08:59:59",
        "newest_at": "2026-06-01T09:00:00",
    }


def test_ten_minutes_before_the_server_are_borne_and_no_more() -> None:
    server_at = NINE + MOST_BEHIND
    demand_clock(NINE, NINE, server_at)
    with pytest.raises(ClockBehindServer) as refused:
        demand_clock(NINE, NINE, server_at + 1000)
    assert refused.value.facts()["server_at"] == "2026-06-01T09:10:01"


def test_seven_days_after_the_newest_entry_are_borne_and_no_more() -> None:
    demand_clock(NINE + MOST_AHEAD, NINE)
    with pytest.raises(ClockAhead) as refused:
        demand_clock(NINE + MOST_AHEAD + 1, NINE)
    assert refused.value.facts() == {
        "now": "2026-06-08T09:00:00",
        "newest_at": "2026-06-01T09:00:00",
    }


def test_a_lineage_without_entries_asks_for_nothing() -> None:
    demand_clock(NINE, 0)


def test_a_date_is_confirmed_only_if_the_clock_shows_it() -> None:
    demand_date(date(2026, 6, 1), NINE)
    with pytest.raises(ClockDateDiffers) as refused:
        demand_date(date(2026, 6, 2), NINE)
    assert refused.value.facts() == {"told": "2026-06-02", "clock_on": "2026-06-01"}


def test_of_two_bounds_the_narrower_counts() -> None:
    found = written_within(
        NINE,
        earlier=NINE - 5 * MINUTE,
        later=NINE + 90 * MINUTE,
        server_before=NINE - 60 * MINUTE,
        server_after=NINE + 20 * MINUTE,
    )
    assert found.not_before == Bound(at=datetime(2026, 6, 1, 8, 55), by="entry")
    assert found.not_after == Bound(at=datetime(2026, 6, 1, 9, 20), by="server")
    assert found.is_consistent


def test_a_clock_that_contradicts_the_server_bounds_nothing() -> None:
    found = written_within(
        NINE,
        earlier=NINE - MINUTE,
        server_before=NINE - 90 * MINUTE,
        server_after=NINE - 30 * MINUTE,
    )
    assert found.not_before == Bound(at=datetime(2026, 6, 1, 7, 30), by="server")
    assert found.not_after == Bound(at=datetime(2026, 6, 1, 8, 30), by="server")
    assert not found.is_consistent


@given(instants, instants, instants, instants)
def test_bounds_are_among_what_was_told_and_never_crossed_by_our_own_clock(
    earlier: int | None, later: int | None, before: int | None, after: int | None
) -> None:
    found = written_within(
        NINE, earlier=earlier, later=later, server_before=before, server_after=after
    )
    lower, upper = found.not_before, found.not_after
    known = {one and local_time(one) for one in (earlier, later, before, after)}
    assert {lower and lower.at, upper and upper.at} <= known | {None}
    assert lower is not None or before is None
    assert upper is not None or after is None
    if lower is not None and upper is not None and lower.at > upper.at:
        assert {lower.by, upper.by} == {"server"}

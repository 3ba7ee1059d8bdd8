"""Instants and legal days of Asia/Bishkek."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.moments import BISHKEK, legal_day, local_time, milliseconds

zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=zones))
def test_an_instant_is_the_same_from_whatever_zone_it_was_told(moment: datetime) -> None:
    at = milliseconds(moment)
    here = moment.astimezone(BISHKEK).replace(tzinfo=None)
    assert at == milliseconds(moment.astimezone(UTC)) == milliseconds(here)
    assert local_time(at) == here.replace(microsecond=0)
    assert legal_day(at) == here.date()


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-06-01T17:59:59.999+00:00", date(2026, 6, 1)),
        ("2026-06-01T18:00:00+00:00", date(2026, 6, 2)),
        ("2026-06-01T23:59:59", date(2026, 6, 1)),
    ],
)
def test_the_legal_day_begins_at_midnight_in_bishkek(told: str, day: date) -> None:
    assert legal_day(milliseconds(datetime.fromisoformat(told))) == day


@given(st.integers(-(2**64), 2**64))
def test_no_clock_is_so_wrong_that_a_case_cannot_be_shown(at: int) -> None:
    assert local_time(at).date() == legal_day(at)
    assert date.min <= legal_day(at) <= date.max

"""An office that was merged into another one ends on a day, once, and by an act."""

from datetime import date, timedelta

import pytest
from domain.test_posts import folded
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import (
    KINDS,
    MERGED_INTO,
    OfficeEnded,
    demand_standing,
    successor_on,
)
from akimat_desk.domain.succession_events import OfficeSucceeded

MONDAY = date(2026, 3, 9)
days = st.dates(min_value=MONDAY - timedelta(days=30), max_value=MONDAY + timedelta(days=30))


def succeeded(kind, from_on):
    return OfficeSucceeded(kind=kind, name=Bilingual(ky="Б"), from_on=from_on, ground="№ 1")


@given(kind=st.sampled_from(KINDS), from_on=days, asked=days)
def test_an_office_stands_until_the_day_before_and_only_a_merger_ends_it(kind, from_on, asked):
    office = folded(succeeded(kind, from_on))
    if kind == MERGED_INTO and asked >= from_on:
        with pytest.raises(OfficeEnded) as refused:
            demand_standing(office, asked)
        assert refused.value.ended_on == from_on - timedelta(days=1)
        assert successor_on(office, asked) == succeeded(kind, from_on)
    else:
        demand_standing(office, asked)
        assert successor_on(office, asked) is None

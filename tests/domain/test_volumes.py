"""Volumes: every ended case in exactly one, in the order in which cases ended."""

from collections import Counter
from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.archive_events import FiledCase, FileListed, VolumeClosed
from akimat_desk.domain.facts import EverythingBefore, Fact
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.volumes import (
    MOST_SHEETS,
    Filing,
    Volume,
    closed_volumes,
    may_be_selected,
    open_volumes,
    parts,
    stored_until,
)

YEAR = 2026
FIRST = date(YEAR, 1, 5)
INDEXES = ("", "02-01", "02-02")


def a_case(n: int, sheets: int = 100, day: int = 0) -> FiledCase:
    return FiledCase(
        case=f"case {n}", number=f"К1-{n:05d}", sheets=sheets, closed_on=FIRST + timedelta(day)
    )


def a_filing(n: int, index: str = "02-01", **changes: int) -> Filing:
    return Filing(index=index, case=a_case(n, **changes))


@st.composite
def filings(draw: st.DrawFn) -> list[Filing]:
    told = draw(
        st.lists(
            st.tuples(st.sampled_from(INDEXES), st.integers(0, 300), st.integers(0, 300)),
            max_size=40,
        )
    )
    return [
        a_filing(n, index, sheets=sheets, day=day) for n, (index, sheets, day) in enumerate(told)
    ]


def folded(closings: list[VolumeClosed]) -> Office:
    """As desks that knew of everything before said it one after the other."""
    office = Office()
    for place, event in enumerate(closings, start=1):
        reference = place.to_bytes(16, "big")
        office = apply(office, Fact(reference, EverythingBefore(), event))
    return office


def by_hand(some: list[Filing], index: str) -> list[list[str]]:
    """A clerk lays the cases of one file down in order, and takes a new cover where the next
    case does not fit."""
    covers: list[list[str]] = []
    left = -1
    for one in sorted(
        (one for one in some if one.index == index),
        key=lambda one: (one.case.closed_on, one.at, one.case.number),
    ):
        if one.case.sheets > left:
            covers.append([])
            left = MOST_SHEETS
        covers[-1].append(one.case.case)
        left -= one.case.sheets
    return covers


@given(filings())
def test_volumes_are_those_a_clerk_makes_by_hand(some: list[Filing]) -> None:
    found = open_volumes(some, (), YEAR)
    for index in INDEXES:
        mine = [volume for volume in found if volume.index == index]
        assert [[one.case for one in volume.cases] for volume in mine] == by_hand(some, index)
        assert [volume.number for volume in mine] == list(range(1, len(mine) + 1))
        assert all(volume.is_full for volume in mine[:-1])


@given(filings(), st.data())
def test_whenever_volumes_are_closed_each_case_lies_in_exactly_one(
    some: list[Filing], data: st.DataObject
) -> None:
    closings: list[VolumeClosed] = []
    for upto in sorted(data.draw(st.lists(st.integers(0, len(some)), max_size=3))):
        known = open_volumes(some[:upto], closed_volumes(folded(closings)), YEAR)
        closings += [one.closing() for one in known if data.draw(st.booleans())]
    closed = closed_volumes(folded(closings))
    volumes = [*closed, *open_volumes(some, closed, YEAR)]
    lies = Counter(one.case for volume in volumes for one in volume.cases)
    assert lies == Counter(one.case.case for one in some)
    assert sum(volume.sheets for volume in volumes) == sum(one.case.sheets for one in some)
    assert all(volume.sheets <= MOST_SHEETS or len(volume.cases) == 1 for volume in volumes)
    places = [volume.place for volume in volumes]
    assert len(places) == len(set(places))


def test_two_desks_that_close_one_volume_alike_agree_and_else_no_clock_chooses() -> None:
    (volume,) = open_volumes([a_filing(1), a_filing(2)], (), YEAR)
    (other,) = open_volumes([a_filing(1)], (), YEAR)

    def said(*events: VolumeClosed) -> tuple[Volume, ...]:
        office = Office()
        for place, event in enumerate(events, start=1):
            office = apply(office, Fact(bytes([place]) * 16, (), event))
        return closed_volumes(office)

    (alike,) = said(volume.closing(), volume.closing())
    assert not alike.is_disputed
    (apart,) = said(volume.closing(), other.closing())
    assert apart.is_disputed
    assert [one.case for one in apart.cases] == ["case 1", "case 2"]


def test_a_case_that_two_closed_volumes_list_lies_in_the_first() -> None:
    first = open_volumes([a_filing(1, "02-01")], (), YEAR)[0].closing()
    second = open_volumes([a_filing(1, "02-02"), a_filing(2, "02-02")], (), YEAR)[0].closing()
    found = closed_volumes(folded([second, first]))
    assert [[one.case for one in volume.cases] for volume in found] == [["case 1"], ["case 2"]]


def test_a_case_with_more_sheets_than_a_volume_takes_has_one_of_its_own() -> None:
    cases = [a_case(1, 240), a_case(2, 10), a_case(3, 400), a_case(4, 1)]
    assert [[one.case for one in part] for part in parts(cases)] == [
        ["case 1", "case 2"],
        ["case 3"],
        ["case 4"],
    ]
    assert parts([]) == ()


def test_a_term_has_passed_only_where_somebody_answers_for_it() -> None:
    row = FileListed(
        year=2020, index="02-01", title=Bilingual(ky="Арыздар"), years=5, to_confirm=False
    )
    replace = msgspec.structs.replace
    assert stored_until(row, 2020).until == 2025
    assert not stored_until(row, 2020).has_passed(date(2025, 12, 31))
    assert stored_until(row, 2020).has_passed(date(2026, 1, 1))
    doubtful = (
        replace(row, to_confirm=True),
        replace(row, years=0),
        replace(row, years=0, is_permanent=True),
        None,
    )
    assert not any(stored_until(one, 2020).has_passed(date(2099, 1, 1)) for one in doubtful)
    office = apply(None, Fact(b"\x01" * 16, (), row))
    (old,) = open_volumes(
        [
            Filing(
                index="02-01", case=msgspec.structs.replace(a_case(1), closed_on=date(2020, 3, 2))
            )
        ],
        (),
        2020,
    )
    assert [volume for volume, _ in may_be_selected([old], office, date(2026, 1, 1))] == [old]
    assert may_be_selected([old], office, date(2025, 1, 1)) == ()

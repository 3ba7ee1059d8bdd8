"""Lists of cases: narrowed, labelled, and in every order page by page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.errors import FieldWrong, StaffUnknown, UnknownKeys

DAY = 24 * 3600 * 1000
BODIES = ("Президенттин Администрациясы", "Өкмөт үйү", "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Twelve cases over six days, of two kinds, some closed late, labelled by threes."""
    clock = HandClock()
    with a_desk(tmp_path_factory.mktemp("lists"), clock=clock) as found:
        for place in range(12):
            body = BODIES[place % 3]
            more = {"came_through": {"body": body, "number": str(place)}} if body else {}
            told = a_complaint(place, kind="application" if place % 2 else "complaint", **more)
            told["applicant"]["person"]["surname"] = f"{'ЯӨОаү'[place % 5]}{place}"
            told["channel"] = "in_person" if place > 8 else "post"
            case = found.cases.find(found.registration.register(told).number)
            if place % 3 == 0:
                found.cases.do(case, "label", {"label": "Жайыт" if place else "жайыт"})
            clock.turn(DAY // 2)
        rows = found.lists.page(found.lists.filter_from({"sort": "number"})).rows
        close = {"outcome": "explained", "answer": "№ 1"}
        found.cases.do(rows[0].id, "close", close)
        clock.turn(60 * DAY)
        found.cases.do(rows[1].id, "close", close)
        yield found


def shown(desk, **plain) -> list[int]:
    """The places of the cases, by the last word of the subject."""
    found = desk.lists.page(desk.lists.filter_from(plain))
    return [int(row.subject.rpartition(" ")[2]) for row in found.rows]


@pytest.mark.parametrize(
    ("plain", "wanted"),
    [
        ({"kinds": ["complaint"]}, {0, 2, 4, 6, 8, 10}),
        ({"kinds": ["complaint", "application"]}, set(range(12))),
        ({"channels": ["in_person"]}, {9, 10, 11}),
        ({"channels": ["in_person"], "kinds": ["application"]}, {9, 11}),
        ({"topics": ["land"]}, set()),
        ({"label": "ЖАЙЫТ"}, {0, 3, 6, 9}),
        ({"label": "жай"}, set()),
        ({"came_through": "окмот"}, {1, 4, 7, 10}),
        ({"came_through": "ПРЕЗИДЕНТТИН"}, {0, 3, 6, 9}),
        ({"came_through": "үйү"}, set()),
        ({"registered_from": "2026-11-24", "registered_until": "2026-11-25"}, {2, 3, 4, 5}),
        ({"due_until": "2026-12-14"}, {2, 3}),
        ({"due_from": "2026-12-17", "due_until": "2026-12-17"}, {8, 9, 10, 11}),
        ({"answered": "in_time"}, {0}),
        ({"answered": "late"}, {1}),
        ({"is_open": False}, {0, 1}),
        ({"responsible": "tokton"}, set(range(12))),
        ({"responsible": "me"}, set()),
        ({"responsible": ""}, set()),
        ({"label": "жайыт", "query": "өкмөт"}, set()),
    ],
)  # fmt: skip
def test_a_list_is_narrowed(desk, plain, wanted):
    assert set(shown(desk, **plain)) == wanted


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("number", list(range(12))),
        ("registered", list(reversed(range(12)))),
        ("applicant", [3, 8, 2, 7, 1, 11, 6, 4, 9, 0, 10, 5]),
    ],
)
def test_a_list_stands_in_the_order_it_was_asked_for(desk, sort, wanted):
    assert shown(desk, sort=sort) == wanted


@given(size=st.integers(1, 5), sort=st.sampled_from(["due", "registered", "applicant", "number"]))
def test_pages_of_any_size_are_the_whole_list(desk, size, sort):
    whole, pages, after = shown(desk, sort=sort), [], None
    wanted = desk.lists.filter_from({"sort": sort})
    while True:
        page = desk.cases.page(wanted, after, size)
        assert len(page.rows) <= size
        pages += [int(row.subject.rpartition(" ")[2]) for row in page.rows]
        after = page.after
        if after is None:
            break
    assert pages == whole


def test_rows_tell_what_the_columns_show(desk):
    first, second, *_ = desk.lists.page(desk.lists.filter_from({"sort": "number"})).rows
    assert (first.channel, first.came_through, first.labels) == ("post", BODIES[0], ("жайыт",))
    assert (first.answered, second.answered) == ("in_time", "late")
    assert first.ended_on == date(2026, 11, 29)
    assert first.received_on == date(2026, 11, 23)


def test_labels_in_use_are_counted_however_they_are_spelt(desk):
    assert [(row.label, row.cases) for row in desk.lists.labels()] == [("Жайыт", 4)]


def test_the_readings_are_the_same_when_made_anew(desk):
    before = shown(desk, sort="applicant"), desk.lists.labels()
    desk.integrity.rebuild()
    assert desk.integrity.verify()
    assert (shown(desk, sort="applicant"), desk.lists.labels()) == before


@pytest.mark.parametrize(
    ("plain", "refusal"),
    [
        ({"colour": "red"}, UnknownKeys),
        ({"sort": "colour"}, FieldWrong),
        ({"due": "never"}, FieldWrong),
        ({"answered": "maybe"}, FieldWrong),
        ({"kinds": "complaint"}, FieldWrong),
        ({"responsible": "nobody"}, StaffUnknown),
    ],
)
def test_a_filter_that_says_nothing_known_is_refused(desk, plain, refusal):
    with pytest.raises(refusal):
        desk.lists.filter_from(plain)

"""Lists kept under a name: somebody's own, relative to the day they are opened on."""

from datetime import date

import pytest
from services.working_desks import CHEAP, HandClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import FieldWrong, UnknownKeys
from akimat_desk.services.errors import SavedListUnknown
from akimat_desk.services.saved_lists import LONGEST

DAY = 24 * 3600 * 1000


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path, clock=clock) as found:
        yield found


def test_a_list_is_kept_with_its_filter_columns_and_order(desk):
    plain = {"stages": ["registered"], "label": "жайыт", "registered_from": "today-30"}
    kept = desk.saved_lists.keep(" Менин  тизмем ", plain, ("number", "due_on"), "number")
    (found,) = desk.saved_lists.all()
    assert (found.id, found.name, found.filter) == (kept, "Менин тизмем", plain)
    assert (found.columns, found.sort) == (("number", "due_on"), "number")
    desk.saved_lists.change(kept, {"due": "overdue"}, sort="applicant")
    (found,) = desk.saved_lists.all()
    assert (found.filter, found.columns, found.sort) == ({"due": "overdue"}, (), "applicant")


def test_lists_stand_by_the_alphabet(desk):
    for name in ("Өрт", "Ош", "Пас", "жайыт"):
        desk.saved_lists.keep(name, {})
    assert [one.name for one in desk.saved_lists.all()] == ["жайыт", "Ош", "Өрт", "Пас"]


def test_a_name_is_taken_however_it_is_spelt(desk):
    kept = desk.saved_lists.keep("Өрттөр", {})
    other = desk.saved_lists.keep("Жайыт", {})
    for refused in (
        lambda: desk.saved_lists.keep("орттор", {}),
        lambda: desk.saved_lists.rename(other, "ӨРТТӨР"),
    ):
        with pytest.raises(FieldWrong) as caught:
            refused()
        assert (caught.value.field, caught.value.reason) == ("name", "taken")
    desk.saved_lists.rename(kept, "ӨРТТӨР")
    assert {one.name for one in desk.saved_lists.all()} == {"ӨРТТӨР", "Жайыт"}
    for name, reason in (("", "empty"), (" . ", "empty"), ("ө" * (LONGEST + 1), "too_long")):
        with pytest.raises(FieldWrong) as caught:
            desk.saved_lists.keep(name, {})
        assert caught.value.reason == reason


def test_a_filter_is_checked_before_it_is_kept(desk):
    with pytest.raises(UnknownKeys):
        desk.saved_lists.keep("а", {"colour": "red"})
    with pytest.raises(FieldWrong):
        desk.saved_lists.keep("а", {"stages": "registered"})
    with pytest.raises(FieldWrong):
        desk.saved_lists.keep("а", {}, sort="colour")
    assert not desk.saved_lists.all()


def test_what_is_dropped_is_gone(desk):
    kept = desk.saved_lists.keep("а", {})
    desk.saved_lists.drop(kept)
    assert not desk.saved_lists.all()
    for gone in (
        lambda: desk.saved_lists.drop(kept),
        lambda: desk.saved_lists.rename(kept, "б"),
        lambda: desk.saved_lists.change(kept, {}),
    ):
        with pytest.raises(SavedListUnknown):
            gone()


def test_nobody_sees_or_changes_the_lists_of_others(desk, tmp_path):
    kept = desk.saved_lists.keep("Менин", {})
    desk.office.enable_account("mamyt", "ачкыч сөз 13", CHEAP)
    desk.close()
    theirs = again(tmp_path, login="mamyt", password="ачкыч сөз 13")
    try:
        assert not theirs.saved_lists.all()
        with pytest.raises(SavedListUnknown):
            theirs.saved_lists.drop(kept)
        theirs.saved_lists.keep("Менин", {"responsible": "me"})
    finally:
        theirs.close()
    ours = again(tmp_path, login="admin")
    try:
        assert [one.filter for one in ours.saved_lists.all()] == [{}]
    finally:
        ours.close()


def test_what_is_relative_moves_with_the_days(desk, clock):
    desk.registration.register(a_complaint())
    desk.saved_lists.keep("Ушул жума", {"registered_from": "today-2", "responsible": "tokton"})
    (kept,) = desk.saved_lists.all()
    assert len(desk.lists.page(desk.lists.filter_from(kept.filter)).rows) == 1
    clock.turn(3 * DAY)
    assert not desk.lists.page(desk.lists.filter_from(kept.filter)).rows


def test_each_way_to_say_a_day(desk):
    def days(**plain):
        found = desk.lists.filter_from(plain)
        return [found.registered_from, found.registered_until, found.due_from, found.due_until]

    assert days(registered_from="year", registered_until="today", due_from="month",
                due_until="2026-12-01") == [
        date(2026, 1, 1), date(2026, 11, 23), date(2026, 11, 1), date(2026, 12, 1)
    ]  # fmt: skip
    assert days(due_until="today+7")[3] == date(2026, 11, 30)
    for wrong in ("tomorrow", "today+", "2026-13-01", "month-1"):
        with pytest.raises(FieldWrong) as caught:
            days(due_from=wrong)
        assert (caught.value.field, caught.value.reason) == ("due_from", "not_a_date")

"""What held in an office on which day."""

from datetime import date, timedelta

import pytest
from builders import (
    ASANOV,
    BEKOVA,
    CLERK,
    HEAD,
    OFFICE_ID,
    OTHER_OFFICE,
    a_fact,
    a_member,
    an_office,
    reference,
)
from happenings import any_event, some_days
from hypothesis import given
from hypothesis import strategies as st
from vectors import a_sample

from akimat_desk.domain import office_events as events
from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.domain.facts import Event
from akimat_desk.domain.offices import Office, apply, office_stream
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.slots import DisputeSettled

JUNE = date(2026, 6, 1)
DAY = timedelta(days=1)


def named(from_on: date, name: str) -> Event:
    return events.OfficeNamed(from_on=from_on, name=Bilingual(ky=name), short=Bilingual(ky=name))


def headed(
    staff: str, from_on: date, until_on: date | None = None, *, acting: bool = False
) -> Event:
    return events.PostHeld(
        post="head", staff=staff, from_on=from_on, until_on=until_on, acting=acting
    )


def away(absent: str, substitute: str) -> Event:
    return events.SubstitutionSet(
        substitution=absent,
        absent=absent,
        substitute=substitute,
        from_on=JUNE,
        until_on=JUNE + 9 * DAY,
    )


def holder(office: Office, day: date) -> str | None:
    held = office.post_holder("head", day)
    return None if held is None else held.staff


@given(
    st.lists(st.tuples(any_event(), st.sets(st.integers(0, 8))), min_size=1, max_size=8), some_days
)
def test_no_sequence_of_facts_makes_the_fold_or_its_reading_raise(
    told: list[tuple[Event, set[int]]], day: date
) -> None:
    office: Office | None = None
    for number, (event, seen) in enumerate(told):
        office = apply(office, a_fact(number, event, [one for one in seen if one < number]))
    assert office is not None
    assert len(office.staff()) == len([key for key in office.slots if key.startswith("staff:")])
    assert office.setting("z") is None
    for text in ("", "a"):
        office.answers_for(text, text, day)
        office.post_holder(text, day)
        office.stands_in_for(text, day)
        office.find_staff(text)
        office.dated("name", day)


@pytest.mark.parametrize("shape", events.OFFICE_EVENTS, ids=lambda shape: shape.__name__)
def test_every_type_of_an_offices_events_finds_its_place(shape: type[Event]) -> None:
    assert apply(None, a_fact(1, a_sample(shape))).set_aside == ()


def test_what_is_not_of_an_office_is_set_aside() -> None:
    office = an_office(NoteAdded(text=""))
    assert [one.reason for one in office.set_aside] == ["not_of_an_office"]


def test_a_name_holds_from_its_day_until_the_next() -> None:
    office = an_office(named(JUNE, "жаңы"), named(date(2020, 1, 1), "эски"))
    assert office.dated("name", date(2019, 12, 31)) is None
    assert office.dated("name", JUNE - DAY).name.ky == "эски"
    assert office.dated("name", JUNE).name.ky == "жаңы"


def test_an_id_with_a_colon_is_taken_for_no_date() -> None:
    deputy = events.PostHeld(post="head:deputy", staff=ASANOV, from_on=JUNE)
    assert holder(an_office(deputy), JUNE + DAY) == HEAD


def test_who_acts_for_the_head_gives_the_post_back_when_the_time_is_over() -> None:
    office = an_office(headed(BEKOVA, JUNE, JUNE + 13 * DAY, acting=True))
    assert holder(office, JUNE - DAY) == HEAD
    assert holder(office, JUNE) == BEKOVA
    assert holder(office, JUNE + 13 * DAY) == BEKOVA
    assert holder(office, JUNE + 14 * DAY) == HEAD


def test_a_head_who_left_is_not_followed_by_the_one_before() -> None:
    office = an_office(headed(BEKOVA, JUNE, JUNE + 13 * DAY))
    assert holder(office, JUNE + 14 * DAY) is None
    assert holder(an_office(has_head=False), JUNE) is None
    only_acting = an_office(headed(BEKOVA, JUNE, JUNE, acting=True), has_head=False)
    assert holder(only_acting, JUNE + DAY) is None


def test_staff_are_known_by_id_and_login_and_in_the_order_of_names() -> None:
    office = an_office()
    assert [one.login for one in office.staff()] == ["asanov", "bekova", "clerk", "akim"]
    asanov = office.find_login("asanov")
    assert asanov == office.find_staff(ASANOV)
    assert asanov is not None
    assert (asanov.full_name, asanov.short_name) == (
        "Асанов Азамат Токтогулович",
        "Асанов А. Т.",
    )
    assert office.find_staff("nobody") is office.find_login("nobody") is None


def test_a_name_without_initials_is_the_surname() -> None:
    office = an_office(a_member("9", "one", "Жалгыз", given="", patronymic=""))
    found = office.find_login("one")
    assert found is not None
    assert found.short_name == found.full_name == "Жалгыз"


def test_who_left_worked_up_to_the_last_day() -> None:
    office = an_office(events.StaffEnded(staff=ASANOV, ended_on=JUNE))
    asanov = office.find_staff(ASANOV)
    assert asanov is not None
    assert asanov.works_on(JUNE)
    assert not asanov.works_on(JUNE + DAY)


def answering(office: Office, topic: str, service: str) -> str:
    row = office.answers_for(topic, service, JUNE)
    assert row is not None
    return row.staff


def test_the_nearest_row_of_the_table_answers() -> None:
    since = date(2021, 1, 1)
    office = an_office(
        events.ResponsibilitySet(staff=BEKOVA, from_on=since, topic="land"),
        events.ResponsibilitySet(staff=CLERK, from_on=since, service="certificate"),
    )
    assert answering(office, "land", "certificate") == CLERK
    assert answering(office, "land", "other") == BEKOVA
    assert answering(office, "water", "") == ASANOV
    assert Office().answers_for("land", "certificate", JUNE) is None


def test_a_substitute_stands_in_for_the_days_named_and_loops_end() -> None:
    office = an_office(away(ASANOV, BEKOVA), away(BEKOVA, CLERK))
    assert office.stands_in_for(ASANOV, JUNE) == CLERK
    assert office.stands_in_for(ASANOV, JUNE + 10 * DAY) == ASANOV
    loop = an_office(away(ASANOV, BEKOVA), away(BEKOVA, ASANOV))
    assert loop.stands_in_for(ASANOV, JUNE) == BEKOVA


def test_a_setting_reads_as_last_set() -> None:
    office = an_office(events.SettingSet(key="letters", value="1"))
    assert office.setting("letters") == "1"
    assert office.setting("other") is None


def test_a_setting_of_two_desks_is_disputed_and_settled() -> None:
    office = Office()
    for number in (1, 2):
        office = apply(office, a_fact(number, events.SettingSet(key="k", value=str(number))))
    assert office.slots["setting:k"].is_disputed
    settled = DisputeSettled(slot="setting:k", keeps=reference(2), drops=(reference(1),))
    assert apply(office, a_fact(3, settled, (1, 2))).setting("k") == "2"


@pytest.mark.parametrize("slot", ["staff:nobody", "setting:letters", "name:2026-01-01"])
def test_a_settlement_of_nothing_is_set_aside_and_the_office_still_reads(slot: str) -> None:
    settled = DisputeSettled(slot=slot, keeps=reference(99), drops=())
    office = an_office(settled)
    assert [one.reason for one in office.set_aside] == ["nothing_to_settle"]
    assert len(office.staff()) == 4
    assert office.setting("letters") is None


def adopted(release: int, digest: bytes) -> Event:
    return events.ReferenceAdopted(kind="calendar", id="kg", release=release, digest=digest)


@given(st.permutations([adopted(1, b"z"), adopted(2, b"a"), adopted(2, b"b"), adopted(0, b"c")]))
def test_the_highest_release_wins_in_any_order(told: list[Event]) -> None:
    assert an_office(*told).adopted == {"calendar:kg": (2, b"b")}


def test_corrections_of_the_clock_are_counted() -> None:
    corrected = events.ClockCorrected(reason="батарейка", believed_at=1)
    assert an_office(corrected, corrected).clock_corrections == 2


def test_every_desk_of_an_office_knows_its_stream() -> None:
    assert office_stream(OFFICE_ID) == office_stream(OFFICE_ID)
    assert office_stream(OFFICE_ID) != office_stream(OTHER_OFFICE)

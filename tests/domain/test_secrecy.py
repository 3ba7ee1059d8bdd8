"""Matters for official use only or secret: number, day, sheets and holder, and nothing else."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from builders import CALENDAR, PACK, an_office, catalogues
from hypothesis import given
from hypothesis import strategies as st
from terms import a_calendar, a_rule

from akimat_desk.domain import case_events as events
from akimat_desk.domain.applications import Application, read_application
from akimat_desk.domain.cases import Case, apply
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.facts import EverythingBefore, Fact
from akimat_desk.domain.moments import milliseconds
from akimat_desk.domain.registering import Ground, Place, register
from akimat_desk.domain.secrecy import MARKS, ContentNotTaken, demand_kept
from akimat_desk.domain.secret_cases import demand_no_secret, demand_silent, secrecy_of
from akimat_desk.domain.stream_events import StreamErased

NINE = milliseconds(datetime(2026, 6, 1, 9, 0))
PLACE = Place(
    mark="1", point="1", sequence=42, at=NINE, receipt_code="1", person="", shown_as="Жашыруун"
)
GROUND = Ground(rule=a_rule(), pack=PACK, calendar=a_calendar(), calendar_id=CALENDAR)


def a_secret(**told: Any) -> dict[str, Any]:
    return {
        "kind": "complaint",
        "channel": "post",
        "language": "ky",
        "secrecy": "official_use",
        "sheets": 4,
        "responsible": "asanov",
    } | told


def registered(told: Application) -> events.CaseRegistered:
    (event,) = register(told, catalogues(), an_office(), GROUND, PLACE)
    assert isinstance(event, events.CaseRegistered)
    return event


def a_case(**told: Any) -> Case:
    event = registered(read_application(a_secret(**told)))
    return apply(Case(), Fact(b"1" * 16, EverythingBefore(), event, at=NINE))


@pytest.mark.parametrize("mark", MARKS)
def test_number_day_sheets_and_holder_are_all_that_is_registered(mark: str) -> None:
    event = registered(read_application(a_secret(secrecy=mark)))
    assert (event.secrecy, event.sheets, event.registered_on) == (mark, 4, date(2026, 6, 1))
    assert event.number
    assert event.responsible
    # The mark itself stands where others have their subject, in the words of the list of marks.
    assert event.subject == "Жашыруун"
    assert event.applicant.is_anonymous
    assert (event.text, event.topic, event.papers, event.questions) == ("", "", (), ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("subject", "Учениелер"),
        ("text", "Толук"),
        ("applicant", {"person": {"surname": "Бекова", "given": "Айгүл"}}),
        ("representative", {"person": {"surname": "Бекова", "given": "Айгүл"}}),
        ("came_through", {"body": "Аскер комиссариаты"}),
        ("papers", [{"title": "План"}]),
        ("questions", ["Качан?"]),
        ("topic", "land"),
        ("against", "Асанов"),
        ("also_signed", ["Бекова"]),
        ("previous", "К1-00042/26-7"),
    ],
)
def test_what_would_tell_of_the_content_is_refused(key: str, value: Any) -> None:
    with pytest.raises(ContentNotTaken) as refused:
        read_application(a_secret(**{key: value}))
    assert refused.value.facts() == {"secrecy": "official_use", "what": key}


@given(st.sampled_from([one.name for one in msgspec.structs.fields(Application)]))
def test_no_field_but_those_that_tell_nothing_is_ever_taken(field: str) -> None:
    silent = {"kind", "channel", "language", "secrecy", "sheets", "responsible", "ordered_by"}
    silent |= {"received_at", "registered_at", "pad_number"}
    if field not in silent:
        with pytest.raises(ContentNotTaken):
            read_application(a_secret(**{field: "x"}))


def test_an_application_that_was_made_by_hand_is_looked_at_as_well() -> None:
    told = read_application(a_secret())
    with pytest.raises(ContentNotTaken):
        registered(msgspec.structs.replace(told, text="Толук"))


@pytest.mark.parametrize("key", ["sheets", "responsible"])
def test_sheets_and_holder_are_demanded(key: str) -> None:
    told = a_secret()
    del told[key]
    with pytest.raises(FieldWrong) as refused:
        read_application(told)
    assert refused.value.field == key


def test_another_mark_is_none() -> None:
    with pytest.raises(FieldWrong):
        read_application(a_secret(secrecy="private"))


@pytest.mark.parametrize(
    "event",
    [
        events.NoteAdded(text="Окуу-жатыгуу жөнүндө"),
        events.DocumentReceived(papers=(), received_on=date(2026, 6, 1)),
        events.FileAttached(digest=b"1" * 32, title="скан.pdf", media="application/pdf", size=1),
        events.FieldsCorrected(subject="Окуу", reason="ката"),
        events.ExecutorAssigned(executor="x", resolution="Окууну уюштуруу"),
        events.ExecutorAssigned(executor="x", scan=b"1" * 32),
        events.CaseClosed(outcome="resolved", closed_on=date(2026, 6, 1), answer="Уюштурулду"),
        events.NoticeGiven(notice="x", given_on=date(2026, 6, 1), text="Айтылды"),
    ],
)
def test_no_entry_may_tell_of_it_later(event: Any) -> None:
    with pytest.raises(ContentNotTaken) as refused:
        demand_silent(a_case(), [event])
    assert refused.value.what == type(event).__name__


def test_who_holds_it_and_that_it_ended_may_be_told() -> None:
    demand_silent(
        a_case(),
        [
            events.ExecutorAssigned(executor="x"),
            events.CaseClosed(outcome="resolved", closed_on=date(2026, 6, 1), file_index="1-4"),
            events.CaseReopened(reopened_on=date(2026, 6, 1), ground="№ 4"),
            StreamErased(ground="№ 4", ordered_by="x", number="1", taken=()),
        ],
    )


def test_an_ordinary_matter_and_no_matter_at_all_are_left_alone() -> None:
    note = events.NoteAdded(text="Окуу")
    ordinary = Case()
    demand_silent(ordinary, [note])
    demand_silent(None, [note])
    demand_no_secret(ordinary, "file")
    assert secrecy_of(ordinary) == ""


def test_a_paper_or_a_file_is_refused_before_it_is_made() -> None:
    with pytest.raises(ContentNotTaken):
        demand_no_secret(a_case(secrecy="secret"), "file")


def test_a_draft_of_such_a_matter_holds_nothing_of_its_content() -> None:
    demand_kept({"secrecy": "secret", "sheets": "4", "kind": "кат", "subject": ""})
    demand_kept({"subject": "Жайыт"})
    with pytest.raises(ContentNotTaken):
        demand_kept({"secrecy": "secret", "subject": "Окуу"})

"""What the counter promises when it registers."""

import struct
from datetime import date
from pathlib import Path

import pytest
from services.working_desks import (
    MONDAY_MORNING,
    GoingClock,
    HandClock,
    a_complaint,
    a_desk,
    again,
    new_desk,
)
from sqlalchemy import event
from sqlcipher3 import dbapi2

from akimat_desk.domain.errors import (
    ClockBehind,
    DeskError,
    FieldWrong,
    NotAllowed,
    StaffUnknown,
    UnknownKeys,
    UnknownRow,
)
from akimat_desk.domain.numbering import is_checked
from akimat_desk.storage.workspace import DATABASE

DAY = 24 * 3600 * 1000


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def sequence(number: str) -> int:
    return int(number.partition("-")[2].partition("/")[0])


def count(desk, table: str) -> int:
    with desk.core.database.read() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()


def commits_in_wal(folder: Path) -> int:
    """Frames that end a transaction, as SQLite's file format marks them."""
    data = (folder / f"{DATABASE}-wal").read_bytes()
    page = struct.unpack(">I", data[8:12])[0]
    salts, frame = data[16:24], 24 + page
    heads = (data[start : start + 24] for start in range(32, len(data) - 24, frame))
    return sum(head[8:16] == salts and head[4:8] != bytes(4) for head in heads)


def test_one_registration_is_exactly_one_commit(desk, tmp_path):
    told = []
    event.listen(desk.core.database.engine, "commit", told.append)
    before = commits_in_wal(tmp_path / "desk")
    desk.registration.register(a_complaint())
    assert len(told) == 1
    assert commits_in_wal(tmp_path / "desk") == before + 1


def test_a_group_of_lines_is_one_commit(desk, tmp_path):
    before = commits_in_wal(tmp_path / "desk")
    done = desk.registration.register_group(a_complaint(place) for place in range(20))
    assert not [one for one in done if isinstance(one, DeskError)]
    assert commits_in_wal(tmp_path / "desk") == before + 1


def test_a_registration_whose_readings_cannot_be_written_is_not_written_at_all(desk):
    entries = count(desk, "entry")
    with desk.core.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE case_numbers")
    with pytest.raises(dbapi2.OperationalError, match="case_numbers"):
        desk.registration.register(a_complaint())
    assert [count(desk, name) for name in ("entry", "case_line", "person_line", "series")] == [
        entries,
        0,
        0,
        0,
    ]


def test_a_reader_sees_the_entries_and_their_readings_together(desk):
    with desk.core.database.read() as connection:
        ask = connection.exec_driver_sql
        before = ask("SELECT count(*) FROM entry").scalar_one()
        desk.registration.register(a_complaint())
        assert ask("SELECT count(*) FROM entry").scalar_one() == before
        assert ask("SELECT count(*) FROM case_line").scalar_one() == 0
    assert (count(desk, "entry"), count(desk, "case_line")) == (before + 2, 1)


def test_numbers_follow_each_other_without_a_gap_even_after_refusals(desk):
    wanted = [a_complaint(place) for place in range(9)]
    wanted[3]["applicant"]["person"]["pin"] = "123"
    wanted[5]["kind"] = "poem"
    done = desk.registration.register_group(wanted)
    refused = [place for place, one in enumerate(done) if isinstance(one, DeskError)]
    assert refused == [3, 5]
    numbers = [one.number for one in done if not isinstance(one, DeskError)]
    assert [sequence(number) for number in numbers] == list(range(1, 8))
    assert all(is_checked(number) for number in numbers)


def test_each_journal_has_a_series_of_its_own(desk):
    first = desk.registration.register(a_complaint())
    second = desk.registration.register(a_complaint(1, kind="barrier_report"))
    third = desk.registration.register(a_complaint(2))
    assert first.number[0] != second.number[0]
    assert [sequence(one.number) for one in (first, second, third)] == [1, 1, 2]


def test_a_new_year_in_bishkek_begins_a_new_series(tmp_path):
    """18:00 UTC on 31 December is midnight in Bishkek."""
    clock = HandClock(1_798_739_999_000)
    with a_desk(tmp_path, clock=clock) as desk:
        last = desk.registration.register(a_complaint(0))
        clock.turn(1_000)
        first = desk.registration.register(a_complaint(1))
    assert (last.registered_at, first.registered_at) == (
        "2026-12-31T23:59:59+06:00",
        "2027-01-01T00:00:00+06:00",
    )
    assert [one.number[2:11] for one in (last, first)] == ["-00001/26", "-00001/27"]


def test_a_collective_complaint_sent_on_by_the_presidents_administration(desk):
    done = desk.registration.register(
        a_complaint(
            signatories=14,
            came_through={
                "body": "Президенттин Администрациясы",
                "number": "12-148/3",
                "dated_on": "2026-11-16",
                "control_on": "2026-11-30",
            },
        )
    )
    assert (done.control_on, done.responsible) == (date(2026, 11, 30), "tokton")
    case = desk.cases.find(done.number)
    desk.cases.do(case, "assign", {"executor": "mamyt", "internal_on": "2026-11-25"})
    told = desk.cases.explain(case)
    assert [(duty.kind, duty.due_on) for duty in told.duties] == [
        ("statutory", done.due_on),
        ("control", date(2026, 11, 30)),
        ("internal", date(2026, 11, 25)),
    ]
    assert told.duties[1].body == "Президенттин Администрациясы"
    assert told.duties[1].number == "12-148/3"
    assert (told.next.kind, told.printed_on) == ("internal", done.due_on)
    assert told.explanation is not None
    assert told.explanation.due_on == done.due_on


def test_a_control_date_before_the_letter_is_refused_and_nothing_is_written(desk):
    entries = count(desk, "entry")
    told = a_complaint(
        came_through={"body": "Өкмөт", "dated_on": "2026-11-16", "control_on": "2026-11-15"}
    )
    with pytest.raises(DeskError) as refused:
        desk.registration.register(told)
    assert refused.value.code == "date_out_of_place"
    assert count(desk, "entry") == entries


@pytest.mark.parametrize(
    ("change", "refusal", "facts"),
    [
        ({"poem": 1}, UnknownKeys, {"keys": ["poem"]}),
        ({"kind": "poem"}, UnknownRow, {"catalogue": "kinds", "id": "poem"}),
        ({"channel": "owl"}, UnknownRow, {"catalogue": "channels", "id": "owl"}),
        ({"service": "flying"}, UnknownRow, {"catalogue": "services", "id": "flying"}),
        ({"topic": "flying"}, UnknownRow, {"catalogue": "topics", "id": "flying"}),
        ({"responsible": "nobody"}, StaffUnknown, {"login": "nobody"}),
        ({"subject": "  "}, FieldWrong, {"field": "subject", "reason": "empty", "limit": None}),
        (
            {"language": "tlh"},
            FieldWrong,
            {"field": "language", "reason": "unknown", "limit": None},
        ),
        (
            {"received_at": "2027-01-01T00:00:00"},
            FieldWrong,
            {"field": "received_at", "reason": "in_the_future", "limit": None},
        ),
        (
            {"signatories": "14"},
            FieldWrong,
            {"field": "signatories", "reason": "wrong_type", "limit": None},
        ),
        (
            {"signatories": -1},
            FieldWrong,
            {"field": "signatories", "reason": "out_of_range", "limit": None},
        ),
        (
            {"text": "я" * 200_001},
            FieldWrong,
            {"field": "text", "reason": "too_long", "limit": 200_000},
        ),
    ],
)
def test_what_cannot_be_registered_is_refused_with_its_facts(desk, change, refusal, facts):
    entries = count(desk, "entry")
    with pytest.raises(refusal) as refused:
        desk.registration.register(a_complaint(**change))
    assert refused.value.facts() == facts
    assert count(desk, "entry") == entries


def test_the_same_applicant_is_one_record_whose_new_phone_is_kept(desk):
    desk.registration.register(a_complaint(7))
    told = a_complaint(7, subject="Дагы бир жолу")
    told["applicant"]["person"] |= {"phone": "0777 00 00 01", "patronymic": ""}
    desk.registration.register(told)
    (row,) = desk.cases.applicants("омурбеков").rows
    assert (row.name, row.phone) == ("Өмүрбеков7 Чыңгыз Төлөгөнович", "+996777000001")
    assert desk.integrity.verify()


def test_two_lines_of_one_group_by_one_applicant_are_one_record(desk):
    told = [a_complaint(7), a_complaint(7, subject="Экинчи"), a_complaint(7, subject="Үчүнчү")]
    told[2]["applicant"]["person"]["phone"] = "0777 00 00 02"
    done = desk.registration.register_group(told)
    assert len({one.number for one in done}) == 3
    assert len(desk.cases.applicants("").rows) == 1
    assert desk.integrity.verify()


def test_an_anonymous_matter_is_registered_without_a_record_of_a_person(desk):
    done = desk.registration.register(a_complaint(applicant={"anonymous": True}))
    assert desk.cases.open(desk.cases.find(done.number)).case.applicant.is_anonymous
    assert desk.cases.applicants("").rows == ()


def test_numbering_alone_stops_while_the_clock_stands_before_the_newest_entry(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk:
        done = desk.registration.register(a_complaint())
        clock.turn(-1)
        entries = count(desk, "entry")
        with pytest.raises(ClockBehind) as refused:
            desk.registration.register(a_complaint(1))
        assert refused.value.facts() == {
            "now": "2026-11-23T08:29:59",
            "newest_at": "2026-11-23T08:30:00",
        }
        assert count(desk, "entry") == entries
        case = desk.cases.find(done.number)
        desk.cases.do(case, "note", {"text": "Сааттын артта калганы жазууга тоскоол эмес."})
        assert len(desk.cases.page(desk.cases.filter_of()).rows) == 1
        clock.turn(1)
        assert sequence(desk.registration.register(a_complaint(1)).number) == 2
        assert desk.integrity.verify()


def test_a_clock_set_back_between_two_days_stops_numbering_until_it_is_right(tmp_path):
    with a_desk(tmp_path, clock=GoingClock(MONDAY_MORNING)) as desk:
        desk.registration.register(a_complaint())
    desk = again(tmp_path, clock=GoingClock(MONDAY_MORNING - DAY))
    with pytest.raises(ClockBehind):
        desk.registration.register(a_complaint(1))
    desk.close()
    desk = again(tmp_path, clock=GoingClock(MONDAY_MORNING + DAY))
    assert sequence(desk.registration.register(a_complaint(1)).number) == 2
    desk.close()


def test_an_executor_may_not_register(tmp_path):
    desk = new_desk(tmp_path)
    desk.core.actor = desk.office.now.find_login("tokton")
    entries = count(desk, "entry")
    with pytest.raises(NotAllowed):
        desk.registration.register(a_complaint())
    assert count(desk, "entry") == entries
    desk.close()


def asking(*questions, **more):
    return a_complaint(1, questions=list(questions), **more)


def test_several_questions_with_their_executors_are_one_commit(desk, tmp_path):
    desk.registration.register(a_complaint(0))
    before = commits_in_wal(tmp_path / "desk")
    told = asking(
        {"text": "Качан?", "executor": "mamyt"}, "Кимден?", {"text": "Кайда?", "executor": "tokton"}
    )
    done = desk.registration.register(told)
    assert commits_in_wal(tmp_path / "desk") == before + 1
    questions = desk.cards.card(done.case).questions
    assert [one.text for one in questions] == ["Качан?", "Кимден?", "Кайда?"]
    named = [one.assignment and one.assignment.executor.login for one in questions]
    assert named == ["mamyt", None, "tokton"]
    assert desk.cases.open(done.case).stage == "registered"
    everyone = [{"text": text, "executor": "mamyt"} for text in ("Качан?", "Кимден?")]
    assigned = desk.registration.register(asking(*everyone))
    assert desk.cases.open(assigned.case).stage == "under_consideration"


def test_the_only_question_is_assigned_with_the_whole_matter(desk):
    done = desk.registration.register(asking({"text": "Качан?", "executor": "mamyt"}))
    card = desk.cards.card(done.case)
    assert card.assignment is not None
    assert card.assignment.executor.login == "mamyt"


def test_what_would_be_refused_is_refused_by_the_check_too(desk):
    for told in (
        asking({"text": "Качан?", "executor": "nobody"}),
        asking({"text": "Качан?", "executor": "mamyt"}, against="Мамытова Айнура"),
        asking({"text": " ", "executor": "mamyt"}),
    ):
        with pytest.raises(DeskError) as refused:
            desk.registration.check(told)
        with pytest.raises(type(refused.value)):
            desk.registration.register(told)
    assert count(desk, "case_line") == 0


def test_the_accused_who_would_answer_is_told_and_stops_nothing(desk):
    done = desk.registration.register(a_complaint(1, against="Токтоналиев Бакыт"))
    assert "answerer_is_accused" in done.warnings
    other = desk.registration.register(
        a_complaint(2, against="Токтоналиев Бакыт", responsible="mamyt")
    )
    assert "answerer_is_accused" not in other.warnings


def test_the_same_doubts_are_told_before_and_after(desk):
    told = a_complaint(
        1,
        channel="reception",
        text="",
        previous="К1-99999/26-1",
        received_at="2026-11-16T09:00:00",
        signatories=0,
        also_signed=["Бекова Нурзат"],
    )
    checked = desk.registration.check(told)
    done = desk.registration.register(told)
    assert checked.foreseen.findings == done.warnings
    doubts = ("oral_without_text", "registered_late", "previous_unknown")
    assert set(doubts) <= set(done.warnings)
    event = desk.cases.open(done.case).case.registered
    assert (event.signatories, event.also_signed) == (2, ("Бекова Нурзат",))


def test_a_pin_of_the_other_sex_is_told(desk):
    told = a_complaint(1)
    told["applicant"]["person"] |= {"pin": "11503199012345", "patronymic": "Төлөгөнович"}
    assert "pin_sex_differs" in desk.registration.check(told).foreseen.findings
    told["applicant"]["person"] |= {"patronymic": "", "surname": "Асанов"}
    assert "pin_sex_differs" not in desk.registration.check(told).foreseen.findings


def test_a_known_address_is_not_lost_to_a_bare_district(desk):
    first = desk.registration.register(a_complaint(1))
    told = a_complaint(1)
    told["applicant"]["person"]["address"] = {"soate": ""}
    second = desk.registration.register(told)
    assert first.case != second.case
    (person,) = desk.lists.persons("Өмүрбеков1")
    assert desk.registration.known(person.id).address.line() == "Кара-Таш, Манас, 1"

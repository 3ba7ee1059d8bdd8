"""The journals of the office: whose rows stand in them, in which columns, and what is missing."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text
from python_calamine import CalamineWorkbook
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.domain.journals import KINDS, SHOWN, gaps
from akimat_desk.services.act_numbers import hand_pen
from akimat_desk.services.journals import JournalWish

DAY = 24 * 3600 * 1000
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


def wish(kind, **more):
    return JournalWish(
        kind=kind, from_on=FIRST, until_on=LAST, **{"format": "xlsx", "reason": "paper"} | more
    )


def rows(desk, tmp_path, kind, **more):
    """What a spreadsheet reads: the head, then the rows."""
    file = tmp_path / f"{kind}.xlsx"
    desk.journals.write(file, wish(kind, **more))
    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def test_a_registration_journal_tells_the_course_of_each_case(desk, clock, tmp_path):
    done = [desk.registration.register(a_complaint(place, sheets=3)) for place in range(3)]
    clock.turn(2 * DAY)
    desk.cases.do(
        done[1].case, "close", {"outcome": "explained", "answer": "№ 7/26", "file_index": "01-5"}
    )
    desk.cases.do(done[2].case, "withdraw", {"ground": "кайтарып алды"})
    columns = ("place", "number", "registered_on", "applicant", "address", "sheets", "due_on",
               "ended_on", "outcome", "answered", "answer", "file_index")  # fmt: skip
    head, *found = rows(desk, tmp_path, "registration", columns=columns, language="ru")
    assert head[:2] == ["№", "Номер регистрации"]
    assert [row[0] for row in found] == [1, 2, 3]
    assert [row[1] for row in found] == [one.number for one in done]
    assert found[0][2] == date(2026, 11, 23)
    assert "Кара-Таш" in found[0][4]
    assert found[0][5:] == [3, date(2026, 12, 11), "", "", "", "", ""]
    assert found[1][6:] == [
        date(2026, 12, 11), date(2026, 11, 25), "разъяснено", "в срок", "№ 7/26", "01-5",
    ]  # fmt: skip
    assert found[2][6:8] == [date(2026, 12, 11), date(2026, 11, 25)]


def test_the_period_and_the_letter_say_which_cases(desk, clock, tmp_path):
    one = desk.registration.register(a_complaint(1))
    clock.turn(DAY)
    other = desk.registration.register(a_complaint(2, kind="service_request", channel="in_person"))
    whole = rows(desk, tmp_path, "registration", columns=("number",))
    assert [row[0] for row in whole[1:]] == [one.number, other.number]
    letters = desk.journals.parts("registration")
    assert letters == ("А", "К", "С", "Т")
    assert rows(desk, tmp_path, "registration", columns=("number",), part="А")[1:] == [
        [other.number]
    ]
    day = wish("registration", columns=("number",))
    file = tmp_path / "day.csv"
    narrow = JournalWish(
        kind="registration", from_on=FIRST, until_on=date(2026, 11, 23), columns=day.columns,
        format="csv", reason="paper",
    )  # fmt: skip
    assert desk.journals.write(file, narrow).rows == 1


def test_letters_of_bodies_have_a_journal_of_their_own(desk, tmp_path):
    desk.registration.register(a_complaint(1))
    letter = desk.registration.register(
        a_complaint(
            2, kind="letter", came_through={"body": "Ош облусу", "number": "01-5",
                                            "dated_on": "2026-11-20"},
            applicant={"organisation": {"name": "Ош облусу", "address": {"village": "Ош"}}},
        )
    )  # fmt: skip
    found = rows(desk, tmp_path, "letters", columns=("number", "came_through"))
    assert found[1:] == [[letter.number, "Ош облусу, № 01-5 20.11.2026"]]
    assert len(rows(desk, tmp_path, "registration")) == 2


def test_the_control_journal_tells_who_controls_till_when_and_what_was_reported(
    desk, clock, tmp_path
):
    done = [desk.registration.register(a_complaint(place)) for place in range(2)]
    control = {"body": "Президенттин Администрациясы", "due_on": "2026-12-04", "number": "15-3",
               "dated_on": "2026-11-20"}  # fmt: skip
    for one in done:
        desk.cases.do(one.case, "control", control)
    clock.turn(DAY)
    key = desk.cases.open(done[0].case).case.keys("control:")[0].removeprefix("control:")
    desk.cases.do(
        done[0].case, "prolong",
        {"control": key, "due_on": "2026-12-20", "letter_number": "15-9",
         "letter_dated_on": "2026-11-24"},
    )  # fmt: skip
    clock.turn(DAY)
    desk.cases.do(done[0].case, "report", {"control": key, "number": "44"})
    columns = ("number", "body", "letter", "dated_on", "set_on", "due_first_on", "prolonged_by",
               "due_on", "state", "ended_on", "report")  # fmt: skip
    found = rows(desk, tmp_path, "control", columns=columns, language="ru")
    body, set_on, first = "Президенттин Администрациясы", date(2026, 11, 23), date(2026, 12, 4)
    assert found[1:] == [
        [done[0].number, body, "15-3", date(2026, 11, 20), set_on, first, "№ 15-9 24.11.2026",
         date(2026, 12, 20), found[1][8], date(2026, 11, 25), "44"],
        [done[1].number, body, "15-3", date(2026, 11, 20), set_on, first, "", first,
         found[2][8], "", ""],
    ]  # fmt: skip
    assert found[1][8] != found[2][8]


def an_order(subject="Жолду ачуу жөнүндө", **more):
    told = {"subject": subject, "preamble": "Текшерүү боюнча.", "points": ["Жол ачылсын."]}
    return ActTold(**{"template": "order", "told": told} | more)


def test_the_journal_of_acts_goes_by_numbers_and_tells_why_one_is_missing(desk, clock, tmp_path):
    desk.office.hold_post("head", "asanova", order="№ 1")
    station = desk.core.identity.station
    for subject in ("биринчи", "экинчи"):
        clock.turn(1000)
        desk.act_desk.issue(an_order(subject))
    clock.turn(DAY)
    hand_pen(desk.core, "orders", station, last_number=5, reason="диск күйдү")
    third = desk.act_desk.issue(an_order("үчүнчү"))
    assert third.number.startswith("6")
    assert desk.journals.parts("acts") == ("orders",)
    columns = ("place", "number", "issued_on", "title", "subject", "stage")
    found = rows(desk, tmp_path, "acts", columns=columns, language="ru", part="orders")[1:]
    assert [row[0] for row in found] == [1, 2, "", 3]
    assert found[2][4] == ("№ 3–5: 24.11.2026 сменилось рабочее место, ведущее журнал, диск күйдү.")
    assert found[0][2:4] == [date(2026, 11, 23), desk.templates.find("order").name["ru"]]
    late = JournalWish(
        kind="acts", from_on=date(2026, 11, 24), until_on=LAST, columns=columns, language="ru",
        reason="paper",
    )  # fmt: skip
    desk.journals.write(tmp_path / "late.pdf", late)
    told = text((tmp_path / "late.pdf").read_bytes())
    assert squeezed("диск күйдү") in squeezed(told)
    assert "экинчи" not in told


def test_letters_sent_by_post_stand_in_the_post_list(desk, clock, tmp_path):
    desk.office.hold_post("head", "asanova", order="№ 1")
    by_post, by_hand = (desk.act_desk.issue(an_order(str(n))).act for n in range(2))
    for act in (by_post, by_hand):
        desk.act_desk.sign(act)
    clock.turn(DAY)
    desk.act_desk.deliver(by_post, ActDelivery(way="post", proof="RR 12 345"))
    desk.act_desk.deliver(by_hand, ActDelivery(way="hand", proof="тил кат"))
    found = rows(desk, tmp_path, "post", columns=("place", "delivered_on", "number", "proof"))[1:]
    assert [row[:2] + row[3:] for row in found] == [[1, date(2026, 11, 24), "RR 12 345"]]


def test_all_journals_come_in_every_format_and_language(desk, tmp_path):
    desk.registration.register(a_complaint(1))
    for kind in KINDS:
        for language in ("ky", "ru"):
            for ending in ("pdf", "xlsx", "csv"):
                file = tmp_path / f"{kind}-{language}.{ending}"
                desk.journals.write(file, wish(kind, format=ending, language=language))
                assert file.stat().st_size
            title = desk.journals.kind(kind).title[language]
            assert title in text((tmp_path / f"{kind}-{language}.pdf").read_bytes())
    assert "Өмүрбеков1" in text((tmp_path / "registration-ky.pdf").read_bytes())


def test_the_office_chooses_the_columns(desk, tmp_path):
    assert "subject" in desk.journals.columns("registration")
    desk.office.set_setting("journal_columns.registration", "number, applicant")
    assert desk.journals.columns("registration") == ("number", "applicant")
    desk.registration.register(a_complaint(1))
    assert len(rows(desk, tmp_path, "registration")[1]) == 2
    with pytest.raises(FieldWrong):
        desk.office.set_setting("journal_columns.registration", "number,horoscope")
    desk.office.set_setting("journal_columns.registration", "proof")
    assert "subject" in desk.journals.columns("registration")


def test_every_column_a_journal_offers_can_be_filled(desk, tmp_path):
    desk.registration.register(a_complaint(1))
    for kind in desk.journals.kinds():
        ids = tuple(column.id for column in kind.columns)
        assert ids == SHOWN[kind.rows]
        assert rows(desk, tmp_path, kind.id, columns=ids)
        assert all(column.status == "to_confirm" for column in kind.columns)


def test_what_cannot_be_is_refused_and_leaves_no_file(desk, tmp_path):
    desk.registration.register(a_complaint(1))
    file = tmp_path / "x.pdf"
    for wrong in (
        wish("horoscope"),
        wish("registration", format="doc"),
        wish("registration", language="en"),
        wish("registration", columns=("number", "number")),
        wish("registration", columns=("proof",)),
        wish("registration", part="Ю"),
        wish("registration", reason=" "),
        JournalWish(kind="post", from_on=LAST, until_on=FIRST),
    ):
        with pytest.raises(FieldWrong):
            desk.journals.write(file, wrong)
    with pytest.raises(WorkCancelled):
        desk.journals.write(file, wish("registration"), cancelled=lambda: True)
    desk.core.actor = desk.office.now.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.journals.write(file, wish("registration"))
    assert [one.name for one in tmp_path.iterdir()] == ["desk"]


def test_who_took_a_journal_out_is_noted_and_how_far_it_is_is_told(desk, tmp_path):
    for place in range(3):
        desk.registration.register(a_complaint(place))
    told = []
    desk.journals.write(
        tmp_path / "x.xlsx", wish("registration"), report=lambda *one: told.append(one)
    )
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    (note,) = desk.list_export.notes()
    assert note.count == 3
    assert '"kind":"registration"' in note.what


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ([], []),
        ([1, 2, 3], []),
        ([3], [(1, 2)]),
        ([1, 4, 5, 9], [(2, 3), (6, 8)]),
        ([1, 1, 3], [(2, 2)]),
    ],
)
def test_numbers_between_others_that_nobody_bears_are_gaps(given, missing):
    assert gaps(given) == missing

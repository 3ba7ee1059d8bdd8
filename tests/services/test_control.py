"""Control by other bodies: the letters that answer them, one letter for many, journal, report."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.also_answers import AnswersAwaited, answerees
from akimat_desk.domain.control_states import controls_of
from akimat_desk.domain.errors import CaseEnded, ControlUnknown, FieldWrong
from akimat_desk.services.desk import Desk
from akimat_desk.services.journals import JournalWish

OBLAST = "Ысык-Көл облусундагы Президенттин ыйгарым укуктуу өкүлчүлүгү"
DEPUTY = "Жогорку Кеңештин депутаты К. Асанов"
DONE = {"done": ["Түтүк алмаштырылды."], "result": "Суу берилди."}


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MONDAY_MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk", clock=clock) as desk:
        desk.office.hold_post("head", "admin", order="№ 1")
        yield desk


def an_instruction(desk: Desk, place: int = 0, **through: Any) -> str:
    told = a_complaint(place) | {
        "kind": "instruction",
        "applicant": {"organisation": {"name": OBLAST}},
        "came_through": {
            "body": OBLAST,
            "number": f"12-{place}",
            "dated_on": "2026-11-18",
            "control_on": "2026-12-07",
            **through,
        },
    }
    return desk.registration.register(told).case


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as paper:
        text = "".join(page.get_textpage().get_text_bounded() for page in paper)
    return " ".join(text.replace("\ufffe", "-").replace("\r\n", " ").split())


def filled(told: ActTold, **more: Any) -> ActTold:
    return msgspec.structs.replace(told, told={**told.told, **more})


def test_the_report_is_filled_from_the_case_and_ends_the_control_with_its_number(
    desk: Desk,
) -> None:
    case = an_instruction(desk)
    told = desk.control_letters.report(case)
    assert told.addressee.body == OBLAST
    assert "12-0, 18.11.2026" in str(told.told["instruction"])
    issued = desk.act_desk.issue(filled(told, **DONE), case)
    (control,) = controls_of(desk.cases.open(case).case)
    assert (control.state, control.report, control.act) == ("reported", issued.number, issued.act)
    assert issued.number
    with pytest.raises(ControlUnknown):
        desk.control_letters.report(case)


def test_a_letter_that_asks_for_more_time_leaves_the_control_standing(desk: Desk) -> None:
    case = an_instruction(desk)
    asking = filled(desk.control_letters.report(case), asks="extend", extend_to="2026-12-21")
    desk.act_desk.issue(filled(asking, **DONE), case)
    assert [one.state for one in desk.control_list.rows()] == ["open"]


def test_a_covering_letter_with_a_copy_counts_as_the_answer_to_its_addressee(desk: Desk) -> None:
    case = an_instruction(desk, answer_also_to=[DEPUTY, "Прокуратура"])
    early = filled(desk.control_letters.covering(case), text="Жиберебиз.", enclosures=["Тизме"])
    assert early.addressee.body == DEPUTY
    desk.act_desk.issue(early, case)
    assert all(one.is_open for one in answerees(desk.cases.open(case).case))
    desk.act_desk.issue(filled(desk.control_letters.report(case), **DONE), case)
    letter = filled(desk.control_letters.covering(case), text="Көчүрмөсүн жиберебиз.")
    assert "Отчёттун көчүрмөсү" in str(letter.told["enclosures"])
    issued = desk.act_desk.issue(letter, case)
    first, second = answerees(desk.cases.open(case).case)
    assert (first.to, first.act, second.is_open) == (DEPUTY, issued.act, True)
    with pytest.raises(AnswersAwaited):
        desk.cases.do(case, "close", {"outcome": "explained"})
    desk.cases.do(case, "answer-sent", {"to": "прокуратура", "number": "77"})
    desk.cases.do(case, "close", {"outcome": "explained"})


def test_one_letter_moves_several_controls_and_a_refused_one_stops_no_other(desk: Desk) -> None:
    cases = [an_instruction(desk, place) for place in range(3)]
    rows = desk.control_list.rows()
    desk.cases.do(cases[0], "annul", {"reason": "ката"})
    letter = {"letter_number": "44", "letter_dated_on": "2026-11-20", "due_on": "2026-12-31"}
    done = desk.control_list.act_on([row.key for row in rows], "prolong", letter)
    assert done.done == 2
    assert [type(error) for _, error in done.refused] == [CaseEnded]
    moved = desk.control_list.rows(scope="open")
    assert {(row.due_on, row.prolonged_by) for row in moved} == {(date(2026, 12, 31), "44")}
    with pytest.raises(FieldWrong):
        desk.control_list.act_on([moved[0].key], "lift", {"by": OBLAST, "ground": ""})
    lifted = desk.control_list.act_on(
        [row.key for row in moved], "lift", {"by": OBLAST, "ground": "№ 50"}
    )
    assert (lifted.done, lifted.refused) == (2, ())
    assert desk.control_list.rows(scope="open") == ()


def test_the_list_is_narrowed_by_date_and_body(desk: Desk, clock: HandClock) -> None:
    an_instruction(desk, 0, control_on="2026-11-25")
    an_instruction(desk, 1)
    other = an_instruction(desk, 2, body="Прокуратура", control_on="2026-11-27")
    listed = desk.control_list

    def numbers(**asked: Any) -> list[str]:
        return [row.letter for row in listed.rows(**asked)]

    assert numbers(scope="week") == ["12-0", "12-2"]
    assert numbers(scope="open", body="прокур") == ["12-2"]
    assert sorted(listed.bodies()) == sorted(["Прокуратура", OBLAST])
    clock.turn(3 * 86_400_000)
    assert numbers(scope="overdue") == ["12-0"]
    desk.act_desk.issue(filled(desk.control_letters.report(other), **DONE), other)
    desk.cases.do(other, "close", {"outcome": "explained"})
    (row,) = listed.rows(scope="over")
    assert (row.letter, row.state) == ("12-2", "reported")
    with pytest.raises(FieldWrong):
        listed.rows(scope="soon")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_list_reminder_and_journal_say_who_took_it_off(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    case = an_instruction(desk, answer_also_to=[DEPUTY])
    (row,) = desk.control_list.rows()
    reminder = words(desk.control_list.reminder([row.key], language=language))
    assert row.number in reminder
    assert "К. Асанов" in reminder
    desk.act_desk.issue(filled(desk.control_letters.report(case), **DONE), case)
    lift = {"control": row.control, "by": "Облус", "ground": "кат № 50"}
    desk.cases.do(case, "lift", lift)
    assert "кат № 50" in words(desk.control_list.paper(language=language, scope="over"))
    wish = JournalWish(
        kind="control", from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), language=language
    )
    journal = words(desk.journals.paper(wish))
    assert "кат № 50" in journal
    assert "Облус" in journal


def test_the_report_counts_controls_by_what_became_of_them(desk: Desk) -> None:
    cases = [an_instruction(desk, place) for place in range(3)]
    desk.act_desk.issue(filled(desk.control_letters.report(cases[0]), **DONE), cases[0])
    control = desk.control_list.rows(scope="over")[0].control
    desk.cases.do(cases[0], "lift", {"control": control, "by": "Облус", "ground": "№ 50"})
    found = desk.statistics.of("2026")
    counted = {line.key: line.count for line in found.controls}
    assert (counted["set"], counted["reported_in_time"], counted["lifted"]) == (3, 1, 1)
    assert (counted["awaited"], counted["overdue"]) == (2, 0)
    assert [(line.key, line.count) for line in found.lifted_by] == [("Облус", 1)]
    titles = [section.key for section in desk.statistics.reading(found, "ru").sections]
    assert titles[-2:] == ["control", "lifted_by"]


def test_rebuilding_gives_the_same(desk: Desk) -> None:
    an_instruction(desk, answer_also_to=[DEPUTY])
    before = desk.control_list.rows()
    desk.integrity.rebuild()
    assert desk.control_list.rows() == before

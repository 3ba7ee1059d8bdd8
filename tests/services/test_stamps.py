"""The stamp label of a case, as the desk prints it."""

import pytest
from cli.program_runs import a_day_before, as_lines, called
from documents.reading_paper import page_sizes, squeezed, text
from services.working_desks import a_complaint, a_desk, new_desk

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.desk import Desk

PAPERS = [{"title": "Арыз", "original": True, "sheets": 2}]


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def stamp_of(desk: Desk, case: str, language: str = "") -> str:
    return squeezed(text(desk.papers.stamp(case, language=language)))


def says(label: str, *told: str) -> bool:
    return all(squeezed(one) in label for one in told)


def test_a_stamp_says_the_number_the_moment_and_the_sheets_in_the_language_of_the_appeal(desk):
    done = desk.registration.register(a_complaint(papers=PAPERS))
    before = desk.integrity.verify().entries
    label = stamp_of(desk, done.case)
    assert says(label, f"Кирүүчү № {done.number}", "23.11.2026, 08:30", "2 барак")
    assert says(stamp_of(desk, done.case, "ru"), f"Вх. № {done.number}", "2 листа")
    assert desk.papers.stamp(done.case) == desk.papers.stamp(done.case)
    assert desk.integrity.verify().entries == before
    with pytest.raises(FieldWrong):
        desk.papers.stamp(done.case, language="uz")


def test_it_carries_the_mark_while_a_body_controls_the_case_and_the_file_once_it_is_closed(desk):
    through = {"body": "Прокуратура", "control_on": "2026-12-01", "number": "1"}
    done = desk.registration.register(a_complaint(came_through=through))
    plain = desk.registration.register(a_complaint(1)).case
    marked, unmarked = stamp_of(desk, done.case), stamp_of(desk, plain)
    assert (marked[-1], unmarked[-1]) == ("К", "0")
    assert not says(unmarked, "02-14")
    desk.cases.do(plain, "close", {"outcome": "explained", "file_index": "02-14", "answer": "Ооба"})
    assert says(stamp_of(desk, plain), "02-14")


def test_the_paper_of_a_case_that_nobody_answers_for_yet_is_stamped_all_the_same(tmp_path):
    with a_desk(tmp_path / "other") as desk:
        case = desk.registration.register(a_complaint(responsible="")).case
        size = page_sizes(desk.papers.stamp(case))
    assert len(size) == 1


def test_the_command_line_writes_it_into_a_file(tmp_path):
    folder = tmp_path / "desk"
    new_desk(folder, clock=a_day_before(), training=True, password="").close()
    number = called(folder, "register", "-", "--json", given=as_lines(a_complaint())).one["number"]
    out = tmp_path / "stamp.pdf"
    done = called(folder, "stamp", number, "--lang", "ru", "--out", str(out), "--json")
    assert (done.code, done.one["file"]) == (0, str(out))
    assert squeezed(number) in squeezed(text(out.read_bytes()))

"""Business barriers in figures: by topic and by the body that stands in the way."""

from datetime import date

import pytest
from documents.reading_paper import squeezed, text
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.journals import JournalWish

DAY = 24 * 3600 * 1000
FROM, UNTIL = date(2026, 11, 1), date(2026, 11, 30)
BARRIER = {"kind": "barrier_report", "topic": "business_barriers", "against": "Энергосбыт"}
ANSWER = {
    "barrier": "Техникалык шарттар берилбейт", "blocking_body": "Ноокат РЭС",
    "measures": ["Кат жолдонду"], "coordinator_post": "орун басар",
    "coordinator_name": "Сапаров Б. К.",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        found.office.hold_post("head", "admin")
        yield found


def barrier(desk, place, **changes):
    return desk.registration.register(a_complaint(place, **BARRIER | changes)).case


def test_every_report_is_counted_once_open_solved_or_not(desk):
    cases = [barrier(desk, place) for place in range(3)]
    barrier(desk, 3, topic="business_inspections", against="")
    desk.registration.register(a_complaint(4))
    desk.core.clock.turn(2 * DAY)
    for case, outcome in zip(cases, ("granted", "refused"), strict=False):
        desk.cases.do(case, "close", {"outcome": outcome, "answer": "№ 1"})
    report = desk.barriers.report(FROM, UNTIL)
    first, second = report.lines
    assert (first.topic, first.body, first.count) == ("business_barriers", "Энергосбыт", 3)
    assert (first.is_open, first.solved, first.not_solved, first.in_time) == (1, 1, 1, 2)
    assert first.twice_median_days == 4
    assert first.coordinators == ("Токтоналиев Б.",)
    assert (second.topic, second.count, second.twice_median_days) == (
        "business_inspections", 1, None,
    )  # fmt: skip
    assert report.total.count == sum(line.count for line in report.lines) == 4


def test_the_answer_names_the_body_and_who_coordinates(desk):
    case = barrier(desk, 0)
    desk.act_desk.issue(ActTold(template="barrier-answer", told=ANSWER), case)
    (line,) = desk.barriers.report(FROM, UNTIL).lines
    assert (line.body, line.coordinators) == ("Ноокат РЭС", ("Сапаров Б. К.",))


def test_days_that_run_backwards_are_refused(desk):
    with pytest.raises(FieldWrong):
        desk.barriers.report(UNTIL, FROM)
    assert desk.barriers.report(FROM, UNTIL).lines == ()


@pytest.mark.parametrize(("language", "words"), [("ky", "Бардыгы"), ("ru", "Всего")])
def test_the_report_is_printed_with_its_total(desk, language, words):
    barrier(desk, 0)
    wish = JournalWish(kind="barriers", from_on=FROM, until_on=UNTIL, language=language)
    said = squeezed(text(desk.journals.paper(wish)))
    assert squeezed("Энергосбыт") in said
    assert words in said


def test_the_report_is_a_spreadsheet_too(desk, tmp_path):
    barrier(desk, 0)
    wish = JournalWish(kind="barriers", from_on=FROM, until_on=UNTIL, format="xlsx", reason="head")
    done = desk.journals.write(tmp_path / "barriers.xlsx", wish)
    assert done.rows == 2

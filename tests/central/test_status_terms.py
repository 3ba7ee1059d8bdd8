"""The page reckons as the desk does: twenty cases of one office, each with a course of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from central.asked_office import Asked

from akimat_desk.central.standings import Standing, Term
from akimat_desk.central.status import StatusDesk
from akimat_desk.domain.deadlines import working_days_left

COURT = {"category": "court", "ground": "сот"}
PAPERS = {"category": "applicant_documents", "ground": "Паспорт"}
CONTROL = {"body": "Өкүлчүлүк", "due_on": date(2026, 11, 30)}
EXTEND = {"days": 4, "ground": "экспертиза"}
FORWARD = {"body": "Айыл өкмөтү", "ground": "5-берене"}
CLOSE = {"outcome": "granted", "answer": "№ 1"}

# Days that pass, and what is done after them.
COURSES: tuple[tuple[tuple[int, str, dict], ...], ...] = (
    (),
    ((0, "assign", {"executor": "mamyt"}),),
    ((2, "pause", COURT),),
    ((2, "pause", COURT), (3, "resume", {})),
    ((1, "pause", PAPERS), (2, "resume", {}), (2, "pause", COURT)),
    ((1, "pause", PAPERS), (2, "resume", {}), (2, "pause", COURT), (4, "resume", {})),
    ((1, "extend", EXTEND),),
    ((1, "extend", EXTEND), (1, "extend", EXTEND)),
    ((1, "extend", EXTEND), (3, "pause", COURT)),
    ((1, "pause", COURT), (3, "resume", {}), (1, "extend", EXTEND)),
    ((0, "control", CONTROL),),
    ((0, "control", CONTROL), (2, "pause", COURT), (2, "resume", {})),
    ((0, "pause", COURT), (0, "resume", {})),
    ((1, "decide", {"outcome": "granted"}),),
    ((1, "decide", {"outcome": "granted"}), (1, "close", CLOSE)),
    ((1, "close", CLOSE), (1, "reopen", {"ground": "кайра"})),
    ((2, "forward", FORWARD),),
    ((2, "forward", {**FORWARD, "keeps_control": True}),),
    ((3, "withdraw", {"ground": "арыз"}),),
    ((3, "annul", {"reason": "ката"}),),
)
KINDS = ("complaint", "application", "proposal")
WITHOUT_TERM = (1, 13)


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    found = Asked(tmp_path / "desk", tmp_path / "centre")
    yield found
    found.close()


def as_the_desk_says(asked: Asked, case: str) -> Term:
    explained = asked.desk.cases.explain(case)
    found = asked.desk.cases.open(case)
    why = explained.explanation
    if why is None or why.due.earliest is None:
        return Term()
    if why.due.is_open_pause:
        return Term(not_before=why.due.earliest)
    is_open = next(duty.is_open for duty in explained.duties if duty.kind == "statutory")
    calendar = found.lens.references.calendar
    left = working_days_left(asked.desk.cases.today(), why.due.on, calendar) if is_open else None
    return Term(on=why.due.on, left=left)


def test_twenty_cases_stand_at_the_centre_as_at_the_desk(asked: Asked) -> None:
    days: dict[int, list[tuple[str, str, dict]]] = {}
    cases = []
    for place, course in enumerate(COURSES):
        case = asked.register(place, kind="letter" if place in WITHOUT_TERM else KINDS[place % 3])
        cases.append(case)
        on = 0
        for after, action, wish in course:
            on += after
            days.setdefault(on, []).append((case.case, action, wish))
    status = StatusDesk(asked.line.centre)
    shown: dict[str, set[Term]] = {case.case: set() for case in cases}
    for day in range(30):
        for case, action, wish in days.get(day, ()):
            asked.do(case, action, **wish)
        if day in (0, 5, 9, 29):
            asked.sync()
            for case in cases:
                found = status.by_code(case.number, case.receipt_code, "203.0.113.5").standing
                assert isinstance(found, Standing)
                assert found.term == as_the_desk_says(asked, case.case)
                assert found.stage == asked.desk.cases.open(case.case).stage
                shown[case.case].add(found.term)
        asked.next_day()
        if day % 5 == 4:
            asked.desk.trusted_time.confirm(asked.desk.cases.today())
    # The story has something to say: terms that stand, end, are not established, and move.
    told = [term for terms in shown.values() for term in terms]
    assert {term.not_before is None for term in told} == {True, False}
    assert {term.on is None and term.not_before is None for term in told} == {True, False}
    assert any(term.left is not None and term.left < 0 for term in told)
    assert len({term.on for term in told}) > 6
    assert date(2026, 11, 30) not in {term.on for term in told}

"""Cases under control: which body awaits a report on what by when, and what was reported."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal

import msgspec

from akimat_desk.domain.also_answers import awaited
from akimat_desk.domain.case_rights import Tie
from akimat_desk.domain.collation import folded
from akimat_desk.domain.control_states import ControlState, State, controls_of
from akimat_desk.domain.deadlines import working_days_left
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.services import control_papers
from akimat_desk.services.cases import Cases, OpenCase
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.storage import bulk, journal_lines, watched
from akimat_desk.storage.journal_lines import Period

Scope = Literal["all", "open", "week", "overdue", "over"]
SCOPES: Final = ("all", "open", "week", "overdue", "over")


class ControlLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One control of one case; `days_left` are working days, None once it is over.

    `prolonged_by` is the number of the letter that moved the date last, `ended_on` the day of
    the report or of the lifting, `report` the number of the report. `lifted_by` and `ground` say
    who took it off; `also` names those who are still to be answered beside the body. `tie` is that
    of who is signed in.
    """

    case: str
    control: str
    number: str
    applicant: str
    subject: str
    responsible: str
    body: str
    letter: str
    dated_on: date | None
    due_on: date | None
    report_to: str
    state: State
    days_left: int | None = None
    prolonged_by: str = ""
    ended_on: date | None = None
    report: str = ""
    lifted_on: date | None = None
    lifted_by: str = ""
    ground: str = ""
    also: tuple[str, ...] = ()
    tie: Tie = Tie.COLLEAGUE

    @property
    def key(self) -> str:
        """By which a row is marked: a case may be controlled by several bodies."""
        return f"{self.case} {self.control}"


class ControlDone(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one letter for many controls: how many were written, which were refused."""

    done: int
    refused: tuple[tuple[str, DeskError], ...] = ()


class ControlList:
    """Whoever may read may look."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def rows(
        self, *, is_open_only: bool = False, scope: Scope = "all", body: str = ""
    ) -> tuple[ControlLine, ...]:
        """What is still awaited first, by the control date.

        "all" are those of open cases, "week" what is due up to Sunday, "over" what was reported
        or taken off, of cases that were open at some time this year. Raises FieldWrong.
        """
        if scope not in SCOPES:
            raise FieldWrong("scope", "unknown")
        today = self._cases.today()
        with self._core.read() as (connection, lens):
            names = {one.id: one.short_name for one in lens.office.staff()}
            if scope == "over":
                year = Period(date(today.year, 1, 1), today)
                streams: Sequence[bytes] = journal_lines.controlled(connection, year)
            else:
                streams = watched.controlled(connection)
            found: list[ControlLine] = []
            for stream, seen in bulk.folds(connection, streams):
                case = self._cases.seen(str(uuid.UUID(bytes=stream)), seen, lens)
                tied = self._cases.tie(case)
                found += _lines(case, names.get(case.responsible, ""), today, tied)
        wanted = "open" if is_open_only and scope == "all" else scope
        rows = [line for line in found if _fits(line, wanted, today) and _is_of(line, body)]
        return tuple(sorted(rows, key=_by_date))

    def bodies(self) -> tuple[str, ...]:
        """Who controls open cases, each once, for the filter."""
        found: dict[str, str] = {}
        for row in self.rows():
            found.setdefault(folded(row.body), row.body)
        return tuple(found[one] for one in sorted(found))

    @draws("control-list")
    def paper(self, *, language: str = "ky", scope: Scope = "open", body: str = "") -> bytes:
        """The rows of that scope as a table. Raises FieldWrong, and what documents refuse."""
        rows = self.rows(scope=scope, body=body)
        return control_papers.paper(self._core, rows, self._cases.today(), language)

    @draws("control-reminder")
    def reminder(self, keys: Sequence[str], *, language: str = "ky") -> bytes:
        """For the executors of these rows, with a place for their signature. Raises FieldWrong."""
        chosen = [row for row in self.rows(scope="open") if row.key in set(keys)]
        rows = sorted(chosen, key=lambda row: (not row.responsible, row.responsible, _by_date(row)))
        return control_papers.reminder(self._core, rows, self._cases.today(), language)

    def act_on(self, keys: Sequence[str], action: str, wish: Mapping[str, Any]) -> ControlDone:
        """One letter of a body that moves or ends several controls: "prolong" or "lift" with the
        keys of that action. Each case is a commit of its own; a refused one stops no other."""
        if action not in ("prolong", "lift"):
            raise FieldWrong("action", "unknown")
        done, refused = 0, []
        for key in keys:
            case, _, control = key.partition(" ")
            try:
                self._cases.do(case, action, {**wish, "control": control})
                done += 1
            except FieldWrong:
                # What was typed is wrong, and for the next case just as much.
                raise
            except DeskError as error:
                refused.append((self._cases.open(case).case.registered.number, error))
        if refused and not done and len(refused) == 1:
            raise refused[0][1]
        return ControlDone(done=done, refused=tuple(refused))


def _lines(found: OpenCase, responsible: str, today: date, tied: Tie) -> Iterator[ControlLine]:
    """A control in dispute shows its duty: the earlier date, and no end."""
    case, calendar = found.case, found.lens.references.calendar
    duties = dict(zip(case.keys("control:"), found.dates.of_kind("control"), strict=True))
    for one in controls_of(case):
        duty = duties[f"control:{one.id}"]
        is_open = duty.is_open
        left = None
        if is_open and duty.due_on is not None:
            left = working_days_left(today, duty.due_on, calendar)
        yield ControlLine(
            case=found.id,
            control=one.id,
            number=own_start(case, found.lens.office_id).number,
            applicant=case.applicant.name,
            subject=case.field("subject"),
            responsible=responsible,
            body=one.set.body,
            letter=one.set.number,
            dated_on=one.set.dated_on,
            due_on=duty.due_on,
            report_to=one.report_to,
            prolonged_by=one.prolonged_by,
            days_left=left,
            also=awaited(case),
            tie=tied,
            **({"state": "open"} if is_open else _end(found, one)),
        )


def _end(found: OpenCase, one: ControlState) -> dict[str, Any]:
    """Of a case that ended with nobody having reported, the control ended with it."""
    told = {
        "report": one.report,
        "lifted_on": one.lifted_on,
        "lifted_by": one.lifted_by,
        "ground": one.ground,
    }
    if one.state == "open":
        office = found.lens.office_id
        return {"state": "lifted", "ended_on": found.case.ended_on_at(office)}
    return {"state": one.state, "ended_on": one.ended_on, **told}


def _fits(line: ControlLine, scope: str, today: date) -> bool:
    is_open, due = line.state == "open", line.due_on
    match scope:
        case "open":
            return is_open
        case "overdue":
            return is_open and due is not None and due < today
        case "week":
            sunday = today + timedelta(days=6 - today.weekday())
            return is_open and due is not None and today <= due <= sunday
        case "over":
            return not is_open
        case _:
            return True


def _is_of(line: ControlLine, body: str) -> bool:
    """By any part of a body's name, however it is written."""
    typed = folded(body)
    return not typed or any(typed in folded(name) for name in (line.body, line.report_to))


def _by_date(line: ControlLine) -> tuple[Any, ...]:
    is_over = line.state != "open"
    return is_over, line.due_on or date.max, line.number, line.body, line.letter

"""What stands in the columns of the control journal, and what the report counts of controls."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from akimat_desk.domain.also_answers import Answeree, answerees
from akimat_desk.domain.case_events import ControlProlonged
from akimat_desk.domain.cases import Case
from akimat_desk.domain.control_states import ControlState, controls_of
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.duties import responsible as responsible_of
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.statistics import Line, Span
from akimat_desk.services.list_cells import Cell
from akimat_desk.storage import bulk, journal_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

Row = Mapping[str, Callable[[], Cell]]
COUNTED: Final = (
    *("set", "prolonged", "reported_in_time", "reported_late", "lifted"),
    *("awaited", "overdue"),
)


def set_on(case: Case, one: ControlState) -> date:
    """The day the control was written down."""
    for entry in case.slot(f"control:{one.id}"):
        if entry.event is one.set:
            return legal_day(entry.at)
    return one.due_on


def control_row(
    case: Case, one: ControlState, office_id: str, staff: Mapping[str, str], t: Texts
) -> Row:
    start, made = own_start(case, office_id), one.set
    return {
        "number": lambda: start.number,
        "registered_on": lambda: start.registered_on,
        "set_on": lambda: set_on(case, one),
        "body": lambda: made.body,
        "letter": lambda: made.number,
        "dated_on": lambda: made.dated_on,
        "applicant": lambda: case.applicant.name,
        "subject": lambda: case.field("subject"),
        "responsible": lambda: staff.get(responsible_of(case), ""),
        "due_first_on": lambda: one.first_due_on,
        "prolonged_by": lambda: _prolonged(case, one),
        "due_on": lambda: one.due_on,
        "report_to": lambda: made.report_to,
        "state": lambda: _state(one, t),
        "ended_on": lambda: one.ended_on,
        "report": lambda: one.report,
        "reported_on": lambda: one.reported_on,
        "lifted_on": lambda: one.lifted_on,
        "lifted_by": lambda: one.lifted_by,
        "lifted_ground": lambda: one.ground,
        "also": lambda: "; ".join(_answeree(each, t) for each in answerees(case)),
    }


def _prolonged(case: Case, one: ControlState) -> str:
    """Every letter that moved the date, in their order."""
    slot = case.slot(f"control:{one.id}")
    moved = (entry.event for entry in slot.line or slot.common)
    return "; ".join(
        _letter(each.letter_number, each.letter_dated_on)
        for each in moved
        if isinstance(each, ControlProlonged)
    )


def _state(one: ControlState, t: Texts) -> str:
    words = {"reported": t("reported"), "lifted": t("taken off control")}
    return words.get(one.state, t("awaited"))


def _answeree(one: Answeree, t: Texts) -> str:
    if one.sent_on is not None:
        return f"{one.to}: {_letter(one.number, one.sent_on)}"
    if one.spared_on is not None:
        return f"{one.to}: {t('no answer is needed')}"
    return f"{one.to}: {t('no answer yet')}"


def _letter(number: str, on: date | None) -> str:
    told = f"\N{NUMERO SIGN} {number}" if number else ""
    return " ".join(filter(None, (told, "" if on is None else short_date(on))))


# For the statistical report


class ControlFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Controls that were set in the period, by what became of them; `lifted_by` by whom."""

    course: tuple[Line, ...] = ()
    lifted_by: tuple[Line, ...] = ()


def figures(
    connection: Connection, span: Span, before: Span, today: date, *, has_before: bool
) -> ControlFigures:
    """One pass over the controlled cases of both periods."""
    sums: dict[tuple[str, str], list[int]] = {("course", name): [0, 0] for name in COUNTED}
    streams = dict.fromkeys(
        stream
        for one in (span, before)
        for stream in journal_lines.controlled(connection, Period(one.from_on, one.until_on))
    )
    for _, folded in bulk.folds(connection, list(streams)):
        for one in controls_of(folded.state):
            day = set_on(folded.state, one)
            for place, part in enumerate((span, before)):
                if part.holds(day):
                    for key in _counted(one, today, is_over=folded.state.ending is not None):
                        sums.setdefault(key, [0, 0])[place] += 1
    return ControlFigures(
        course=tuple(_line(sums, ("course", name), has_before=has_before) for name in COUNTED),
        lifted_by=_by_count(
            _line(sums, key, has_before=has_before) for key in sums if key[0] == "by"
        ),
    )


def _counted(one: ControlState, today: date, *, is_over: bool) -> list[tuple[str, str]]:
    """Of a case that ended otherwise nobody awaits a report any more."""
    found = [("course", "set")]
    if one.prolonged_by:
        found.append(("course", "prolonged"))
    if one.reported_on is not None:
        late = one.reported_on > one.due_on
        found.append(("course", "reported_late" if late else "reported_in_time"))
    if one.lifted_on is not None:
        found += [("course", "lifted"), ("by", one.lifted_by)]
    if one.state == "open" and not is_over:
        found.append(("course", "overdue" if one.due_on < today else "awaited"))
    return found


def _line(
    sums: Mapping[tuple[str, str], list[int]], key: tuple[str, str], *, has_before: bool
) -> Line:
    now, before = sums[key]
    return Line(key=key[1], count=now, before=before if has_before else None)


def _by_count(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda one: (-one.count, -(one.before or 0), one.key)))

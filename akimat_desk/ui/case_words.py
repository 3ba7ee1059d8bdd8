"""What a line of a list says about a case: how urgent it is, how long is left, what comes next."""

from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from akimat_desk.domain.case_rights import Tie, may_on
from akimat_desk.domain.rights import may
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.text.stage_words import case_stages
from akimat_desk.ui.term_words import day_words
from akimat_desk.ui.theme import Tone

SOON_DAYS: Final = 3
_WAITING: Final = ("waiting_for_applicant", "waiting_for_body")


class Line(Protocol):
    """What is read of a row; services' CaseRow is one."""

    @property
    def stage(self) -> str: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_disputed(self) -> bool: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def due_kind(self) -> str: ...
    @property
    def days_left(self) -> int | None: ...


class Urgency(StrEnum):
    """The groups of Today, the most urgent first; a case stands in the first that fits."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    UNASSIGNED = "unassigned"
    DISPUTED = "disputed"
    WAITING = "waiting"
    CALM = "calm"
    ENDED = "ended"


def urgency(row: Line, today: date) -> Urgency:
    if not row.is_open:
        return Urgency.ENDED
    by_date = _by_date(row, today)
    if by_date is not Urgency.CALM:
        return by_date
    if row.stage == "registered":
        return Urgency.UNASSIGNED
    if row.is_disputed:
        return Urgency.DISPUTED
    return Urgency.WAITING if row.stage in _WAITING else Urgency.CALM


def _by_date(row: Line, today: date) -> Urgency:
    if row.due_on is None or row.days_left is None:
        return Urgency.CALM
    if row.due_on < today:
        return Urgency.OVERDUE
    if row.due_on == today:
        return Urgency.TODAY
    return Urgency.SOON if row.days_left <= SOON_DAYS else Urgency.CALM


TONES: Final = {
    Urgency.OVERDUE: Tone.BAD,
    Urgency.TODAY: Tone.WARN,
    Urgency.SOON: Tone.INK,
    Urgency.UNASSIGNED: Tone.BAD,
    Urgency.DISPUTED: Tone.WARN,
    Urgency.WAITING: Tone.PAUSE,
    Urgency.CALM: Tone.SOFT,
    Urgency.ENDED: Tone.SOFT,
}
SIGNS: Final = {
    Urgency.OVERDUE: "alert-circle-outline",
    Urgency.TODAY: "alert-outline",
    Urgency.SOON: "",
    Urgency.UNASSIGNED: "account-off-outline",
    Urgency.DISPUTED: "call-split",
    Urgency.WAITING: "pause-circle-outline",
    Urgency.CALM: "",
    Urgency.ENDED: "",
}


def days_words(days_left: int | None, *, is_late: bool = False) -> str:
    """How long is left, in working days; late by none when today itself is a day off."""
    if days_left is None:
        return tr("without a date")
    if days_left < 0:
        return tr_many("{count} working day late", "{count} working days late", -days_left)
    if is_late:
        return tr("the term has passed")
    if days_left == 0:
        return tr("due today")
    return tr_many("{count} working day left", "{count} working days left", days_left)


def left_words(row: Line, today: date) -> str:
    """The strongest thing to say about a case."""
    match urgency(row, today):
        case Urgency.ENDED:
            return stage_words(row.stage)
        case Urgency.UNASSIGNED:
            return tr("no executor")
        case Urgency.DISPUTED:
            return tr("two versions")
        case Urgency.WAITING:
            return stage_words(row.stage)
        case _:
            return days_words(row.days_left, is_late=row.due_on is not None and row.due_on < today)


def due_words(row: Line) -> str:
    """The date by which, and whose date it is."""
    if row.due_on is None:
        return ""
    day = day_words(row.due_on)
    match row.due_kind:
        case "control":
            return tr("control {day}", day=day)
        case "internal":
            return tr("internal date {day}", day=day)
        case "visit":
            return tr("visit {day}", day=day)
        case _:
            return tr("due {day}", day=day)


def stage_words(stage: str) -> str:
    return case_stages(spoken()).get(stage, stage)


def next_step(row: Line, roles: tuple[str, ...], tied: Tie = Tie.RESPONSIBLE) -> str:
    """The verb on the row's button: what this person can do next, or else to look."""
    for action, fits, words in _steps(row, roles):
        if fits and may_on(roles, action, tied):
            return words
    # Translators: button of a row: show the case
    return tr("Open the case")


def _steps(row: Line, roles: tuple[str, ...]) -> tuple[tuple[str, bool, str], ...]:
    is_waiting = row.stage in _WAITING
    is_considered = row.stage == "under_consideration"
    return (
        # Translators: button of a row: choose between two versions
        ("settle", row.is_disputed, tr("Settle")),
        ("assign", row.stage == "registered", tr("Name an executor")),
        # Translators: button of a row: the awaited answer or paper has come
        ("receive", is_waiting, tr("Enter what came")),
        ("decide", is_considered, tr("Prepare the reply")),
        # Translators: button of a row: write to the executor about the term
        ("notice", is_considered and not may(roles, "decide"), tr("Remind")),
        ("deliver", row.stage == "decided", tr("Deliver the reply")),
    )

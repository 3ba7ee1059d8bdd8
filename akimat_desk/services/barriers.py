"""The report on business barriers: by topic and blocking body, with who coordinates."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import msgspec

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_states import acts_of
from akimat_desk.domain.barrier_figures import BarrierCase, BarrierFigure, figures, total
from akimat_desk.domain.cases import Case
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.duties import responsible as responsible_of
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import role_for
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.journal_cells import Row
from akimat_desk.storage import bulk, journal_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts

BARRIER: Final = "barrier_report"
"""The kind of case."""
ANSWER: Final = "barrier-answer"
"""The form of paper that names the body and the coordinator."""
_VOID: Final = ("annulled", "replaced")


class BarrierReport(msgspec.Struct, frozen=True, kw_only=True):
    """`lines` by topic and body, `total` of all; `topics` names the topics."""

    from_on: date
    until_on: date
    lines: tuple[BarrierFigure, ...]
    total: BarrierFigure
    topics: dict[str, Bilingual]


class Barriers:
    """Folds the barrier reports of the period, so it is asked for off the window's thread."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def report(self, from_on: date, until_on: date) -> BarrierReport:
        """Those registered in the period, as they stand now. Raises FieldWrong, NotAllowed."""
        role_for(self._core.actor, "journal")
        if from_on > until_on:
            raise FieldWrong("until", "out_of_range")
        with self._core.read() as (connection, lens):
            cases = list(_cases(connection, lens, Period(from_on, until_on)))
            rows = self._core.shelf.catalogues(lens.office).topics.rows
        return BarrierReport(
            from_on=from_on,
            until_on=until_on,
            lines=figures(cases),
            total=total(cases),
            topics={row.id: row.name for row in rows},
        )


def journal_rows(
    connection: Connection, lens: Lens, period: Period, t: Texts, topics: dict[str, str]
) -> Iterator[Row]:
    """Rows of the printed report, its total last."""
    cases = list(_cases(connection, lens, period))
    for one in figures(cases):
        yield _row(one, topics.get(one.topic, one.topic) or t("no topic"), t)
    if cases:
        yield {**_row(total(cases), t("In all"), t), "place": lambda: ""}


def median_words(one: BarrierFigure) -> str:
    """Half a day is written with a comma, as here."""
    twice = one.twice_median_days
    if twice is None:
        return ""
    return str(twice // 2) if twice % 2 == 0 else f"{twice // 2},5"


def _row(one: BarrierFigure, topic: str, t: Texts) -> Row:
    is_total = not one.topic and not one.body
    body = one.body or ("" if is_total else t("no body named"))
    return {
        "topic": lambda: topic,
        "body": lambda: body,
        "count": lambda: one.count,
        "in_time": lambda: one.in_time,
        "late": lambda: one.late,
        "open": lambda: one.is_open,
        "solved": lambda: one.solved,
        "not_solved": lambda: one.not_solved,
        "median_days": lambda: median_words(one),
        "coordinator": lambda: "" if is_total else "; ".join(one.coordinators),
    }


def _cases(connection: Connection, lens: Lens, period: Period) -> Iterator[BarrierCase]:
    lines = list(journal_lines.registered(connection, period, [BARRIER]))
    folds = dict(bulk.folds(connection, [bytes(line.stream) for line in lines]))
    for line in lines:
        case: Case = folds[bytes(line.stream)].state
        yield _case(line, case, lens)


def _case(line: Any, case: Case, lens: Lens) -> BarrierCase:
    body, coordinator = _answered(case)
    ended_on = case.ended_on_at(lens.office_id)
    began = own_start(case, lens.office_id).registered_on
    named = lens.office.find_staff(responsible_of(case))
    days = lens.references.calendar.working_days(began, ended_on) if ended_on else None
    return BarrierCase(
        topic=line.topic,
        body=body or case.field("against"),
        coordinator=coordinator or ("" if named is None else named.short_name),
        answered=line.answered,
        outcome=line.outcome,
        ended_on=ended_on,
        days=days,
    )


def _answered(case: Case) -> tuple[str, str]:
    """The body and the coordinator as the answer names them; empty without an answer."""
    for act in reversed(list(acts_of(case))):
        if act.issued.kind != ANSWER or act.stage in _VOID:
            continue
        try:
            reading = msgspec.json.decode(act.issued.reading, type=ActReading)
        except msgspec.MsgspecError:
            continue
        return _word(reading, "blocking_body"), _word(reading, "coordinator_name")
    return "", ""


def _word(reading: ActReading, field: str) -> str:
    found = reading.told.get(field, "")
    return " ".join(found.split()) if isinstance(found, str) else ""

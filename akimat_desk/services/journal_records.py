"""Rows of printed journals that are not made of cases: inspections, and barriers in figures."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from akimat_desk.domain.inspections import INSPECTION, Inspection, read
from akimat_desk.domain.registering import Catalogues
from akimat_desk.services.barriers import journal_rows
from akimat_desk.services.journal_cells import Row
from akimat_desk.services.list_cells import Cell
from akimat_desk.storage import bulk, record_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.storage.projections import Lens
from akimat_desk.storage.record_lines import Narrowed
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date
from akimat_desk.text.stage_words import inspection_stages


def inspections(
    connection: Connection, _lens: Lens, period: Period, t: Texts, _catalogues: Catalogues
) -> Iterator[Row]:
    """Those entered in the period, in the order of numbers."""
    narrowed = Narrowed(from_on=period.told[0], until_on=period.told[1])
    lines = record_lines.every(connection, INSPECTION, narrowed)
    folds = dict(bulk.folds(connection, [bytes(line.stream) for line in lines]))
    for line in lines:
        yield _inspection(read(folds[bytes(line.stream)].state), t)


def barriers(
    connection: Connection, lens: Lens, period: Period, t: Texts, catalogues: Catalogues
) -> Iterator[Row]:
    topics = {row.id: row.name[t.language] for row in catalogues.topics.rows}
    return journal_rows(connection, lens, period, t, topics)


_Rows = Callable[[Connection, Lens, Period, Texts, Catalogues], Iterator[Row]]
RECORD_ROWS: Final[Mapping[str, _Rows]] = {"inspections": inspections, "barriers": barriers}


def _inspection(found: Inspection, t: Texts) -> Row:
    facts, end = found.facts, found.finished
    row: dict[str, Callable[[], Cell]] = {
        name: lambda name=name: getattr(facts, name)  # type: ignore[misc]
        for name in (
            *("number", "registered_on", "entrepreneur", "inn", "address", "ground", "body"),
            *("registry_number", "starts_on", "ends_on", "subject"),
        )
    }
    row |= {
        "plan": lambda: facts.plan or t("outside of the plan: {reason}", reason=facts.reason),
        "inspectors": lambda: "; ".join(
            ", ".join(part for part in (one.name, one.post, one.document) if part)
            for one in facts.inspectors
        ),
        "started_on": lambda: None if found.started is None else found.started.started_on,
        "finished_on": lambda: found.over_on,
        "act": lambda: "" if end is None else _letter(end.act_number, end.act_dated_on),
        "findings": lambda: "" if end is None else end.findings,
        "state": lambda: inspection_stages(t)[found.stage],
        "objection": lambda: "; ".join(one.text for one in found.objections),
        "informed_on": lambda: found.informed[-1].informed_on if found.informed else None,
    }
    return row


def _letter(number: str, day: date | None) -> str:
    return number if day is None else f"{number}, {short_date(day)}"

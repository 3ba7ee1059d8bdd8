"""What stands in the columns of a printed journal, row by row, in the language of the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from akimat_desk.domain.cases import Case
from akimat_desk.domain.control_states import controls_of
from akimat_desk.domain.duties import own_start
from akimat_desk.domain.journals import JournalColumn
from akimat_desk.domain.registering import Catalogues
from akimat_desk.domain.volumes import file_index
from akimat_desk.services.control_rows import control_row, set_on
from akimat_desk.services.finding import codes_of_shared
from akimat_desk.services.list_cells import Cell
from akimat_desk.services.pen_words import resolution_words
from akimat_desk.storage import bulk, journal_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date
from akimat_desk.text.stage_words import case_stages

Row = Mapping[str, Callable[[], Cell]]
_AT_ONCE: Final = 200
# What only the fold of a case knows.
_DEEP: Final = frozenset(
    {"address", "came_through", "sheets", "resolution", "due_on", "answer", "file_index"}
)


class JournalCells:
    """Makes rows of cells; `shows` are the columns, by what each shows."""

    def __init__(
        self, lens: Lens, catalogues: Catalogues, t: Texts, columns: Sequence[JournalColumn]
    ) -> None:
        self._lens, self._t = lens, t
        self._shows = tuple(column.id for column in columns)
        self._staff = {one.id: one.short_name for one in lens.office.staff()}
        self._stages = case_stages(t)
        self._names = {
            name: {row.id: row.name[t.language] for row in catalogue.rows}
            for name, catalogue in (
                ("kind", catalogues.kinds),
                ("channel", catalogues.channels),
                ("topic", catalogues.topics),
                ("outcome", catalogues.outcomes),
            )
        }

    def numbered(self, rows: Iterable[Row | str]) -> Iterator[tuple[Cell, ...]]:
        """Each row with its place in the journal; a bare sentence stands in a row of its own."""
        place = 0
        for row in rows:
            if isinstance(row, str):
                yield self._said(row)
                continue
            place += 1
            yield tuple(self._cell(row, one, place) for one in self._shows)

    def _cell(self, row: Row, shows: str, place: int) -> Cell:
        if shows == "place" and shows not in row:
            return place
        made = row.get(shows)
        value = None if made is None else made()
        return _on_one_line(value) if isinstance(value, str) else value

    def _said(self, sentence: str) -> tuple[Cell, ...]:
        """In the widest part of the row: the subject, or else the last column."""
        at = next((n for n, one in enumerate(self._shows) if one == "subject"), -1)
        cells: list[Cell] = [None] * len(self._shows)
        cells[at] = sentence
        return tuple(cells)

    # Cases by their registration

    def cases(self, connection: Connection, lines: Iterable[Any]) -> Iterator[Row]:
        """Rows of case_line; cases are folded only where a column asks for it."""
        found = iter(lines)
        while some := list(islice(found, _AT_ONCE)):
            streams = [bytes(line.stream) for line in some]
            is_deep = not _DEEP.isdisjoint(self._shows)
            folds = dict(bulk.folds(connection, streams)) if is_deep else {}
            given = journal_lines.answers(connection, streams) if "answer" in self._shows else {}
            shared = codes_of_shared(connection, some, self._lens.office_id)
            for line, stream in zip(some, streams, strict=True):
                case: Case | None = folds[stream].state if stream in folds else None
                row = self._case(line, case, given.get(stream, ()))
                yield {**row, **self._told_apart(line, shared.get(line.id, ""))}

    def _told_apart(self, line: Any, code: str) -> Row:
        """A number that several papers bear does not say by itself which of them is meant."""
        if not code:
            return {}
        t = self._t
        return {"number": lambda: t("{number}, code {code}", number=line.number, code=code)}

    def _case(self, line: Any, case: Case | None, answers: Sequence[Any]) -> Row:
        plain = ("received_on", "registered_on", "applicant", "phone", "pin", "subject")
        row: dict[str, Callable[[], Cell]] = {
            name: lambda name=name: getattr(line, name)  # type: ignore[misc]
            for name in (*plain, "number", "control_on", "ended_on")
        }
        row |= {
            name: lambda name=name: self._named(name, getattr(line, name))  # type: ignore[misc]
            for name in self._names
        }
        row |= {
            "responsible": lambda: self._staff.get(line.responsible, ""),
            "due_on": lambda: line.statutory_on or (None if case is None else self._due_on(case)),
            "stage": lambda: self._stages.get(line.stage, line.stage),
            "answered": lambda: self._answered(line.answered),
            "answer": lambda: (
                "; ".join(_letter(one.number, _day(one.issued_on)) for one in answers)
                or ("" if case is None else _told_answer(case))
            ),
        }
        return row if case is None else {**row, **self._deep(case)}

    def _deep(self, case: Case) -> Row:
        through = case.registered.came_through
        return {
            "address": case.applicant.address.line,
            "sheets": lambda: case.field("sheets") or None,
            "resolution": lambda: resolution_words(case, self._staff, self._t),
            "file_index": lambda: file_index(case, self._lens.office_id),
            "came_through": lambda: (
                ""
                if through is None
                else _joined(through.body, _letter(through.number, through.dated_on))
            ),
        }

    def _due_on(self, case: Case) -> date | None:
        """The term as it stood at the end; of what ended otherwise, as it was given."""
        ending = case.ending_at(self._lens.office_id)
        kept: date | None = None if ending is None else getattr(ending.event, "due_on", None)
        return kept or own_start(case, self._lens.office_id).printed_on

    def _named(self, catalogue: str, row_id: str) -> str:
        return self._names[catalogue].get(row_id, row_id)

    def _answered(self, word: str) -> str:
        t = self._t
        return {"in_time": t("in time"), "late": t("late")}.get(word, "")

    # Cases under control

    def controls(
        self, connection: Connection, streams: Sequence[bytes], period: Period
    ) -> Iterator[Row]:
        """Every control set in the period, in the order of cases."""
        for _, folded in bulk.folds(connection, streams):
            case: Case = folded.state
            for one in controls_of(case):
                if period.holds(set_on(case, one)):
                    yield control_row(case, one, self._lens.office_id, self._staff, self._t)


def _on_one_line(text: str) -> str:
    """A cell holds no line's end and nothing that cannot be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _letter(number: str, on: date | None) -> str:
    told = f"\N{NUMERO SIGN} {number}" if number else ""
    return _joined(told, "" if on is None else short_date(on), mark=" ")


def _joined(*parts: str, mark: str = ", ") -> str:
    return mark.join(part for part in parts if part)


def _day(told: str) -> date:
    return date.fromisoformat(told)


def _told_answer(case: Case) -> str:
    """What was told at closing, where no act of ours answers."""
    held = case.slot("outcome").held
    return getattr(held.event, "answer", "") if held is not None else ""

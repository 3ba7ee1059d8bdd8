"""The office's journals on paper and for spreadsheets: registration, control, acts, post."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.access_notes import JOURNAL
from akimat_desk.domain.acts import OUTGOING
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.journals import (
    KINDS,
    SETTING,
    JournalColumn,
    JournalKind,
    parse_columns,
    parse_kind,
)
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rights import role_for
from akimat_desk.paths import RESOURCES
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import drew
from akimat_desk.services.exports import ToTake, taken_out
from akimat_desk.services.journal_acts import ActRows
from akimat_desk.services.journal_cells import JournalCells, Row
from akimat_desk.services.journal_records import RECORD_ROWS
from akimat_desk.services.list_cells import Cell
from akimat_desk.services.list_export import Exported, foot_of
from akimat_desk.services.list_writers import WRITERS, Sheet, printed
from akimat_desk.services.pad_rows import annulled_within, with_annulled
from akimat_desk.services.seen import About
from akimat_desk.services.templates import Templates
from akimat_desk.services.whole_file import Cancelled, Report, Steps, never, unheard
from akimat_desk.storage import journal_lines, saved_lists
from akimat_desk.storage.database import Connection
from akimat_desk.storage.journal_lines import Period
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

FORMATS = tuple(WRITERS)


class JournalWish(msgspec.Struct, frozen=True, kw_only=True):
    """Which journal, of which days. `part` is the letter of one registration journal, or one
    journal of acts; "" is all of them. Without `columns` those the office chose."""

    kind: str
    from_on: date
    until_on: date
    part: str = ""
    columns: tuple[str, ...] = ()
    format: str = "pdf"
    language: str = "ky"
    reason: str = ""

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.until_on)


class Journals:
    """Folds the cases of the period where a column asks for it, so it is asked for off the
    window's thread."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases
        self._templates = Templates(core)

    def kinds(self) -> tuple[JournalKind, ...]:
        """Every journal that can be printed, in the order they are offered."""
        return shipped_kinds()

    def kind(self, kind: str) -> JournalKind:
        """Raises FieldWrong."""
        found = next((one for one in shipped_kinds() if one.id == kind), None)
        if found is None:
            raise FieldWrong("kind", "unknown")
        return found

    def parts(self, kind: str) -> tuple[str, ...]:
        """The single journals there are of this kind; empty where it is one anyhow."""
        rows = self.kind(kind).rows
        with self._core.read() as (connection, lens):
            if rows in ("cases", "letters"):
                return tuple(sorted({row.journal for row in self._rows_of_kinds(lens, rows)}))
            if kind == "acts":
                return tuple(_act_journals(connection))
        return ()

    def columns(self, kind: str) -> tuple[str, ...]:
        """The ids of the columns the office chose, or the usual ones."""
        with self._core.read() as (_, lens):
            return _chosen(lens.office, self.kind(kind))

    def write(
        self,
        path: Path,
        wish: JournalWish,
        *,
        report: Report = unheard,
        cancelled: Cancelled = never,
    ) -> Exported:
        """Raises FieldWrong (reason: empty), NotAllowed, WorkCancelled, OutputUnwritable and what
        documents refuses; after any of them there is no new file. That it went out is noted."""
        role_for(self._core.actor, "journal")
        kind, steps = self._demand(wish), Steps(report, cancelled)
        what = ToTake(
            kind=JOURNAL, reason=wish.reason, detail=_detail(wish), also=partial(self._note, wish)
        )
        with taken_out(self._core, path, what) as going:
            with self._made(kind, wish, steps) as (sheet, rows):
                WRITERS[wish.format](going.path, sheet, rows)
            going.rows = steps.done
        return Exported(path=path, rows=steps.done)

    def paper(
        self, wish: JournalWish, *, report: Report = unheard, cancelled: Cancelled = never
    ) -> bytes:
        """The journal as it would be printed. Raises what `write` raises."""
        role_for(self._core.actor, "journal")
        kind, steps = self._demand(wish), Steps(report, cancelled)
        with self._made(kind, wish, steps) as (sheet, rows):
            data = printed(sheet, rows)
        drew(self._core, data, About(_detail(wish), JOURNAL))
        return data

    def _demand(self, wish: JournalWish) -> JournalKind:
        kind = self.kind(wish.kind)
        if wish.from_on > wish.until_on:
            raise FieldWrong("until", "out_of_range")
        if wish.format not in FORMATS:
            raise FieldWrong("format", "unknown")
        if wish.language not in ("ky", "ru"):
            raise FieldWrong("language", "unknown")
        if wish.part and wish.part not in self.parts(wish.kind):
            raise FieldWrong("part", "unknown")
        if wish.columns:
            kind.chosen(wish.columns)
        return kind

    @contextmanager
    def _made(
        self, kind: JournalKind, wish: JournalWish, steps: Steps
    ) -> Iterator[tuple[Sheet, Iterator[Sequence[Cell]]]]:
        """The rows come while the snapshot lasts."""
        t = Texts.of(wish.language)
        with self._core.read() as (connection, lens):
            columns = kind.chosen(wish.columns or _chosen(lens.office, kind))
            catalogues = self._core.shelf.catalogues(lens.office)
            cells = JournalCells(lens, catalogues, t, columns)
            rows = self._rows(connection, lens, wish, cells, steps)
            sheet = self._sheet(lens, kind, wish, columns, t)
            yield sheet, steps.each(cells.numbered(rows))

    def _rows(
        self,
        connection: Connection,
        lens: Lens,
        wish: JournalWish,
        cells: JournalCells,
        steps: Steps,
    ) -> Iterable[Row | str]:
        kind, period = self.kind(wish.kind), wish.period
        if kind.rows in ("cases", "letters"):
            kinds = [row.id for row in self._rows_of_kinds(lens, kind.rows)]
            steps.total = journal_lines.count_registered(connection, period, kinds, wish.part)
            lines = journal_lines.registered(connection, period, kinds, wish.part)
            letters = {row.journal for row in self._rows_of_kinds(lens, kind.rows)}
            gone = annulled_within(lens.office, period, {wish.part} if wish.part else letters)
            steps.total += len(gone)
            return with_annulled(connection, cells, lines, gone, Texts.of(wish.language))
        if kind.rows == "controls":
            streams = journal_lines.controlled(connection, period)
            steps.total = len(streams)
            return cells.controls(connection, streams, period)
        if kind.rows in RECORD_ROWS:
            catalogues = self._core.shelf.catalogues(lens.office)
            return RECORD_ROWS[kind.rows](
                connection, lens, period, Texts.of(wish.language), catalogues
            )
        return self._acts(connection, lens, wish)

    def _acts(self, connection: Connection, lens: Lens, wish: JournalWish) -> Iterable[Row | str]:
        kind, period = self.kind(wish.kind), wish.period
        names = self._templates.of(lens.office).values()
        titles = {template.id: template.name[wish.language] for template in names}
        acts = ActRows(lens.office, titles, Texts.of(wish.language))
        if kind.rows == "post":
            return acts.post(connection, journal_lines.sent(connection), period)
        if kind.id == OUTGOING:
            return acts.acts(connection, period, [OUTGOING])
        parts = [wish.part] if wish.part else _act_journals(connection)
        return acts.acts(connection, period, parts)

    def _rows_of_kinds(self, lens: Lens, rows: str) -> Iterator[Any]:
        """The rows of the catalogue whose cases stand in this journal."""
        for row in self._core.shelf.catalogues(lens.office).kinds.rows:
            if row.is_letter is (rows == "letters"):
                yield row

    def _sheet(
        self,
        lens: Lens,
        kind: JournalKind,
        wish: JournalWish,
        columns: tuple[JournalColumn, ...],
        t: Texts,
    ) -> Sheet:
        named: Any = lens.office.dated("name", wish.until_on)
        named = named or lens.office.dated("name", self._cases.today())
        days = {"start": short_date(wish.from_on), "end": short_date(wish.until_on)}
        as_of = t("As of {day}", day=short_date(self._cases.today()))
        title = kind.title[wish.language]
        part = part_name(wish.kind, wish.part, t)
        return Sheet(
            title=f"{title}: {part}" if part else title,
            office="" if named is None else named.name[wish.language],
            about=t("From {start} to {end}", **days),
            foot=foot_of(wish.reason, t) if wish.reason.strip() else as_of,
            language=wish.language,
            columns=tuple(column.id for column in columns),
            heads=tuple(column.title[wish.language] for column in columns),
            widths={column.id: column.share for column in columns},
        )

    def _note(self, wish: JournalWish, connection: Connection, count: int) -> None:
        saved_lists.note_export(
            connection,
            at=self._core.clock.now(),
            staff="" if self._core.actor is None else self._core.actor.id,
            what=msgspec.json.encode({"journal": msgspec.to_builtins(wish)}).decode(),
            count=count,
            reason=wish.reason.strip(),
        )


def _detail(wish: JournalWish) -> str:
    """Which journal of which days, as the access log tells it."""
    return f"{wish.kind} {wish.from_on} {wish.until_on} {wish.format}"


def part_name(kind: str, part: str, t: Texts) -> str:
    """What one journal of a kind is called: its letter, or what acts it holds."""
    if kind != "acts":
        return part
    words = {
        "acts": t("acts of commissions"),
        "certificates": t("certificates"),
        "decisions": t("decisions"),
        "directives": t("directives"),
        "orders": t("orders"),
        "permits": t("permits"),
    }
    return words.get(part, part)


def _act_journals(connection: Connection) -> list[str]:
    return [one for one in journal_lines.act_journals(connection) if one != OUTGOING]


def _chosen(office: Office, kind: JournalKind) -> tuple[str, ...]:
    """What a newer program or another hand wrote and this one cannot read counts for nothing."""
    found = office.setting(f"{SETTING}{kind.id}")
    if found is None:
        return kind.usual
    try:
        ids = parse_columns(kind.id, msgspec.json.decode(found))
        kind.chosen(ids)
    except (DeskError, msgspec.DecodeError):
        return kind.usual
    return ids


@cache
def shipped_kinds() -> tuple[JournalKind, ...]:
    """As this program brings them."""
    found = {}
    for path in (RESOURCES / "journals").glob("*.json"):
        kind = parse_kind(msgspec.json.decode(path.read_bytes()))
        found[kind.id] = kind
    return tuple(found[one] for one in KINDS)

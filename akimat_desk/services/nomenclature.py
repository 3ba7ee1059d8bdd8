"""The office's list of files of a year: shown, changed, read from a file, copied forward."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.domain import nomenclature
from akimat_desk.domain.archive_events import FileDropped, FileListed
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong, UnknownKeys
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.nomenclature import (
    COLUMNS,
    FileDiff,
    FileInUse,
    FileUnknown,
)
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.volumes import closed_volumes
from akimat_desk.paths import RESOURCES
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.volume_book import filings_of_year
from akimat_desk.storage import journal

ACTION: Final = "nomenclature"
_STARTER: Final = RESOURCES / "nomenclature" / "starter.json"


class FileTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row as it is typed; see FileListed."""

    index: str
    title_ky: str
    title_ru: str = ""
    years: int = 0
    is_permanent: bool = False
    to_confirm: bool = True
    ground: str = ""
    holder: str = ""
    note: str = ""
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class ForwardPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of `year` would be, against the list of the year before; `writes` counts
    the entries it takes, 0 where it stands already."""

    year: int
    rows: tuple[FileListed, ...]
    diff: FileDiff
    writes: int


class Nomenclature:
    """Every row is a slot of its own: two desks may fill the list apart."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def years(self) -> tuple[int, ...]:
        with self._core.read() as (_, lens):
            return nomenclature.years(lens.office)

    def rows(self, year: int) -> tuple[FileListed, ...]:
        """By index."""
        with self._core.read() as (_, lens):
            return tuple(nomenclature.files(lens.office, year).values())

    def starter(self) -> tuple[FileTold, ...]:
        """The list that comes with the program, to begin with; every term is to be confirmed."""
        return _starter()

    def offered(self, case_id: str = "") -> tuple[FileListed, ...]:
        """The files of this year, those for the topic and the kind of the case first."""
        year = legal_day(self._core.clock.now()).year
        with self._core.read() as (connection, lens):
            rows = nomenclature.files(lens.office, year)
            if not case_id:
                return tuple(rows.values())
            case: Case = journal.load(connection, uuid.UUID(case_id).bytes).state
            return nomenclature.offered(rows, case.field("topic"), case.registered.kind)

    def add(self, year: int, told: FileTold) -> FileListed:
        """A new row, or the same index said anew. Raises FieldWrong."""
        row = _row(told, year)
        nomenclature.demand_row(row)
        self._write(year, {row.index: row}, is_whole=False)
        return row

    def begin(self, year: int) -> int:
        """The starter list for a year without any; how many rows were written.

        Raises FieldWrong (not_empty).
        """
        with self._core.write(ACTION) as writing:
            if nomenclature.files(writing.office, year):
                raise FieldWrong("year", "not_empty")
            rows = [_row(one, year) for one in self.starter()]
            writing.append_office(*rows)
        return len(rows)

    def drop(self, year: int, index: str, reason: str = "") -> None:
        """Raises FileUnknown, FileInUse."""
        with self._core.write(ACTION) as writing:
            if index not in nomenclature.files(writing.office, year):
                raise FileUnknown(index, year)
            self._demand_unused(writing, year, (index,))
            writing.append_office(FileDropped(year=year, index=index, reason=reason.strip()))

    def read(self, path: Path, year: int) -> tuple[FileListed, ...]:
        """The rows of a CSV or a spreadsheet by the names of its columns; nothing is written.

        Raises FieldWrong, UnknownKeys, OSError.
        """
        return tuple(nomenclature.demand_single(list(_rows_in(path, year))).values())

    def preview_import(self, rows: Sequence[FileListed], year: int) -> FileDiff:
        """What the list of the year would become; rows that the file does not name stay."""
        with self._core.read() as (_, lens):
            before = nomenclature.files(lens.office, year)
            named = nomenclature.demand_single(rows)
            return nomenclature.differ(before, {**before, **named})

    def take_in(self, rows: Sequence[FileListed], year: int) -> int:
        """How many rows were new or changed. A copy is made first; raises CopyNotMade."""
        role_for(self._core.actor, ACTION)
        self._core.before_risk("import")
        return self._write(year, nomenclature.demand_single(rows), is_whole=False)

    def preview_forward(
        self, year: int, wanted: Sequence[FileListed] | None = None
    ) -> ForwardPreview:
        """The list of `year` copied into the next one, or the wanted list instead of the copy.

        Raises FilesMissing, FieldWrong.
        """
        with self._core.read() as (_, lens):
            return _forward(lens.office, year, wanted)

    def copy_forward(self, year: int, wanted: Sequence[FileListed] | None = None) -> ForwardPreview:
        """In one commit; done again it writes nothing. Raises FilesMissing, FieldWrong,
        FileInUse."""
        with self._core.write(ACTION) as writing:
            told = _forward(writing.office, year, wanted)
            rows = {row.index: row for row in told.rows}
            self._put(writing, told.year, rows)
        return told

    def _write(self, year: int, rows: Mapping[str, FileListed], *, is_whole: bool) -> int:
        with self._core.write(ACTION) as writing:
            before = {} if is_whole else nomenclature.files(writing.office, year)
            return self._put(writing, year, {**before, **rows})

    def _put(self, writing: Writing, year: int, rows: Mapping[str, FileListed]) -> int:
        events = nomenclature.events_to(writing.office, year, rows)
        dropped = tuple(one.index for one in events if isinstance(one, FileDropped))
        if dropped:
            self._demand_unused(writing, year, dropped)
        if events:
            writing.append_office(*events)
        return len(events)

    def _demand_unused(self, writing: Writing, year: int, indexes: Sequence[str]) -> None:
        office, connection = writing.office, writing.connection
        of_volumes = [
            volume.index
            for volume in closed_volumes(office)
            if volume.year == year
            for _ in volume.cases
        ]
        waiting = filings_of_year(connection, office, self._core.identity.office, year)
        found = [*of_volumes, *(one.index for one in waiting)]
        for index in indexes:
            count = found.count(index)
            if count:
                raise FileInUse(index, count)


def _forward(office: Any, year: int, wanted: Sequence[FileListed] | None) -> ForwardPreview:
    after = year + 1
    if wanted is None:
        rows = nomenclature.carried_forward(office, year)
    else:
        renewed = [nomenclature.renewed(row, after) for row in wanted]
        rows = nomenclature.demand_single(renewed)
    return ForwardPreview(
        year=after,
        rows=tuple(rows.values()),
        diff=nomenclature.differ(nomenclature.files(office, year), rows),
        writes=len(nomenclature.events_to(office, after, rows)),
    )


def _row(told: FileTold, year: int) -> FileListed:
    return FileListed(
        year=year,
        index=told.index.strip(),
        title=Bilingual(ky=_plain(told.title_ky), ru=_plain(told.title_ru)),
        years=told.years,
        is_permanent=told.is_permanent,
        to_confirm=told.to_confirm or not (told.years or told.is_permanent),
        ground=_plain(told.ground),
        holder=_plain(told.holder),
        note=_plain(told.note),
        topics=told.topics,
        kinds=told.kinds,
    )


def _plain(words: str) -> str:
    return " ".join(words.split())


def _rows_in(path: Path, year: int) -> Iterator[FileListed]:
    from akimat_desk.services.address_files import table_rows  # noqa: PLC0415

    rows = table_rows(path)
    head = [cell.casefold() for cell in next(rows, ())]
    while head and not head[-1]:
        head.pop()
    if "index" not in head:
        raise FieldWrong("index", "missing")
    unknown = tuple(name for name in head if name not in COLUMNS)
    if unknown:
        raise UnknownKeys(unknown)
    for cells in rows:
        told = dict(zip(head, cells, strict=False))
        if any(told.values()):
            yield nomenclature.row_of(told, year)


@cache
def _starter() -> tuple[FileTold, ...]:
    told: Any = msgspec.json.decode(_STARTER.read_bytes())
    return tuple(msgspec.convert(row, FileTold) for row in told["rows"])

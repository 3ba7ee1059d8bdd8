"""The list of files of a year: what is in it, what a copy of it for the next year would change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from akimat_desk.domain.archive_events import FileDropped, FileListed
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual

TITLE_LIMIT: Final = 300
WORDS_LIMIT: Final = 200
_INDEX: Final = re.compile(r"\w[\w./-]{0,19}")
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_MOST_YEARS: Final = 100


@dataclass(eq=False)
class FileUnknown(RuleBroken):
    """The list of files of that year has no such index."""

    index: str
    year: int


@dataclass(eq=False)
class FileInUse(RuleBroken):
    """Cases lie in the file, or are to lie in it: it cannot be dropped."""

    index: str
    count: int


@dataclass(eq=False)
class FilesMissing(RuleBroken):
    """There is no list of files of that year to copy."""

    year: int


class FileChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was and as it is to be; None where there was or will be none."""

    index: str
    before: FileListed | None
    after: FileListed | None


class FileDiff(msgspec.Struct, frozen=True, kw_only=True):
    """How two lists of files differ, each part by index."""

    added: tuple[FileChange, ...] = ()
    dropped: tuple[FileChange, ...] = ()
    changed: tuple[FileChange, ...] = ()
    same: tuple[str, ...] = ()


def files(office: Office, year: int) -> dict[str, FileListed]:
    """The rows of a year by index."""
    rows = office.all(f"file:{year:04d}")
    return {one.index: one for one in rows if isinstance(one, FileListed)}


def said_of(office: Office, year: int) -> frozenset[str]:
    """Every index that the list of the year has or has dropped."""
    return frozenset(one.index for one in office.all(f"file:{year:04d}"))


def years(office: Office) -> tuple[int, ...]:
    """The years that have a list."""
    found = {one.year for one in office.all("file") if isinstance(one, FileListed)}
    return tuple(sorted(found))


def demand_listed(office: Office, year: int, index: str) -> None:
    """Raises FileUnknown where the year has a list without this index; no index is none."""
    listed = files(office, year) if index else {}
    if listed and index not in listed:
        raise FileUnknown(index, year)


def demand_row(row: FileListed) -> None:
    """Raises FieldWrong."""
    if not _FIRST_YEAR <= row.year <= _LAST_YEAR:
        raise FieldWrong("year", "out_of_range")
    if not row.index:
        raise FieldWrong("index", "empty")
    if _INDEX.fullmatch(row.index) is None:
        raise FieldWrong("index", "wrong")
    if not row.title.ky:
        raise FieldWrong("title_ky", "empty")
    _demand_short(row)
    if not 0 <= row.years <= _MOST_YEARS:
        raise FieldWrong("years", "out_of_range")
    if row.is_permanent and row.years:
        raise FieldWrong("years", "permanent")


def _demand_short(row: FileListed) -> None:
    told = {"title_ky": row.title.ky, "title_ru": row.title.ru}
    words = {"ground": row.ground, "holder": row.holder, "note": row.note}
    for limit, fields in ((TITLE_LIMIT, told), (WORDS_LIMIT, words)):
        for name, value in fields.items():
            if len(value) > limit:
                raise FieldWrong(name, "too_long", limit)


def differ(before: Mapping[str, FileListed], after: Mapping[str, FileListed]) -> FileDiff:
    """Two lists compared, whatever years they are of."""
    both = sorted(before.keys() & after.keys())
    same = [index for index in both if _said(before[index]) == _said(after[index])]
    return FileDiff(
        added=_changes(sorted(after.keys() - before.keys()), before, after),
        dropped=_changes(sorted(before.keys() - after.keys()), before, after),
        changed=_changes([index for index in both if index not in same], before, after),
        same=tuple(same),
    )


def _changes(
    indexes: Iterable[str], before: Mapping[str, FileListed], after: Mapping[str, FileListed]
) -> tuple[FileChange, ...]:
    return tuple(
        FileChange(index=index, before=before.get(index), after=after.get(index))
        for index in indexes
    )


def _said(row: FileListed) -> FileListed:
    return msgspec.structs.replace(row, year=0, on_behalf_of="")


def carried_forward(office: Office, year: int) -> dict[str, FileListed]:
    """The list of the next year: what it says itself, and every row of this year it says nothing
    of. What was dropped for the next year stays dropped. Raises FilesMissing."""
    rows, after = files(office, year), year + 1
    wanted = files(office, after)
    if not rows and not wanted:
        raise FilesMissing(year)
    said = said_of(office, after)
    new = {index: renewed(row, after) for index, row in rows.items() if index not in said}
    return dict(sorted({**wanted, **new}.items()))


def renewed(row: FileListed, year: int) -> FileListed:
    """The same row for another year."""
    return msgspec.structs.replace(row, year=year, on_behalf_of="")


def events_to(
    office: Office, year: int, wanted: Mapping[str, FileListed]
) -> tuple[FileListed | FileDropped, ...]:
    """What has to be written that the list of the year is the wanted one."""
    diff = differ(files(office, year), wanted)
    listed = [one.after for one in (*diff.added, *diff.changed) if one.after is not None]
    dropped = [FileDropped(year=year, index=one.index) for one in diff.dropped]
    return (*listed, *dropped)


def offered(rows: Mapping[str, FileListed], topic: str, kind: str) -> tuple[FileListed, ...]:
    """All files of the year, those for the topic first, then those for the kind."""

    def place(row: FileListed) -> tuple[int, str]:
        of_topic, of_kind = topic in row.topics, kind in row.kinds
        return (0 if of_topic else 1 if of_kind else 2, row.index)

    return tuple(sorted(rows.values(), key=place))


def row_of(told: Mapping[str, str], year: int) -> FileListed:
    """A row from the cells of a line: `term` is a number of years, "permanent" or empty.

    Raises FieldWrong.
    """
    term = told.get("term", "").casefold().strip()
    is_permanent = term in PERMANENT
    if term and not is_permanent and not term.isdecimal():
        raise FieldWrong("term", "not_a_number")
    row = FileListed(
        year=year,
        index=told.get("index", "").strip(),
        title=Bilingual(ky=_plain(told, "title_ky"), ru=_plain(told, "title_ru")),
        years=int(term) if term.isdecimal() else 0,
        is_permanent=is_permanent,
        # A term that somebody wrote into the office's list is the office's word.
        to_confirm=not term or told.get("to_confirm", "").strip() not in ("", "0"),
        ground=_plain(told, "ground"),
        holder=_plain(told, "holder"),
        note=_plain(told, "note"),
        topics=_ids(told.get("topics", "")),
        kinds=_ids(told.get("kinds", "")),
    )
    demand_row(row)
    return row


PERMANENT: Final = frozenset(("permanent", "+"))
COLUMNS: Final = (
    *("index", "title_ky", "title_ru", "term", "to_confirm", "ground", "holder", "note"),
    *("topics", "kinds"),
)


def _plain(told: Mapping[str, str], name: str) -> str:
    return " ".join(told.get(name, "").split())


def _ids(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.replace(",", " ").split()))


def demand_single(rows: Sequence[FileListed]) -> dict[str, FileListed]:
    """By index; raises FieldWrong for one that stands there twice."""
    found: dict[str, FileListed] = {}
    for row in rows:
        if row.index in found:
            raise FieldWrong("index", "twice")
        found[row.index] = row
    return found

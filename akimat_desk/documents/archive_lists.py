"""Lists and acts of the archive: the year's files, hand-over, selection, journals, open cases."""

from datetime import date
from typing import Any, Final

from akimat_desk.documents.archive_sheet import Common, Set, Sign, drawn
from akimat_desk.documents.archive_words import (
    cases_in_words,
    figure_words,
    letter_of,
    made_by,
    sheets_in_words,
    stored_words,
)
from akimat_desk.documents.letters import Letter, capital
from akimat_desk.documents.refusals import PartMissing
from akimat_desk.documents.tables import Column
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import short_date

NOMENCLATURE: Final = "nomenclature-1"
FILE_LIST: Final = "file-list-1"
ARCHIVE_ACT: Final = "archive-act-1"
SELECTION: Final = "selection-act-1"
JOURNALS: Final = "journals-1"
CARRIED: Final = "carried-1"


class FileRow(Reading, frozen=True, kw_only=True):
    """A file of the nomenclature; `volumes` it has so far."""

    index: str
    title: Bilingual
    volumes: int = 0
    years: int = 0
    is_permanent: bool = False
    to_confirm: bool = True
    ground: str = ""
    holder: str = ""
    note: str = ""


class VolumeRow(Reading, frozen=True, kw_only=True):
    """A volume in a list of files."""

    year: int
    index: str
    volume: int
    title: Bilingual
    first_on: date
    last_on: date
    cases: int
    sheets: int
    years: int = 0
    is_permanent: bool = False
    to_confirm: bool = True
    ground: str = ""


class SeriesRow(Reading, frozen=True, kw_only=True):
    """A series of numbers; `journal` in words or as its letter stands in the number."""

    journal: str
    mark: str
    entries: int
    last: int


class CarriedRow(Reading, frozen=True, kw_only=True):
    number: str
    registered_on: date
    due_on: date | None = None
    holder: str = ""
    about: str = ""


class NomenclatureSheet(Common, frozen=True, kw_only=True):
    year: int
    rows: tuple[FileRow, ...]


class FilesSheet(Common, frozen=True, kw_only=True):
    """Volumes; `archive` and `taker` are those of the act of hand-over."""

    year: int
    rows: tuple[VolumeRow, ...]
    archive: str = ""
    taker: str = ""
    ground: str = ""


class YearSheet(Common, frozen=True, kw_only=True):
    """The closed journals or the cases carried over."""

    year: int
    journals: tuple[SeriesRow, ...] = ()
    carried: tuple[CarriedRow, ...] = ()


def nomenclature(told: NomenclatureSheet) -> bytes:
    """The list of files itself, with the block of approval."""
    letter = letter_of(told)
    _demand(told.rows)
    rows = [
        (
            one.index,
            letter.either(one.title),
            _count(one.volumes),
            stored_words(letter, one),
            ", ".join(part for part in (one.holder, one.note) if part),
        )
        for one in told.rows
    ]
    made = Set(
        title=letter.t("Nomenclature of files for {year}", year=told.year),
        approval=letter.t("APPROVED"),
        columns=(
            Column(letter.t("Index"), 11),
            Column(letter.t("Title of the file"), 42),
            Column(letter.t("Volumes"), 9, "right"),
            Column(letter.t("Stored"), 22),
            Column(letter.t("Holder, note"), 20),
        ),
        rows=rows,
        said=(letter.t("A term that is to be confirmed has no force until it is."),),
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, NOMENCLATURE)


def file_list(told: FilesSheet) -> bytes:
    """The volumes of a year."""
    letter = letter_of(told)
    made = Set(
        title=letter.t("Inventory of files for {year}", year=told.year),
        **_volumes(letter, told.rows),
        said=_totals(letter, told.rows),
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, FILE_LIST)


def archive_act(told: FilesSheet) -> bytes:
    """What is handed over to an archive, to be signed by both."""
    letter = letter_of(told)
    facts = [(letter.t("Archive"), told.archive), (letter.t("Ground"), told.ground)]
    made = Set(
        title=letter.t("Act of hand-over of files to the archive"),
        under=short_date(told.made_on),
        facts=[(name, words) for name, words in facts if words],
        **_volumes(letter, told.rows),
        said=_totals(letter, told.rows),
        signs=(
            Sign(letter.t("Handed over:"), letter.either(told.clerk_post), told.clerk),
            Sign(letter.t("Taken over:"), "", told.taker),
        ),
    )
    return drawn(told, letter, made, ARCHIVE_ACT)


def selection(told: FilesSheet) -> bytes:
    """A draft for a commission; nothing is destroyed by it."""
    letter = letter_of(told)
    member = letter.t("Member of the commission:")
    made = Set(
        # Translators: check the Kyrgyz
        title=letter.t("Act of selection of files for destruction"),
        under=letter.t("Draft for the commission, {day}", day=short_date(told.made_on)),
        approval=letter.t("APPROVED"),
        **_volumes(letter, told.rows),
        said=(
            *_totals(letter, told.rows),
            letter.t(
                "Only files whose term is established and over are listed. Nothing is destroyed"
                " before the commission decides and the Archive Service agrees."
            ),
        ),
        signs=(Sign(letter.t("Chair of the commission:")), Sign(member), Sign(member)),
    )
    return drawn(told, letter, made, SELECTION)


def journals(told: YearSheet) -> bytes:
    """The certifying line of every journal of the year."""
    letter = letter_of(told)
    _demand(told.journals)
    rows = [
        (str(n), one.journal, one.mark or "\N{EN DASH}", str(one.entries), str(one.last))
        for n, one in enumerate(told.journals, start=1)
    ]
    made = Set(
        title=letter.t("Certification of the journals of {year}", year=told.year),
        columns=(
            Column(letter.t("No."), 8, "right"),
            Column(letter.t("Journal"), 44),
            Column(letter.t("Series"), 16),
            Column(letter.t("Number of entries"), 16, "right"),
            Column(letter.t("Last number"), 16, "right"),
        ),
        rows=rows,
        said=[_certified(letter, one) for one in told.journals],
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, JOURNALS)


def _certified(letter: Letter, one: SeriesRow) -> str:
    name = capital(f"{one.journal}, {one.mark}" if one.mark else one.journal)
    return letter.many(
        "«{name}»: {count} ({words}) entry in all, the last number is {last}.",
        "«{name}»: {count} ({words}) entries in all, the last number is {last}.",
        one.entries,
        name=name,
        words=figure_words(one.entries, letter.language, "f"),
        last=one.last,
    )


def carried(told: YearSheet) -> bytes:
    """The cases that were open when the year ended."""
    letter = letter_of(told)
    _demand(told.carried)
    rows = [
        (
            str(n),
            one.number,
            short_date(one.registered_on),
            "\N{EN DASH}" if one.due_on is None else short_date(one.due_on),
            one.holder or "\N{EN DASH}",
            one.about,
        )
        for n, one in enumerate(told.carried, start=1)
    ]
    made = Set(
        title=letter.t(
            "Cases carried over from {year} to {next}", year=told.year, next=told.year + 1
        ),
        under=letter.t("Open on 31 December {year}", year=told.year),
        columns=(
            Column(letter.t("No."), 6, "right"),
            Column(letter.t("Number of the case"), 17),
            Column(letter.t("Day of registration"), 13),
            Column(letter.t("Due"), 13),
            Column(letter.t("Executor"), 20),
            Column(letter.t("About what"), 32),
        ),
        rows=rows,
        said=(cases_in_words(letter, len(told.carried)),),
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, CARRIED)


def _demand(rows: tuple[object, ...]) -> None:
    if not rows:
        raise PartMissing("rows")


def _volumes(letter: Letter, rows: tuple[VolumeRow, ...]) -> dict[str, Any]:
    """Columns and rows of a list of volumes."""
    _demand(rows)
    told = [
        (
            str(n),
            one.index or "\N{EN DASH}",
            letter.either(one.title),
            str(one.volume),
            f"{short_date(one.first_on)} \N{EN DASH} {short_date(one.last_on)}",
            str(one.sheets),
            stored_words(letter, one),
        )
        for n, one in enumerate(rows, start=1)
    ]
    columns = (
        Column(letter.t("No."), 5, "right"),
        Column(letter.t("Index"), 11),
        Column(letter.t("Title of the file"), 31),
        # Translators: head of a narrow column: which volume of the file
        Column(letter.t("Vol."), 6, "right"),
        Column(letter.t("From, to"), 14),
        Column(letter.t("Sheets"), 10, "right"),
        Column(letter.t("Stored"), 19),
    )
    return {"columns": columns, "rows": told}


def _totals(letter: Letter, rows: tuple[VolumeRow, ...]) -> tuple[str, ...]:
    count = letter.many(
        "In all {count} ({words}) volume.",
        "In all {count} ({words}) volumes.",
        len(rows),
        words=figure_words(len(rows), letter.language, "m"),
    )
    return (f"{count} {sheets_in_words(letter, sum(one.sheets for one in rows))}",)


def _count(number: int) -> str:
    return str(number) if number else "\N{EN DASH}"

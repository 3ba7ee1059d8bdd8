"""The papers of a volume: its inner inventory and its certifying sheet."""

from datetime import date
from typing import Final

from akimat_desk.documents.archive_sheet import Common, Set, drawn
from akimat_desk.documents.archive_words import (
    cases_in_words,
    figure_words,
    letter_of,
    made_by,
    sheets_in_words,
    stored_words,
)
from akimat_desk.documents.letters import Letter
from akimat_desk.documents.tables import Column
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.text.dates import short_date

INVENTORY: Final = "inner-inventory-1"
CERTIFYING: Final = "certifying-sheet-1"
_BLANKS: Final = 6
_WRITTEN_BY_HAND: Final = 24.0


class CaseRow(Reading, frozen=True, kw_only=True):
    """A case as the inner inventory lists it."""

    number: str
    closed_on: date
    sheets: int
    registered_on: date | None = None
    about: str = ""
    is_reopened: bool = False


class VolumeSheet(Common, frozen=True, kw_only=True):
    """A volume; `years`, `is_permanent`, `to_confirm`, `ground` say how long it is stored."""

    year: int
    index: str
    volume: int
    title: Bilingual
    cases: tuple[CaseRow, ...]
    sheets: int
    first_on: date
    last_on: date
    years: int = 0
    is_permanent: bool = False
    to_confirm: bool = True
    ground: str = ""
    holder: str = ""
    is_closed: bool = True


def inventory(told: VolumeSheet) -> bytes:
    """Every document of the volume with the sheets it lies on. Raises what documents refuse."""
    letter = letter_of(told)
    cases = cases_in_words(letter, len(told.cases))
    words = f"{cases} {sheets_in_words(letter, told.sheets)}"
    made = Set(
        title=letter.t("Inner inventory of the file"),
        under=_file(letter, told),
        facts=_facts(letter, told),
        columns=(
            Column(letter.t("No."), 5, "right"),
            Column(letter.t("Number of the case"), 15),
            Column(letter.t("Day of registration"), 11),
            Column(letter.t("About what"), 30),
            Column(letter.t("Day of closing"), 11),
            # Translators: head of a narrow column: on which sheets of the volume
            Column(letter.t("Sheets"), 9, "right"),
            Column(letter.t("Note"), 13),
        ),
        rows=_rows(letter, told),
        said=(words, letter.t("Sheets of the inner inventory: ________")),
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, INVENTORY)


def certifying(told: VolumeSheet) -> bytes:
    """How many sheets there are, in figures and in words; the rest is filled in by hand."""
    letter = letter_of(told)
    words = figure_words(told.sheets, told.language, "m")
    said = letter.many(
        "{count} ({words}) sheet is bound and numbered in the file, No. 1 to No. {last}.",
        "{count} ({words}) sheets are bound and numbered in the file, No. 1 to No. {last}.",
        told.sheets,
        words=words,
        last=told.sheets,
    )
    made = Set(
        # Translators: check the Kyrgyz
        title=letter.t("Certifying sheet of the file"),
        under=_file(letter, told),
        facts=_facts(letter, told),
        before=(
            said,
            letter.t("Numbers with a letter: ________________________________"),
            letter.t("Numbers left out: ________________________________"),
            letter.t("And sheets of the inner inventory: ________"),
        ),
        columns=(
            Column(letter.t("What is to be said of the state of the file"), 70),
            Column(letter.t("Sheet numbers"), 30),
        ),
        rows=[(" ", " ")] * _BLANKS,
        row_at_least=_WRITTEN_BY_HAND,
        signs=(made_by(letter, told),),
    )
    return drawn(told, letter, made, CERTIFYING)


def _rows(letter: Letter, told: VolumeSheet) -> list[tuple[str, ...]]:
    first = 1
    found: list[tuple[str, ...]] = []
    for n, case in enumerate(told.cases, start=1):
        last = first + case.sheets - 1
        span = "\N{EN DASH}" if not case.sheets else str(first)
        if case.sheets > 1:
            span = f"{first}\N{EN DASH}{last}"
        begun = "" if case.registered_on is None else short_date(case.registered_on)
        note = letter.t("work goes on again") if case.is_reopened else ""
        told_row = (str(n), case.number, begun, case.about, short_date(case.closed_on), span, note)
        found.append(told_row)
        first = last + 1
    return found


def _file(letter: Letter, told: VolumeSheet) -> str:
    if not told.index:
        words = letter.t("Without a file index, volume {volume}", volume=told.volume)
    else:
        words = letter.t("File No. {index}, volume {volume}", index=told.index, volume=told.volume)
    if told.is_closed:
        return words
    return words + ". " + letter.t("The volume is not closed yet.")


def _facts(letter: Letter, told: VolumeSheet) -> tuple[tuple[str, str], ...]:
    days = f"{short_date(told.first_on)} \N{EN DASH} {short_date(told.last_on)}"
    facts = [
        (letter.t("Title of the file"), letter.either(told.title)),
        (letter.t("Year"), str(told.year)),
        (letter.t("Cases closed"), days),
        (letter.t("Stored"), stored_words(letter, told)),
    ]
    return tuple((name, words) for name, words in facts if words)

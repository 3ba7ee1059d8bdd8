"""What the screen of the end of a year says: its four parts and the rows of each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from akimat_desk.domain.nomenclature import FileDiff
from akimat_desk.services.journal_names import journal_name
from akimat_desk.services.year_end import YearPlan
from akimat_desk.text.catalogue import spoken, tr, tr_many
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.files_words import diff_words, term_words
from akimat_desk.ui.screens.volumes_words import days_words, holds_words, volume_words
from akimat_desk.ui.theme import Tone

CARRIED, JOURNALS, VOLUMES, FILES = "carried", "journals", "volumes", "files"
PARTS: Final = (CARRIED, JOURNALS, VOLUMES, FILES)


class PartLine(NamedTuple):
    """One of the four; `note` says what is done with it."""

    name: str
    title: str
    note: str
    tone: Tone = Tone.INK


class Detail(NamedTuple):
    """A row of the chosen part; `case` can be opened."""

    title: str
    note: str = ""
    more: str = ""
    under: str = ""
    case: str = ""


def part_lines(plan: YearPlan) -> tuple[PartLine, ...]:
    carried, journals, volumes = len(plan.carried), len(plan.journals), len(plan.volumes)
    return (
        PartLine(
            CARRIED,
            tr_many("{count} case goes over", "{count} cases go over", carried),
            tr("open on 31.12.{year}", year=plan.year),
        ),
        PartLine(
            JOURNALS,
            tr_many("{count} series of numbers", "{count} series of numbers", journals),
            tr("certified by the last number"),
        ),
        PartLine(
            VOLUMES,
            tr_many("{count} volume to close", "{count} volumes to close", volumes),
            _warned(plan),
            Tone.WARN if plan.unfiled or plan.without_sheets else Tone.INK,
        ),
        PartLine(FILES, tr("List of files for {year}", year=plan.year + 1), _files_note(plan)),
    )


def _warned(plan: YearPlan) -> str:
    """They are closed all the same."""
    unfiled, uncounted = plan.unfiled, plan.without_sheets
    return joined(
        tr_many("{count} case without a file", "{count} cases without a file", unfiled)
        if unfiled
        else "",
        tr_many("{count} case without sheets", "{count} cases without sheets", uncounted)
        if uncounted
        else "",
    )


def _files_note(plan: YearPlan) -> str:
    if plan.next_files is None:
        return tr("there is no list of {year} to copy", year=plan.year)
    return diff_words(plan.next_files)


def part_columns() -> tuple[Column[PartLine], ...]:
    return (
        Column(
            title=lambda: tr("What the end of the year does"),
            text=lambda one: one.title,
            note=lambda one: one.note,
            tone=lambda one: one.tone,
            is_strong=True,
        ),
    )


def detail_columns() -> tuple[Column[Detail], ...]:
    return (
        Column(
            title=lambda: tr("In detail"),
            text=lambda one: one.title,
            note=lambda one: one.note,
            is_strong=True,
        ),
        Column(
            title=lambda: "",
            text=lambda one: one.more,
            note=lambda one: one.under,
            chars=22,
        ),
    )


def details(plan: YearPlan, part: str) -> tuple[Detail, ...]:
    known: Mapping[str, Callable[[YearPlan], Iterator[Detail]]] = {
        CARRIED: _carried,
        JOURNALS: _journals,
        VOLUMES: _volumes,
        FILES: _files,
    }
    return tuple(known[part](plan))


def _carried(plan: YearPlan) -> Iterator[Detail]:
    for one in plan.carried:
        due = one.case.due_on
        yield Detail(
            one.case.number,
            one.subject,
            one.holder or tr("with nobody"),
            "" if due is None else tr("due {day}", day=shown_day(due)),
            one.case.case,
        )


def _journals(plan: YearPlan) -> Iterator[Detail]:
    language = "ru" if spoken().language == "ru" else "ky"
    for one in plan.journals:
        yield Detail(
            journal_name(one.journal, language),
            tr("series {mark}", mark=one.mark) if one.mark else "",
            tr_many("{count} entry", "{count} entries", one.entries),
            tr("last number {number}", number=one.last),
        )


def _volumes(plan: YearPlan) -> Iterator[Detail]:
    for one in plan.volumes:
        yield Detail(volume_words(one), days_words(one), holds_words(one))


def _files(plan: YearPlan) -> Iterator[Detail]:
    diff = plan.next_files or FileDiff()
    for change in (*diff.added, *diff.changed, *diff.dropped):
        row = change.after or change.before
        if row is not None:
            what = tr("dropped") if change.after is None else tr("differs")
            yield Detail(f"{row.index}  {named(row.title)}", what, term_words(row))


def headline(plan: YearPlan) -> str:
    year = plan.year
    if not plan.is_over:
        return tr(
            "{year} is not over: this is how it stands today. It is closed from 01.01.{next}.",
            year=year,
            next=year + 1,
        )
    if not plan.writes:
        return tr("{year} is closed: there is nothing to do.", year=year)
    if plan.is_closed:
        return tr("{year} was closed; since then something came to it.", year=year)
    return tr("{year} is over and not closed yet. F9 does all of this at once.", year=year)

"""Files and archive: the year's list of files, volumes, their papers, the end of a year."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.domain.archive_events import FileListed, VolumeNamed
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.nomenclature import FileChange, FileDiff
from akimat_desk.services.archive_papers import OF_VOLUME, OF_YEAR
from akimat_desk.services.desk import Desk
from akimat_desk.services.nomenclature import FileTold
from akimat_desk.services.volumes import VolumeReading
from akimat_desk.services.year_end import YearPlan
from akimat_desk.text.catalogue import spoken, tr, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder


def add(adder: "Adder") -> None:
    files = adder("files", files_command, "the list of files of a year")
    files.add_argument("what", choices=tuple(_FILES))
    files.add_argument("index", nargs="?", default="", metavar="INDEX")
    files.add_argument("--year", type=int, default=0, metavar="YEAR", help="this year")
    files.add_argument("--title", default="", metavar="KY|RU")
    files.add_argument("--term", default="", metavar="YEARS|permanent", help="if established")
    files.add_argument("--ground", default="", metavar="T", help="what sets the term")
    files.add_argument("--holder", default="", metavar="T", help="who keeps the file")
    files.add_argument("--note", default="", metavar="T")
    files.add_argument("--file", type=Path, default=None, metavar="FILE", help="CSV or XLSX")
    files.add_argument("--preview", action="store_true", help="only say what would change")
    _add_volumes(adder)
    year = adder("year-end", year_end_command, "close a year: volumes, journals, open cases")
    year.add_argument("year", type=int, metavar="YEAR")
    year.add_argument("--preview", action="store_true", help="only say what would be done")
    year.add_argument("--out", type=Path, default=None, metavar="DIR", help="papers go there")
    year.add_argument("--lang", default="", choices=("", "ky", "ru"))


def _add_volumes(adder: "Adder") -> None:
    volumes = adder("volumes", volumes_command, "volumes of files: shown, closed, printed")
    volumes.add_argument("what", choices=tuple(_VOLUMES))
    volumes.add_argument("index", nargs="?", default="", metavar="INDEX|ACT")
    volumes.add_argument("--year", type=int, default=0, metavar="YEAR", help="this year")
    volumes.add_argument("--volume", type=int, default=1, metavar="N")
    volumes.add_argument("--paper", default="file-list", choices=(*OF_VOLUME, *OF_YEAR))
    volumes.add_argument("--case", default="", metavar="NUMBER")
    volumes.add_argument("--archive", default="", metavar="NAME")
    volumes.add_argument("--taker", default="", metavar="NAME")
    volumes.add_argument("--ground", default="", metavar="T")
    volumes.add_argument("--lang", default="", choices=("", "ky", "ru"))
    volumes.add_argument("--out", type=Path, default=None, metavar="FILE")


def files_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        year = told.year or desk.cases.today().year
        _FILES[told.what](desk, year, told, output)


def _list(desk: Desk, year: int, _told: argparse.Namespace, output: Output) -> None:
    rows = [_row(one) for one in desk.files_archive.nomenclature.rows(year)]
    heads = (tr("index"), tr("title"), tr("stored"), tr("holder"))
    output.table(rows, dict(zip(("index", "title", "term", "holder"), heads, strict=True)))


def _row(row: FileListed) -> dict[str, Any]:
    term = "permanent" if row.is_permanent else str(row.years or "")
    return {
        "index": row.index,
        "title": row.title[spoken().language],
        "title_ky": row.title.ky,
        "title_ru": row.title.ru,
        "term": f"{term}?" if term and row.to_confirm else term,
        "to_confirm": row.to_confirm,
        "ground": row.ground,
        "holder": row.holder,
        "note": row.note,
    }


def _add(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    ky, _, ru = told.title.partition("|")
    term = told.term.casefold()
    if term and term != "permanent" and not term.isdecimal():
        raise FieldWrong("term", "not_a_number")
    row = FileTold(
        index=told.index,
        title_ky=ky,
        title_ru=ru,
        years=int(term) if term.isdecimal() else 0,
        is_permanent=term == "permanent",
        # Whoever tells a term answers for it.
        to_confirm=not term,
        ground=told.ground,
        holder=told.holder,
        note=told.note,
    )
    done = desk.files_archive.nomenclature.add(year, row)
    words = tr("File No. {index} is in the list of {year}.", index=done.index, year=year)
    output.line({"year": year, **_row(done)}, words)


def _drop(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    desk.files_archive.nomenclature.drop(year, told.index, told.note)
    words = tr("File No. {index} is out of the list of {year}.", index=told.index, year=year)
    output.line({"year": year, "index": told.index}, words)


def _begin(desk: Desk, year: int, _told: argparse.Namespace, output: Output) -> None:
    count = desk.files_archive.nomenclature.begin(year)
    output.line({"year": year, "files": count}, _counted(count, year))


def _counted(count: int, year: int) -> str:
    return tr_many(
        "{count} row of the list of {year} was written.",
        "{count} rows of the list of {year} were written.",
        count,
        year=year,
    )


def _import(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    if told.file is None:
        raise FieldWrong("file", "empty")
    book = desk.files_archive.nomenclature
    rows = book.read(told.file, year)
    diff = book.preview_import(rows, year)
    written = None if told.preview else book.take_in(rows, year)
    _changes(diff, year, written, output)


def _copy_forward(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    """With a file the next year's list is what the file says."""
    book = desk.files_archive.nomenclature
    wanted = None if told.file is None else book.read(told.file, year + 1)
    made = (book.preview_forward if told.preview else book.copy_forward)(year, wanted)
    _changes(made.diff, made.year, None if told.preview else made.writes, output)


def _changes(diff: FileDiff, year: int, written: int | None, output: Output) -> None:
    """`written` is None where nothing was to be written."""
    named = {"added": tr("added"), "dropped": tr("dropped"), "changed": tr("changed")}
    facts: dict[str, Any] = {"year": year, "same": len(diff.same), "written": written}
    lines = []
    for what, words in named.items():
        changes: tuple[FileChange, ...] = getattr(diff, what)
        facts[what] = [one.index for one in changes]
        for one in changes:
            row = one.after or one.before
            title = "" if row is None else row.title[spoken().language]
            lines.append(f"{words}: {one.index} {title}")
    if written is None:
        lines.append(tr("Nothing was written: this is a preview."))
    else:
        lines.append(_counted(written, year))
    output.line(facts, "\n".join(lines))


_FILES = {
    "list": _list,
    "add": _add,
    "drop": _drop,
    "begin": _begin,
    "import": _import,
    "copy-forward": _copy_forward,
}


def volumes_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        year = told.year or desk.cases.today().year
        _VOLUMES[told.what](desk, year, told, output)


def _show(desk: Desk, year: int, _told: argparse.Namespace, output: Output) -> None:
    _volume_table(desk.files_archive.volumes.of(year), output)


def _selectable(desk: Desk, _year: int, told: argparse.Namespace, output: Output) -> None:
    """What a commission may look at; with a file the draft of its act."""
    _volume_table(desk.files_archive.volumes.selectable(), output)
    if told.out is not None:
        write_paper(desk, told.out, desk.files_archive.papers.selection(_language(told)))


def _volume_table(found: Iterable[VolumeReading], output: Output) -> None:
    rows = [
        {
            "year": one.volume.year,
            "index": one.volume.index,
            "volume": one.volume.number,
            "cases": len(one.volume.cases),
            "sheets": one.volume.sheets,
            "first_on": one.volume.first_on.isoformat(),
            "last_on": one.volume.last_on.isoformat(),
            "closed": one.volume.is_closed,
            "state": tr("closed volume") if one.volume.is_closed else tr("volume being filled"),
            "disputed": one.volume.is_disputed,
            "reopened": len(one.reopened),
            "act": one.act,
        }
        for one in found
    ]
    names = ("index", "volume", "cases", "sheets", "first_on", "last_on", "state")
    heads = (
        *(tr("index"), tr("volume"), tr("cases"), tr("number of sheets"), tr("from"), tr("until")),
        tr("state"),
    )
    output.table(rows, dict(zip(names, heads, strict=True)))


def _close(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    """One file to its end; without an index the full volumes of all files."""
    volumes = desk.files_archive.volumes
    done = volumes.close(year, told.index) if told.index else volumes.close_full(year)
    rows = [
        {"index": one.index, "volume": one.number, "cases": len(one.cases), "sheets": one.sheets}
        for one in done
    ]
    heads = (tr("index"), tr("volume"), tr("cases"), tr("number of sheets"))
    output.table(rows, dict(zip(("index", "volume", "cases", "sheets"), heads, strict=True)))


def _print(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    papers, language = desk.files_archive.papers, _language(told)
    if told.paper in OF_YEAR:
        data = papers.of_year(told.paper, year, language)
    else:
        place = VolumeNamed(year=year, index=told.index, volume=told.volume)
        data = papers.of_volume(told.paper, place, language)
    _written(desk, told, data, output)


def _label(desk: Desk, _year: int, told: argparse.Namespace, output: Output) -> None:
    data = desk.files_archive.papers.label(desk.cases.find(told.case), _language(told))
    _written(desk, told, data, output)


def _hand_over(desk: Desk, year: int, told: argparse.Namespace, output: Output) -> None:
    """All closed volumes of the year that are not in an archive yet, or those of one file."""
    papers, language = desk.files_archive.papers, _language(told)
    found = tuple(
        one.volume.place
        for one in desk.files_archive.volumes.of(year)
        if one.volume.is_closed and not one.act and told.index in ("", one.volume.index)
    )
    act = papers.hand_over(found, told.archive, taker=told.taker, ground=told.ground)
    if told.out is not None:
        write_paper(desk, told.out, papers.archive_act(act, language))
    words = tr_many(
        "{count} volume is handed over by act {act}.",
        "{count} volumes are handed over by act {act}.",
        len(found),
        act=act,
    )
    output.line({"act": act, "volumes": len(found)}, words)


def _written(desk: Desk, told: argparse.Namespace, data: bytes, output: Output) -> None:
    if told.out is None:
        raise FieldWrong("out", "empty")
    write_paper(desk, told.out, data)
    output.line({"file": str(told.out)}, str(told.out))


_VOLUMES = {
    "show": _show,
    "close": _close,
    "print": _print,
    "label": _label,
    "hand-over": _hand_over,
    "selectable": _selectable,
}


def year_end_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        archive = desk.files_archive
        plan = (archive.year_end.preview if told.preview else archive.year_end.run)(told.year)
        made = [] if told.out is None or told.preview else _papers(desk, plan, told)
    diff = plan.next_files
    facts = {
        "year": plan.year,
        "carried": [one.case.number for one in plan.carried],
        "volumes": len(plan.volumes),
        "journals": [
            {"journal": one.journal, "mark": one.mark, "entries": one.entries, "last": one.last}
            for one in plan.journals
        ],
        "next_files": None if diff is None else len(diff.same) + len(diff.changed + diff.added),
        "unfiled": plan.unfiled,
        "without_sheets": plan.without_sheets,
        "writes": plan.writes,
        "papers": made,
    }
    output.line(facts, "\n".join(_sentences(plan, is_preview=told.preview)))


def _sentences(plan: YearPlan, *, is_preview: bool) -> Iterable[str]:
    year = plan.year
    if not plan.writes:
        yield tr("{year} is closed: there is nothing to do.", year=year)
    elif is_preview:
        yield tr("What closing {year} would do:", year=year)
    else:
        yield tr("{year} is closed.", year=year)
    count = len(plan.carried)
    yield tr_many("{count} case goes over.", "{count} cases go over.", count)
    count = len(plan.volumes)
    yield tr_many("{count} volume is closed.", "{count} volumes are closed.", count)
    count = len(plan.journals)
    yield tr_many("{count} series is certified.", "{count} series are certified.", count)
    if plan.unfiled:
        yield tr_many(
            "{count} closed case has no file index.",
            "{count} closed cases have no file index.",
            plan.unfiled,
        )


def _papers(desk: Desk, plan: YearPlan, told: argparse.Namespace) -> list[str]:
    """What there is to print of the year, by the name of each paper."""
    papers, language = desk.files_archive.papers, _language(told)
    wanted = {
        "journals": bool(plan.journals),
        "carried": bool(plan.carried),
        "file-list": bool(desk.files_archive.volumes.of(plan.year)),
    }
    made = []
    told.out.mkdir(parents=True, exist_ok=True)
    for name, is_there in wanted.items():
        if is_there:
            path = told.out / f"{name}-{plan.year}.pdf"
            write_paper(desk, path, papers.of_year(name, plan.year, language))
            made.append(str(path))
    return made


def _language(told: argparse.Namespace) -> Literal["ky", "ru"]:
    asked = told.lang or spoken().language
    return "ru" if asked == "ru" else "ky"

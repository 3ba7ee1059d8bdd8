"""Forms of the list of files: a row, its end, a list from a file, the list of the next year."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.domain.nomenclature import FileDiff
from akimat_desk.services.nomenclature import FileTold, ForwardPreview, Nomenclature
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LineField, NumberField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.icons import icon
from akimat_desk.ui.paged_table import PagedTable
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.files_words import ChangeRow, change_columns, change_rows, diff_words
from akimat_desk.ui.screens.settings_list import Whole
from akimat_desk.ui.screens.settings_panel import Change, Entered
from akimat_desk.ui.table_view import TableView

_MOST_YEARS: Final = 100


class TableFileField(LineField):
    """A spreadsheet by its path: typed, pasted, or chosen."""

    def __init__(self) -> None:
        super().__init__(tr("CSV or XLSX"))
        choosing = QAction(icon("folder-open-outline"), tr("Choose the file"), self.line)
        choosing.triggered.connect(self._choose)
        self.line.addAction(choosing, QLineEdit.ActionPosition.TrailingPosition)

    def tidied(self, text: str) -> str:
        return text.strip()

    def _choose(self) -> None:
        dialog = QFileDialog(self, tr("Choose the file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("CSV, XLSX (*.csv *.txt *.xlsx)")
        dialog.fileSelected.connect(self.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def row_change(
    book: Nomenclature, topics: Sequence[Choice], year: int, row: FileListed | None
) -> Change:
    """A new file, or another word about one; topics and kinds that the form does not name stay."""

    def fill(form: Form) -> None:
        form.row(
            Entry("index", tr("&File No."), TextField(tr("for example 02-05")), is_required=True),
            Entry("holder", tr("&Who keeps it"), TextField()),
        )
        form.row(Entry("title_ky", tr("Title in &Kyrgyz"), TextField(), is_required=True))
        form.row(Entry("title_ru", tr("Title in &Russian"), TextField()))
        form.row(
            Entry("years", tr("St&ored, years"), NumberField(0, _MOST_YEARS)),
            Entry("is_permanent", tr("&Or"), CheckField(tr("permanently"))),
        )
        form.row(Entry("ground", tr("&By which act"), TextField()))
        sure = CheckField(tr("the term is established: the act was seen"))
        form.row(Entry("sure", tr("&How sure"), sure))
        form.row(Entry("topic", tr("For the &topic"), ChoiceField(topics)))
        form.row(Entry("note", tr("&Note"), TextField()))
        if row is not None:
            form.restore(_as_text(row, {one.id: one.words for one in topics}))

    def work(entered: Entered) -> Callable[[], object]:
        return partial(book.add, year, _told(entered, row))

    words = tr("A file for {year}", year=year)
    if row is not None:
        words = tr("File No. {index}, {year}", index=row.index, year=year)
    return Change(
        words,
        tr("Save the file"),
        fill,
        work,
        tr("The list of files is changed."),
        advice=tr("A term that nobody has established stays marked as to be confirmed."),
        judge=_judge,
    )


def _judge(entered: Entered) -> Mapping[str, str]:
    if entered["is_permanent"] and entered["years"]:
        return {"years": tr("Either a number of years, or permanently.")}
    if entered["sure"] and not (entered["is_permanent"] or entered["years"]):
        return {"years": tr("Say the term that is established.")}
    return {}


def _as_text(row: FileListed, topics: Mapping[str, str]) -> dict[str, str]:
    return {
        "index": row.index,
        "holder": row.holder,
        "title_ky": row.title.ky,
        "title_ru": row.title.ru,
        "years": str(row.years or ""),
        "is_permanent": "1" if row.is_permanent else "",
        "ground": row.ground,
        "sure": "" if row.to_confirm else "1",
        "topic": topics.get(row.topics[0], "") if row.topics else "",
        "note": row.note,
    }


def _told(entered: Entered, row: FileListed | None) -> FileTold:
    texts = ("index", "title_ky", "title_ru", "ground", "holder", "note")
    topic = str(entered["topic"] or "")
    more = () if row is None else row.topics[1:]
    return FileTold(
        **{key: str(entered[key] or "") for key in texts},
        years=int(entered["years"] or 0),
        is_permanent=bool(entered["is_permanent"]),
        to_confirm=not entered["sure"],
        topics=tuple(one for one in (topic, *more) if one),
        kinds=() if row is None else row.kinds,
    )


def drop_change(book: Nomenclature, row: FileListed) -> Change:
    def fill(form: Form) -> None:
        form.row(Entry("reason", tr("&Reason"), TextField(), is_required=True))

    def work(entered: Entered) -> Callable[[], object]:
        return partial(book.drop, row.year, row.index, str(entered["reason"]))

    return Change(
        tr("Drop file No. {index}, {year}", index=row.index, year=row.year),
        tr("Drop the file"),
        fill,
        work,
        tr("The file is out of the list."),
        advice=tr("Only a file without cases can be dropped. {title}", title=named(row.title)),
    )


def begin_change(book: Nomenclature, year: int) -> Change:
    count = len(book.starter())
    return Change(
        tr("Begin the list of {year}", year=year),
        tr("Begin with this list"),
        lambda _: None,
        lambda _: partial(book.begin, year),
        tr("The list of files is begun."),
        advice=tr_many(
            "{count} file comes with the program, to begin with. Its storage term is to be"
            " confirmed by the office.",
            "{count} files come with the program, to begin with. Their storage terms are to be"
            " confirmed by the office.",
            count,
        ),
    )


def import_change(
    book: Nomenclature, year: int, keep: Callable[[Sequence[FileListed], FileDiff], None]
) -> Change:
    """Only reads; `keep` is called off the window's thread."""

    def fill(form: Form) -> None:
        hint = tr("The first line names the columns: index, title_ky, title_ru, term, ground.")
        form.row(Entry("path", tr("&Table"), TableFileField(), is_required=True, hint=hint))

    def work(entered: Entered) -> Callable[[], object]:
        def run() -> None:
            rows = book.read(Path(str(entered["path"])), year)
            keep(rows, book.preview_import(rows, year))

        return run

    return Change(
        tr("A list of files for {year} from a table", year=year),
        tr("Read the table"),
        fill,
        work,
        tr("The table was read; nothing is written yet."),
        advice=tr("What would change is shown first. Files that the table does not name stay."),
    )


def take_in_change(
    book: Nomenclature,
    year: int,
    rows: Sequence[FileListed],
    diff: FileDiff,
    background: Background,
) -> Change:
    return Change(
        tr("What the table changes in the list of {year}", year=year),
        tr("Write the changes"),
        partial(_fill_diff, diff, background),
        lambda _: partial(book.take_in, rows, year),
        tr("The list of files is changed."),
        advice=diff_words(diff),
    )


def forward_change(book: Nomenclature, told: ForwardPreview, background: Background) -> Change:
    """`told` is what the next year's list would be."""
    advice = diff_words(told.diff)
    if not told.writes:
        advice = tr("The list of {year} is there already: nothing would change.", year=told.year)
    return Change(
        tr("List of files for {year}", year=told.year),
        tr("Copy the list"),
        partial(_fill_diff, told.diff, background),
        lambda _: partial(book.copy_forward, told.year - 1),
        tr("The list of files for {year} stands.", year=told.year),
        advice=advice,
    )


def _fill_diff(diff: FileDiff, background: Background, form: Form) -> None:
    """Every row that changes; what stays as it was is only counted."""
    rows = tuple(change_rows(diff))
    table: PagedTable[ChangeRow] = PagedTable(change_columns(), background)
    view = TableView(table)
    view.setAccessibleName(tr("What changes"))
    view.say_when_empty(tr("Every row as before."))
    view.hug_rows()
    form.widget_row(view)
    shown: Any = Whole(rows)
    table.show(lambda _: shown)
